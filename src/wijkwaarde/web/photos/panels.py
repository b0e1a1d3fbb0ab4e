"""What the pages of photos show, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.photos.queries import SeenPhoto
from wijkwaarde.kernel.photos.rules import may_remove
from wijkwaarde.web.format import near_day
from wijkwaarde.web.plans.panels import shown_name


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo: who added it and when, where it is, where it is written down, and where it is taken away (empty: not by you)."""

    words: str
    url: str
    width: int
    height: int
    write: str
    remove: str


def photo_rows(found: Sequence[SeenPhoto], *, seen: SeenCase) -> list[PhotoRow]:
    """These photos as one participant sees them."""
    return [_row(one, seen=seen) for one in found]


def _row(one: SeenPhoto, *, seen: SeenCase) -> PhotoRow:
    place = [seen.case.key, one.pk]
    removes = may_remove(is_own=one.added_by_id == seen.participant.pk, is_resident=seen.is_resident)
    name = shown_name(one.added_by, seen=seen)
    return PhotoRow(
        words=_("{name}, {day}").format(name=name, day=near_day(one.added_on)),
        url=reverse("photo", args=place),
        width=one.width,
        height=one.height,
        write=reverse("photo_write", args=place),
        remove=reverse("photo_remove", args=place) if removes else "",
    )
