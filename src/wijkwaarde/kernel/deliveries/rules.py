"""Decides which line of a delivery file can be used, why another cannot, and on which day it is booked; it asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from waarde import Period, Unit
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.deliveries.numbers import line_of, tidied
from wijkwaarde.kernel.deliveries.periods import between, day_of, period_of, year_about
from wijkwaarde.kernel.deliveries.terms import QUANTITY_DIGITS, QUANTITY_PLACES, AsideReason, Column
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.rules import Draft, hundredths, number
from wijkwaarde.kernel.ledger.terms import Because, BookingKind

ONE_DAY = timedelta(days=1)
MINUTES_AN_HOUR = 60
LARGEST_QUANTITY = Decimal(10) ** (QUANTITY_DIGITS - QUANTITY_PLACES)
# What providers call a unit, and its code in the national messages.
UNITS = {
    "minuut": Unit.MINUTE, "minuten": Unit.MINUTE, "01": Unit.MINUTE, "1": Unit.MINUTE,
    "uur": Unit.HOUR, "uren": Unit.HOUR, "04": Unit.HOUR, "4": Unit.HOUR,
    "dagdeel": Unit.HALF_DAY, "dagdelen": Unit.HALF_DAY, "16": Unit.HALF_DAY,
    "dag": Unit.DAY, "dagen": Unit.DAY,
    "etmaal": Unit.FULL_DAY, "etmalen": Unit.FULL_DAY, "14": Unit.FULL_DAY,
    "week": Unit.WEEK, "weken": Unit.WEEK, "maand": Unit.MONTH, "maanden": Unit.MONTH,
    "kwartaal": Unit.QUARTER, "jaar": Unit.YEAR, "contact": Unit.CONTACT, "contacten": Unit.CONTACT,
    "stuk": Unit.PIECE, "stuks": Unit.PIECE, "82": Unit.PIECE, "84": Unit.PIECE,
    "rit": Unit.TRIP, "ritten": Unit.TRIP, "km": Unit.KM, "traject": Unit.COURSE, "trajecten": Unit.COURSE,
    "euro": Unit.EURO, "83": Unit.EURO,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """What somebody types: which product of which party in which period, and what it cost; below 0 it is a credit.

    `document` names the bill or letter on which it rests, and `number` the agreement in a plan. `is_again` books what was
    delivered before once more, because it was, and `why` says why it counts though its agreement had ended by then.
    """

    organisation_id: int
    product_id: int
    period: Period
    cents: int
    document: str
    request_key: UUID
    quantity: Decimal | None = None
    number: str = ""
    is_again: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that came in: what is in it and its name, which year it is about (None: any of the budget), and of which party.

    Without a party every line names its own. `names` says which column is which where they are not called as ours, and
    `total` what the file has to add up to.
    """

    raw: bytes
    name: str
    request_key: UUID
    organisation_id: int | None = None
    year: int | None = None
    names: Mapping[str, str] | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be booked; `row` is its place in a file."""

    row: int
    organisation_id: int
    product_id: int
    number: str
    period: Period
    quantity: Decimal | None
    cents: int
    why: str = ""

    @property
    def same(self) -> tuple[object, ...]:
        """What two lines share when they are the same thing said twice."""
        place = self.organisation_id, self.product_id, self.number
        return *place, self.period.begin, self.period.until, self.cents


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that cannot be booked, why, and what it says per column."""

    row: int
    reason: AsideReason
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a file that can be booked, those put aside in the order of the file, and what was noticed."""

    used: tuple[Line, ...]
    aside: tuple[Aside, ...]
    remarks: tuple[str, ...] = ()

    @property
    def cents(self) -> int:
        """What the lines that can be booked add up to."""
        return sum(line.cents for line in self.used)


@dataclass(frozen=True, slots=True)
class Known:
    """What a line is held against: names of products and providers in small letters, the budget's period, year and day."""

    products: Mapping[str, int]
    units: Mapping[int, Unit]
    organisations: Mapping[str, int]
    organisation_id: int | None
    budget: Period
    year: int | None
    today: date


def may_hand_in(role: str, *, own: int | None) -> bool:
    """Whether somebody hands in files of their own organisation, for the controller to say yes to: its manager."""
    return role == Role.MANAGER.value and own is not None


