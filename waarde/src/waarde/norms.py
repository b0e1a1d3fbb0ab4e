"""What words stand for, as dated data with a source: bands of frequency, and risks with three levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waarde.errors import WaardeError
from waarde.lines import Use
from waarde.prices import PriceItem
from waarde.terms import Band, Frequency, Unit


class Level(StrEnum):
    """How large a risk is, at group level."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class BandNorm:
    """What a band stands for: a quantity per frequency, for one price (its key or name) or for all of a unit."""

    band: Band
    quantity: float
    frequency: Frequency
    source: str
    price: str | None = None
    unit: Unit | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class RiskNorm:
    """A risk of the partnership's dated list: its chance at three levels, and where these come from.

    Errors: chance-out-of-range.
    """

    key: str
    name: str
    low: float
    middle: float
    high: float
    source: str
    edition: str = ""

    def __post_init__(self) -> None:
        for chance in (self.low, self.middle, self.high):
            if not 0 <= chance <= 1:
                raise WaardeError("chance-out-of-range", where=f"risk '{self.key}'", got=chance)

    @property
    def cited(self) -> str:
        """Where the chances come from, with the edition of the list where it has one."""
        return f"{self.source} ({self.edition})" if self.edition else self.source

    def chance(self, level: Level) -> float:
        """The chance at a level, from 0 to 1."""
        return {Level.LOW: self.low, Level.MIDDLE: self.middle, Level.HIGH: self.high}[level]


def norms_in_force(norms: Sequence[BandNorm], *, on: date | None) -> list[BandNorm]:
    """The norms that hold on a day, the newest first; those without a first day, and all where no day is given, hold.

    >>> old = BandNorm(Band.EVERY_WEEK, 1, Frequency.WEEK, "2020", unit=Unit.HOUR, since=date(2020, 1, 1))
    >>> new = BandNorm(Band.EVERY_WEEK, 2, Frequency.WEEK, "2024", unit=Unit.HOUR, since=date(2024, 1, 1))
    >>> [norm.source for norm in norms_in_force([old, new], on=date(2023, 5, 1))]
    ['2020']
    >>> [norm.source for norm in norms_in_force([old, new], on=date(2024, 5, 1))]
    ['2024', '2020']
    """
    holding = [norm for norm in norms if norm.since is None or on is None or norm.since <= on]
    return sorted(holding, key=lambda norm: norm.since or date.min, reverse=True)


def use_of_band(
    band: Band,
    *,
    price: PriceItem,
    norms: Sequence[BandNorm],
    periods: float | None = None,
    begin: date | None = None,
    end: date | None = None,
) -> Use:
    """The use that a band stands for: the norm of this price, else that of its unit; marked as an estimate.

    Errors: band-without-quantity when no norm fits.

    >>> from waarde import Source
    >>> price = PriceItem("BI", "guidance", 55.8, Unit.HOUR, "municipality-wmo", Source("example"))
    >>> norm = BandNorm(Band.EVERY_WEEK, 1.5, Frequency.WEEK, "table of 2023", unit=Unit.HOUR)
    >>> use_of_band(Band.EVERY_WEEK, price=price, norms=[norm], periods=12).quantity
    1.5
    """
    fitting = [norm for norm in norms if norm.band is band and norm.price in (price.key, price.name)]
    fitting += [norm for norm in norms if norm.band is band and norm.price is None and norm.unit is price.unit]
    if not fitting:
        raise WaardeError("band-without-quantity", where=f"price '{price.key}'", got=band.value)
    norm = fitting[0]
    return Use(norm.quantity, norm.frequency, periods, begin, end, band=band, norm=norm.source)
