"""Decides how many photos a case has, and who takes one away; it asks no database and reads no picture."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.photos.terms import MOST_PHOTOS


def check_count(number: int) -> None:
    """Refuse one more where there are as many as fit."""
    if number >= MOST_PHOTOS:
        text = _("Er zijn al {most} foto's. Haal er eerst een weg.").format(most=MOST_PHOTOS)
        raise Refused(text, field="photo")


def may_remove(*, is_own: bool, is_resident: bool) -> bool:
    """Whether somebody takes a photo away: who added it, and the resident whose paper it is."""
    return is_own or is_resident


def check_may_remove(*, is_own: bool, is_resident: bool) -> None:
    """Refuse somebody else."""
    if not may_remove(is_own=is_own, is_resident=is_resident):
        raise Refused(_("Alleen de bewoner, en wie de foto maakte, haalt hem weg."))