def reads_own_only(role: str) -> bool:
    """Whether somebody reads deliveries one by one only of their own organisation: a manager."""
    return role == Role.MANAGER.value


def check_hands_in(role: str, *, own: int | None, is_command: bool = False) -> None:
    """Errors: NotFound for who brings no file at all."""
    if not is_command and not may_keep(role) and not may_hand_in(role, own=own):
        raise NotFound("delivery_file")


def check_brings(role: str, *, own: int | None, organisation_id: int | None, is_command: bool = False) -> None:
    """Errors: NotFound for who brings no file of this organisation: the controller of all, a manager of their own."""
    check_hands_in(role, own=own, is_command=is_command)
    if not is_command and not may_keep(role) and organisation_id != own:
        raise NotFound("delivery_file")


class _Unusable(Exception):
    def __init__(self, reason: AsideReason) -> None:
        self.reason = reason


def read_line(row: int, *, said: Mapping[str, str], known: Known) -> Line | Aside:
    """A line as it can be booked, or why it cannot; that it is double or names no agreement is asked later."""
    try:
        product_id = _product(said, known=known)
        return Line(
            row,
            _provider(said, known=known),
            product_id,
            _number(said),
            _period(said, known=known),
            _quantity(said, unit=known.units[product_id]),
            _cents(said),
        )
    except _Unusable as unusable:
        return Aside(row, unusable.reason, said)


def fingerprint_of(raw: bytes) -> str:
    """What tells one file from another."""
    return sha256(raw).hexdigest()


def check_line(line: Line, *, budget: Period, today: date) -> None:
    """Refuse what somebody typed that cannot be. Errors: Refused."""
    if line.cents == 0:
        raise Refused(_("Een levering van 0 euro boeken we niet."), field="amount")
    if not budget.begin.year <= year_about(line.period) <= (budget.until - ONE_DAY).year:
        raise Refused(_("Deze periode valt buiten het budget."), field="begin")
    if line.period.begin > today:
        raise Refused(_("Deze periode moet nog beginnen."), field="begin")


def check_counts(line: Line, *, ends: Mapping[int, date]) -> None:
    """Refuse what was typed of an agreement that had ended by then, as long as nobody says why it counts."""
    _running, ended = within([line], ends=ends)
    if ended and not line.why:
        raise Refused(_("Deze afspraak liep toen niet meer. Schrijf waarom je dit toch boekt."), field="why")


def within(lines: Iterable[Line], *, ends: Mapping[int, date]) -> tuple[list[Line], list[Line]]:
    """The lines whose agreement ran when their period began, and those whose agreement had ended, by the days of `ends`."""
    running: list[Line] = []
    ended: list[Line] = []
    for line in lines:
        end = ends.get(line_of(line.number) or 0)
        (running if end is None or line.period.begin < end else ended).append(line)
    return running, ended


def without_doubles(lines: Iterable[Line], *, there: set[tuple[object, ...]]) -> tuple[list[Line], list[Line]]:
    """The lines that are new, and those that were delivered before or stand in the file twice."""
    fresh: list[Line] = []
    doubles: list[Line] = []
    seen = set(there)
    for line in lines:
        (doubles if line.same in seen else fresh).append(line)
        seen.add(line.same)
    return fresh, doubles


def booked_on(*, until: date, today: date, closed_until: date | None) -> date:
    """The day of the booking: the last of the period, not after today, and not in what is closed.

    >>> booked_on(until=date(2026, 4, 1), today=date(2026, 4, 9), closed_until=None).isoformat()
    '2026-03-31'
    >>> booked_on(until=date(2026, 4, 1), today=date(2026, 7, 9), closed_until=date(2026, 7, 1)).isoformat()
    '2026-07-01'
    """
    last = min(until - ONE_DAY, today)
    return last if closed_until is None else max(last, closed_until)


def draft_of(
    line: Line, *, key: UUID, sides: Mapping[tuple[int, int], tuple[int, int]], on: date, document: str
) -> Draft:
    """The booking of a line: on what its party delivered of its product, against the party's own account."""
    delivered, party = sides[line.organisation_id, line.product_id]
    entries = ((delivered, line.cents), (party, -line.cents))
    reference = f"{document}:{line.row}" if line.row else document
    return Draft(on, BookingKind.DELIVERY, Because.DOCUMENT, reference, entries, key)


