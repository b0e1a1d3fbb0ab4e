"""One line of a situation: what is used, how often, at which price, for whom, and whose hours it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite

from waarde.errors import WaardeError
from waarde.prices import PriceItem
from waarde.terms import PERIODS_PER_YEAR, Band, Frequency, HelpSource, HoursKind

ONE_DAY = timedelta(days=1)
LARGEST_QUANTITY = 1_000_000_000
NOT_REPEATED = (Frequency.ONCE, Frequency.IN_TOTAL)


@dataclass(frozen=True, slots=True)
class Use:
    """A quantity of units per frequency, in the periods really used, from and until (both inclusive).

    `band` tells that the quantity came from a norm and is an estimate; `norm` where the norm was found.
    Errors: quantity-not-positive, number-not-finite, periods-out-of-range, periods-without-repetition,
    end-before-begin.
    """

    quantity: float
    frequency: Frequency
    periods: float | None = None
    begin: date | None = None
    end: date | None = None
    band: Band | None = None
    norm: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.quantity):
            raise WaardeError("number-not-finite", where="quantity", got=self.quantity)
        if self.quantity <= 0:
            raise WaardeError("quantity-not-positive", where="quantity", got=self.quantity)
        if self.quantity > LARGEST_QUANTITY:
            raise WaardeError("number-too-large", where="quantity", got=self.quantity, most=LARGEST_QUANTITY)
        if self.periods is not None:
            self._check_periods(self.periods)
        if self.begin and self.end and self.end < self.begin:
            raise WaardeError("end-before-begin", where="to", got=self.end, begin=self.begin)

    def _check_periods(self, periods: float) -> None:
        if self.frequency in NOT_REPEATED:
            raise WaardeError("periods-without-repetition", where="periods", got=periods)
        most = PERIODS_PER_YEAR[self.frequency]
        if not 0 < periods <= most:
            raise WaardeError(
                "periods-out-of-range", where="periods", got=periods, frequency=self.frequency.value, most=most
            )


@dataclass(frozen=True, slots=True)
class Hours:
    """Unpaid hours that a line takes or gives; `use` None means: they exist, how many is not known."""

    who: str
    kind: HoursKind
    use: Use | None = None

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise WaardeError("hours-without-person", where="hours", got=self.who)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is done or used: its price and uses, who pays, for whom, by whom, and unpaid hours.

    A line without a price costs nobody money. `beneficiary` makes it a transfer: it counts per party and is
    zero in the total. `bearer` overrules the bearer of the price.
    Errors: line-without-price-or-hours, price-without-quantity, transfer-to-itself.
    """

    name: str
    price: PriceItem | None = None
    uses: tuple[Use, ...] = ()
    bearer: str | None = None
    beneficiary: str | None = None
    person: str = ""
    doer: str = ""
    source: HelpSource | None = None
    hours: tuple[Hours, ...] = ()

    def __post_init__(self) -> None:
        if self.uses and self.price is None:
            raise WaardeError("line-without-price-or-hours", where=f"line '{self.name}'", got=self.uses)
        if self.price is not None and not self.uses:
            raise WaardeError("price-without-quantity", where=f"line '{self.name}'", got=self.price.key)
        if self.beneficiary is not None and self.beneficiary == self.payer:
            raise WaardeError("transfer-to-itself", where=f"line '{self.name}'", got=self.beneficiary)

    @property
    def payer(self) -> str | None:
        """Who pays: the line's own bearer, else that of the price; None without a price."""
        if self.price is None:
            return None
        return self.bearer or self.price.bearer


@dataclass(frozen=True, slots=True)
class FirstYear:
    """The 12 months that an analysis counts: first and last day; without a start every share is 1."""

    begin: date | None

    @property
    def end(self) -> date | None:
        """The last day of the 12 months."""
        return None if self.begin is None else _a_year_later(self.begin) - ONE_DAY

    def days(self) -> int:
        """The number of days of the 12 months: 365, or 366 with a 29 February in it."""
        if self.begin is None:
            return PERIODS_PER_YEAR[Frequency.DAY]
        return (_a_year_later(self.begin) - self.begin).days


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def share_of_year(use: Use, *, year: FirstYear) -> float:
    """The part of a use that falls in the first year, 0 to 1.

    Formula: days that the use runs in the 12 months / days of the 12 months; for a total over a longer time:
    days in the 12 months / days of its own run; for something that happens once: 1.
    Errors: date-without-start, date-before-start, date-after-first-year.

    >>> half = Use(2, Frequency.WEEK, begin=date(2027, 7, 2))
    >>> round(share_of_year(half, year=FirstYear(date(2027, 1, 1))), 4)
    0.5014
    """
    if use.begin is None and use.end is None:
        return 1.0
    first, last = _run_in(use, year=year)
    run = (last - first).days + 1
    if use.frequency is Frequency.ONCE:
        return 1.0
    if use.frequency is Frequency.IN_TOTAL:
        own_last = use.end or last
        return run / ((own_last - first).days + 1)
    return run / year.days()


def _run_in(use: Use, *, year: FirstYear) -> tuple[date, date]:
    if year.begin is None or year.end is None:
        raise WaardeError("date-without-start", where="from", got=use.begin or use.end)
    first, last = use.begin or year.begin, use.end or year.end
    if min(first, last) < year.begin:
        raise WaardeError("date-before-start", where="from", got=min(first, last), start=year.begin)
    if first > year.end:
        raise WaardeError("date-after-first-year", where="from", got=first, end=year.end)
    return first, min(last, year.end)


def counted(use: Use, *, year: FirstYear) -> float:
    """How many units a use takes in the first year.

    Formula: quantity x periods x share of the year; once and in-total: quantity x share. Periods are 365 days,
    52 weeks, 13 x four weeks, 12 months, 4 quarters or 1 year, unless the use says how many are really used.
    Unit: that of the price.

    >>> counted(Use(2, Frequency.WEEK, periods=48), year=FirstYear(None))
    96.0
    """
    share = share_of_year(use, year=year)
    return use.quantity * periods_of(use) * share


def counted_in(line: Line, use: Use, *, year: FirstYear) -> float:
    """How many units a use of a line takes in the first year; an error names the line.

    >>> counted_in(Line("coffee"), Use(2, Frequency.WEEK), year=FirstYear(None))
    104.0
    """
    try:
        return counted(use, year=year)
    except WaardeError as error:
        raise error.within(f"line '{line.name}'") from error


def periods_of(use: Use) -> float:
    """The number of periods in a full year that a use happens in; 1 for once and in-total.

    >>> periods_of(Use(1, Frequency.FOUR_WEEKS))
    13.0
    """
    if use.frequency in NOT_REPEATED:
        return 1.0
    return float(use.periods if use.periods is not None else PERIODS_PER_YEAR[use.frequency])
