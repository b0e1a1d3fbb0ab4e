"""Decides who may say what a resident pays themselves; it asks no database."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.own_costs.terms import LONGEST_SENTENCE


def may_say(*, part: Part, may_read: bool) -> bool:
    """Whether somebody writes what the resident pays: the fixed contact, who calls before it changes."""
    return part is Part.CONTACT and may_read


def check_said(sentence: str, *, since: date | None) -> None:
    """Refuse a sentence that is too long, or has no day."""
    if len(sentence) > LONGEST_SENTENCE:
        raise Refused(_("Dit is te lang. Eén zin is genoeg."), field="sentence")
    if sentence and since is None:
        raise Refused(_("Kies vanaf welke dag dit is."), field="since")