def check_number(number: str) -> str:
    """A typed agreement number as it is kept; empty stays empty. Errors: Refused for a slip."""
    if number and line_of(number) is None:
        raise Refused(_("Dit afspraaknummer klopt niet. Kijk het nog eens na."), field="number")
    return tidied(number)


def check_open(*, is_settled: bool, is_taken_back: bool) -> None:
    """Refuse to settle a line twice, and one of a file that was taken back."""
    if is_taken_back:
        raise Refused(_("Dit bestand is teruggedraaid. Er is niets meer te doen."))
    if is_settled:
        raise Refused(_("Deze regel is al afgehandeld."))


def check_why(why: str) -> None:
    """Refuse to let a line go without a word about why."""
    if not why:
        raise Refused(_("Schrijf in een paar woorden waarom."), field="why")


def check_total(found: int, *, expected: int | None) -> None:
    """Refuse a file that does not add up to what its provider said: half of it may be missing."""
    if expected is not None and found != expected:
        raise Refused(
            _("De bedragen in dit bestand tellen niet op tot dit totaal. Mist er een deel van het bestand?"),
            field="total",
        )


def cents_of(said: Mapping[str, str]) -> int | None:
    """The amount of a line in cents; None where it cannot be read."""
    try:
        return hundredths(said.get(Column.AMOUNT, ""))
    except Refused:
        return None


def _product(said: Mapping[str, str], *, known: Known) -> int:
    found = known.products.get(_plain(said.get(Column.PRODUCT, "")))
    if found is None:
        raise _Unusable(AsideReason.PRODUCT_UNKNOWN)
    return found


def _provider(said: Mapping[str, str], *, known: Known) -> int:
    name = _plain(said.get(Column.PROVIDER, ""))
    if not name and known.organisation_id is not None:
        return known.organisation_id
    found = known.organisations.get(name)
    if found is None:
        raise _Unusable(AsideReason.PROVIDER_UNKNOWN)
    if known.organisation_id not in {None, found}:
        raise _Unusable(AsideReason.OTHER_PROVIDER)
    return found


def _number(said: Mapping[str, str]) -> str:
    number = said.get(Column.NUMBER, "")
    if number and line_of(number) is None:
        raise _Unusable(AsideReason.NUMBER_UNKNOWN)
    return tidied(number)


def _period(said: Mapping[str, str], *, known: Known) -> Period:
    days = between(day_of(said.get(Column.BEGIN, "")), last=day_of(said.get(Column.LAST, "")))
    found = days or period_of(said.get(Column.PERIOD, ""))
    if found is None:
        raise _Unusable(AsideReason.NO_PERIOD)
    year, price_year = year_about(found), said.get(Column.PRICE_YEAR, "")
    is_in = known.budget.begin.year <= year <= (known.budget.until - ONE_DAY).year
    if not is_in or known.year not in {None, year}:
        raise _Unusable(AsideReason.OTHER_YEAR)
    if price_year not in {"", str(year)}:
        raise _Unusable(AsideReason.OTHER_PRICES)
    if found.begin > known.today:
        raise _Unusable(AsideReason.STILL_TO_COME)
    return found


def _quantity(said: Mapping[str, str], *, unit: Unit) -> Decimal | None:
    text, named = said.get(Column.QUANTITY, ""), _plain(said.get(Column.UNIT, ""))
    theirs = UNITS.get(named, unit if not named or named == unit.value else None)
    in_minutes = theirs is Unit.MINUTE and unit is Unit.HOUR
    if theirs is not unit and not in_minutes:
        raise _Unusable(AsideReason.OTHER_UNIT)
    if not text:
        return None
    found = number(text)
    if found is None or abs(found) >= LARGEST_QUANTITY:
        raise _Unusable(AsideReason.NO_QUANTITY)
    return (found / MINUTES_AN_HOUR if in_minutes else found).quantize(Decimal(1).scaleb(-QUANTITY_PLACES))


def _cents(said: Mapping[str, str]) -> int:
    found = cents_of(said)
    if not found:
        raise _Unusable(AsideReason.NO_AMOUNT)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
