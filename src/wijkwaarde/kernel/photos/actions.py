"""Writes photos: one is added, and taken away for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.photos import rules
from wijkwaarde.kernel.photos.models import Photo
from wijkwaarde.kernel.photos.reading import plain_jpeg
from wijkwaarde.kernel.round_tables.models import RoundTable


@transaction.atomic
def add_photo(*, by: Actor, seen: SeenCase, raw: bytes, request_key: UUID, now: datetime) -> Photo:
    """Keep a photo of the paper, of the last table that began; the same form again gives the photo it made.

    Only the picture is kept: no file name, no place, no time of a telephone. Errors: Refused, NotFound.
    """
    if not seen.may_read:
        raise NotFound("photo", subjects=(seen.case.resident_id,))
    today = timezone.localdate(now)
    hold(seen, today=today)
    made = Photo.objects.filter(added_by=seen.participant, request_key=request_key).first()
    if made is not None:
        return made
    rules.check_count(Photo.objects.filter(case=seen.case).count())
    picture = plain_jpeg(raw)
    photo = Photo.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        round_table=_last_table(seen, now=now),
        added_by=seen.participant,
        added_on=today,
        image=picture.data,
        width=picture.width,
        height=picture.height,
        request_key=request_key,
    )
    by.record(Act.WRITE, "photo", object_id=photo.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return photo


def _last_table(seen: SeenCase, *, now: datetime) -> RoundTable | None:
    begun = RoundTable.objects.filter(case=seen.case, starts_at__lte=now, cancelled_on__isnull=True)
    return begun.order_by("-starts_at").first()


@transaction.atomic
def remove_photo(*, by: Actor, seen: SeenCase, photo_id: int, now: datetime) -> None:
    """Take a photo away for good; taken away twice it counts once. Errors: Refused, NotFound."""
    if not seen.may_read:
        raise NotFound("photo", object_id=photo_id, subjects=(seen.case.resident_id,))
    hold(seen, today=timezone.localdate(now))
    photo = Photo.objects.filter(case=seen.case, pk=photo_id).defer("image").first()
    if photo is None:
        return
    is_own = photo.added_by_id == seen.participant.pk
    rules.check_may_remove(is_own=is_own, is_resident=seen.is_resident)
    by.record(Act.WRITE, "photo", object_id=photo.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    photo.delete()
