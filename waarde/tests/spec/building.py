"""Builds lines, risks and cases in a few words, with the price list that the demonstration cases are worked out with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarde import (
    Band,
    BandNorm,
    Case,
    Frequency,
    Hours,
    HoursKind,
    Line,
    Nothing,
    PriceItem,
    PriceListUsed,
    Risk,
    Source,
    Unit,
    Use,
    use_of_band,
)

SOURCE = Source("demonstration list of 2023")
LIST = PriceListUsed("demonstration", "2023", "2023", example=True)

PRICES: Mapping[str, PriceItem] = {
    key: PriceItem(key, key, value, unit, bearer, SOURCE, price_year="2023")
    for key, value, unit, bearer in (
        ("HH", 32.40, Unit.HOUR, "municipality-wmo"),
        ("BI", 55.80, Unit.HOUR, "municipality-wmo"),
        ("DM", 46.15, Unit.HALF_DAY, "municipality-wmo"),
        ("DL", 35.76, Unit.HALF_DAY, "municipality-wmo"),
        ("VV", 14.79, Unit.DAY, "municipality-wmo"),
        ("RZ", 204.21, Unit.FULL_DAY, "municipality-wmo"),
        ("PV", 65.77, Unit.HOUR, "health-insurer"),
        ("WLZ", 301.02, Unit.DAY, "care-office"),
        ("HA", 32.04, Unit.CONTACT, "health-insurer"),
        ("POH", 24.00, Unit.CONTACT, "health-insurer"),
        ("GGZ", 139.09, Unit.CONTACT, "health-insurer"),
        ("SEH", 267.80, Unit.CONTACT, "health-insurer"),
        ("SHV", 8_429.60, Unit.COURSE, "municipality-debt"),
        ("UITZ", 9_511.22, Unit.PIECE, "housing-corporation"),
        ("BIJ", 1_242.82, Unit.MONTH, "municipality-income-benefit"),
        ("JB", 45.77, Unit.HOUR, "municipality-youth"),
        ("JV", 148.93, Unit.FULL_DAY, "municipality-youth"),
        ("POL", 89.66, Unit.HOUR, "police"),
        ("JJI", 693.69, Unit.DAY, "justice"),
        ("HW", 12.00, Unit.HALF_DAY, "municipality-welfare"),
        ("OPV", 1_250.00, Unit.MONTH, "centre-municipality"),
        ("LP", 75.00, Unit.HOUR, "school"),
        ("SB", 70.00, Unit.HOUR, "housing-corporation"),
        ("JC", 60.00, Unit.HOUR, "municipality-income-support"),
        ("WS", 55.00, Unit.HOUR, "justice"),
        ("parents' group", 25.00, Unit.HALF_DAY, "municipality-welfare"),
        ("course", 350.00, Unit.COURSE, "small-purse"),
        ("GPS button", 180.00, Unit.PIECE, "municipality-welfare"),
        ("membership", 220.00, Unit.YEAR, "fund"),
    )
}
NORMS = (
    BandNorm(Band.EVERY_WEEK, 1.5, Frequency.WEEK, "assumption", price="BI"),
    BandNorm(Band.NOW_AND_THEN, 0.5, Frequency.WEEK, "assumption", price="BI"),
    BandNorm(Band.EVERY_WEEK, 2.0, Frequency.WEEK, "assumption", price="JB"),
)


def once(quantity: float) -> Use:
    """Something that happens once."""
    return Use(quantity, Frequency.ONCE)


def total(quantity: float) -> Use:
    """So many in the whole year."""
    return Use(quantity, Frequency.IN_TOTAL)


def weekly(quantity: float, weeks: float | None = None) -> Use:
    """So many a week, in 52 weeks or fewer."""
    return Use(quantity, Frequency.WEEK, weeks)


def banded(band: Band, *, price: str, weeks: float) -> Use:
    """What a band of the demonstration's norms stands for."""
    return use_of_band(band, price=PRICES[price], norms=NORMS, periods=weeks)


def line(price: str, *uses: Use, name: str = "", **more: Any) -> Line:
    """A line at a price of the demonstration list."""
    return Line(name or price, PRICES[price], uses, **more)


def unpaid(name: str, *given: Hours) -> Line:
    """A line that takes hours and no money."""
    return Line(name, hours=given)


def network(who: str, use: Use | None = None) -> Hours:
    """Hours of people around the resident."""
    return Hours(who, HoursKind.OWN_NETWORK, use)


def volunteer(who: str, use: Use | None = None) -> Hours:
    """Hours of a volunteer."""
    return Hours(who, HoursKind.VOLUNTEER, use)


def for_others(who: str, use: Use) -> Hours:
    """Hours that the resident gives to others."""
    return Hours(who, HoursKind.RESIDENT_FOR_OTHERS, use)


def risk(name: str, chance: float, *costs: Line, stops: tuple[str, ...] = (), days: float = 0) -> Risk:
    """Something that may happen when nothing changes."""
    return Risk(name, chance, costs, stops=stops, stop_days=days)


def case(name: str, **parts: Any) -> Case:
    """A case with the demonstration list."""
    return Case(name, LIST, **parts)


def a_price(value: float = 10.0, key: str = "a price", **more: Any) -> PriceItem:
    """Any price."""
    return PriceItem(key, key, value, Unit.HOUR, more.pop("bearer", "fund"), SOURCE, **more)


def costing(name: str, euros: float, **more: Any) -> Line:
    """A line that costs some euros once."""
    return Line(name, a_price(euros, key=name, **more), (once(1),))


def nothing(*risks: Risk, lines: tuple[Line, ...] = (), **more: Any) -> Nothing:
    """What is expected when nothing changes."""
    return Nothing(lines, risks, **more)
