"""Decides which line of a party's own figures can be read, and which explanation can stand; it asks no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarde import Period
from wijkwaarde.instruments.reconciliation.terms import Column, Reason, Unread
from wijkwaarde.kernel.deliveries.periods import MONTH_NAMES, period_of, year_about
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.ledger.rules import check_amount, hundredths

LONGEST_MONTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBooks:
    """A party's own figures as they came in: of which party and year, and whether what it earns stands below zero."""

    raw: bytes
    name: str
    organisation_id: int
    year: int
    is_turned: bool
    request_key: UUID
    names: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be used; `row` is its place in a file."""

    row: int
    cost_centre: str
    article: str
    period: Period
    cents: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that cannot be read, why, and what it says per column."""

    row: int
    reason: Unread
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExplanation:
    """Why so many cents of a difference are there; those that are said in one go share `together`."""

    product_id: int
    month: date
    cents: int
    reason: Reason
    words: str
    request_key: UUID
    together: UUID | None = None


def read_line(row: int, *, said: Mapping[str, str], year: int, is_turned: bool) -> Line | Aside:
    """A line as it can be used, or why it cannot."""
    cost_centre = said.get(Column.COST_CENTRE, "")
    if not cost_centre:
        return Aside(row, Unread.COST_CENTRE, said)
    period = _period(said.get(Column.PERIOD, ""), year=year)
    if period is None:
        return Aside(row, Unread.PERIOD, said)
    if year_about(period) != year or said.get(Column.YEAR, "") not in {"", str(year)}:
        return Aside(row, Unread.OTHER_YEAR, said)
    try:
        cents = hundredths(said.get(Column.AMOUNT, ""))
    except Refused:
        return Aside(row, Unread.AMOUNT, said)
    return Line(row, cost_centre, said.get(Column.PRODUCT, ""), period, -cents if is_turned else cents)


def _period(text: str, *, year: int) -> Period | None:
    """A period; the number or name of a month alone is one of this year, and nothing is the whole year.

    >>> [_period(text, year=2026).begin.month for text in ("3", "maart", "2026-03", "")]
    [3, 3, 3, 1]
    """
    plain = text.strip().casefold()
    if not plain:
        return Period(date(year, 1, 1), date(year + 1, 1, 1))
    is_month = plain.isdecimal() and len(plain) <= LONGEST_MONTH
    is_name = any(name.startswith(plain.rstrip(".")) for name in MONTH_NAMES) and plain.isalpha()
    return period_of(f"{plain} {year}" if is_name else f"{year}-{plain}" if is_month else text)


def check_explanation(new: NewExplanation) -> None:
    """Refuse an explanation of nothing, and one that says only that it is something else."""
    check_amount(new.cents)
    if new.reason is Reason.OTHER and not new.words:
        raise Refused(_("Schrijf in een paar woorden waardoor het komt."), field="words")


def check_version(seen: int, *, now: int) -> None:
    """Errors: Stale where somebody joined cost centres to products since the form was shown."""
    if seen != now:
        told = _("Iemand anders koppelde intussen ook kostenplaatsen. Kijk wat er nu staat, en bewaar dan opnieuw.")
        raise Stale(told, saved={}, version=now)
