"""Decides when a budget may get another rule, and which one holds; it asks no database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Refused

ONE_DAY = timedelta(days=1)


def check_rule(begin: date, *, words: str, starts: date, until: date, known: Mapping[date, str], first: str) -> None:
    """Refuse a day outside the budget, a day that has a rule already, and the rule that holds then. Errors: Refused."""
    if not starts <= begin < until:
        raise Refused(_("Deze dag valt buiten het budget."), field="begin")
    if begin in known:
        raise Refused(_("Vanaf deze dag is er al een andere regel. Haal die eerst weg."), field="begin")
    if words == rule_on(begin, known=known, first=first):
        raise Refused(_("Dit is de regel die dan al geldt."), field="words")


def rule_on(day: date, *, known: Mapping[date, str], first: str) -> str:
    """The rule that holds on a day: the newest that has begun, else the first, of the base year.

    >>> rule_on(date(2026, 7, 1), known={date(2026, 7, 1): "b", date(2027, 1, 1): "c"}, first="a")
    'b'
    >>> rule_on(date(2026, 6, 30), known={date(2026, 7, 1): "b"}, first="a")
    'a'
    """
    begun = [begin for begin in known if begin <= day]
    return known[max(begun)] if begun else first


def without_correction(begins: Collection[date], *, corrections: Collection[date]) -> list[date]:
    """The days from which another rule holds than in the base year, without a volume correction of that day.

    >>> without_correction([date(2026, 7, 1)], corrections=[date(2026, 7, 1)])
    []
    """
    return sorted(set(begins) - set(corrections))


def first_day_off(
    *, last: date | None, stopped_on: date | None, closed_on: date | None, left_out_on: date | None = None
) -> date | None:
    """The first day on which help by an agreement counts no more: after its last day, or when it stopped or its
    plan left it out; None as long as it runs.

    >>> first_day_off(last=date(2026, 6, 30), stopped_on=None, closed_on=date(2026, 9, 1))
    datetime.date(2026, 7, 1)
    """
    days = [None if last is None else last + ONE_DAY, stopped_on, left_out_on, closed_on]
    return min((day for day in days if day is not None), default=None)
