"""Reads photos: which a case has, one of them, and who sat at its table; a picture that is looked at is noted."""

from __future__ import annotations

from django.db.models import QuerySet

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.photos.models import Photo
from wijkwaarde.kernel.round_tables.models import Seat

# A row as the pages get it: they read it, and import no model. The picture itself is not in it.
type SeenPhoto = Photo


def photos_of(seen: SeenCase) -> list[Photo]:
    """The photos of a case, the newest first, for who may read it. Errors: NotFound."""
    if not seen.may_read:
        raise NotFound("photo", subjects=(seen.case.resident_id,))
    return list(_rows(seen).order_by("-pk"))


def photo_for(photo_id: int, *, seen: SeenCase) -> Photo:
    """One photo of a case, for who may read it. Errors: NotFound."""
    found = _rows(seen).filter(pk=photo_id).first() if seen.may_read else None
    if found is None:
        raise NotFound("photo", object_id=photo_id, subjects=(seen.case.resident_id,))
    return found


def picture_of(photo: Photo, *, seen: SeenCase, by: Actor) -> bytes:
    """The picture itself, noted for the trail."""
    subjects = [seen.case.resident_id]
    by.record(Act.READ, "photo", object_id=photo.pk, subjects=subjects, purpose=seen.purpose)
    return bytes(photo.image)


def guests_at(photo: Photo) -> list[str]:
    """The names of who sat at the table of a photo for the resident alone."""
    if photo.round_table_id is None:
        return []
    seats = Seat.objects.filter(round_table_id=photo.round_table_id, participant__isnull=True)
    return list(seats.order_by("pk").values_list("name", flat=True))


def _rows(seen: SeenCase) -> QuerySet[Photo]:
    people = ("added_by__membership", "added_by__person")
    return Photo.objects.filter(case=seen.case).defer("image").select_related(*people)
