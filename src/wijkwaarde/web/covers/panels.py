"""What is shown about covers, in words: for who is away, who stands in, and a manager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.rules import CoverTold
from wijkwaarde.kernel.covers.queries import Standing
from wijkwaarde.web.format import near_day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One cover: who for whom, when, and where it is stopped."""

    who: str
    when: str
    stop: str


def cover_rows(found: Sequence[Standing], *, by: Actor) -> list[CoverRow]:
    """The covers of today and to come."""
    return [_row(one, by=by) for one in found]


def _row(one: Standing, *, by: Actor) -> CoverRow:
    if one.absent_id == by.membership_id:
        words = _("{stand_in} vervangt jou.")
    elif one.stand_in_id == by.membership_id:
        words = _("Jij vervangt {absent}.")
    else:
        words = _("{stand_in} vervangt {absent}.")
    when = (
        _("Van {first} tot en met {last}.") if one.is_for_all else _("Bij één bewoner, van {first} tot en met {last}.")
    )
    return CoverRow(
        who=words.format(stand_in=one.stand_in.name, absent=one.absent.name),
        when=when.format(first=near_day(one.begin), last=near_day(one.until - ONE_DAY)),
        stop=reverse("stop_cover", args=[one.pk]),
    )


def told_words(told: CoverTold) -> str:
    """From when until when somebody stands in."""
    first, last = near_day(told.begin), near_day(told.until - ONE_DAY)
    return _("Van {first} tot en met {last}.").format(first=first, last=last)
