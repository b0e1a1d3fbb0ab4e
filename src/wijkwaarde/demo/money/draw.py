"""Draws what parties deliver on the budget of the example neighbourhood and when they say so; nobody's figures, the same for the same day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from wijkwaarde import demo

SEED = 13_000
FILE = Path(demo.__file__).with_name("money") / "money.toml"
MONTHS, FOUR_WEEKS = 12, 13
# In an autumn with a vacancy so much of the work is done.
WITH_VACANCY = 0.70
UNEVEN = 0.035
CREDIT_CHANCE, MOST_CREDITED, LATEST_CREDIT = 0.12, 0.06, 5
# What a year costs more than the year before, as the example's index has it.
GROWTH = 1.045
# On which day of the month files come in.
COMES_IN = 12
WELFARE = "welzijn"


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a file: what a party delivered of a product in a period, and on which day it said so."""

    party: str
    product: str
    period: str
    cents: int
    told_on: date
    begin: date | None = None
    last: date | None = None
    number: str = ""


@cache
def told_in_file() -> Mapping[str, Any]:
    """What money.toml says."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def first_year(today: date) -> int:
    """The first year of the budget: the one before this, so that it is closed."""
    return today.year - 1


def deliveries(*, today: date) -> list[Told]:
    """Everything that was said up to today, the oldest first."""
    rng = Random(SEED)  # noqa: S311 - an example that is the same every time
    products = {one["slug"]: one for one in told_in_file()["product"]}
    found = [
        line
        for cost in told_in_file()["cost"]
        for year in range(len(cost["used"]))
        for line in _of_year(cost, product=products[cost["product"]], year=year, first=first_year(today), rng=rng)
    ]
    return sorted((one for one in found if one.told_on <= today), key=lambda one: one.told_on)


def _of_year(
    cost: Mapping[str, Any], *, product: Mapping[str, Any], year: int, first: int, rng: Random
) -> Iterator[Told]:
    whole = cost["euros"] * 100 * GROWTH ** (year + 1) * cost["used"][year]
    since = _since(cost["source"], year=year)
    in_weeks = product["rhythm"] == "four-weeks"
    for number in range(1, (FOUR_WEEKS if in_weeks else MONTHS) + 1):
        month = min(MONTHS, (number * 4 - 1) * MONTHS // 52 + 1) if in_weeks else number
        if month < since:
            continue
        part = whole / (FOUR_WEEKS if in_weeks else MONTHS) * product["season"][month - 1]
        if year == 0 and month in cost.get("vacant", ()):
            part *= WITH_VACANCY
        if cost["source"] != WELFARE:
            part *= 1 + rng.gauss(0, UNEVEN)
        period = f"{first + year}-P{number:02}" if in_weeks else f"{first + year}-{month:02}"
        begin, last = _first_weeks(first) if in_weeks and (year, number) == (0, 1) else (None, None)
        for later, cents in _said(part, lags=product["lags"], may_credit=cost["source"] != WELFARE, rng=rng):
            told_on = _day(first + year, month=month + later + (1 if in_weeks else 0))
            yield Told(cost["party"], cost["product"], period, cents, told_on, begin, last)


def _first_weeks(year: int) -> tuple[date, date]:
    """The first four weeks of a budget begin with it, and not in the last days of December."""
    return date(year, 1, 1), date.fromisocalendar(year, 4, 7)


def _since(source: str, *, year: int) -> int:
    """From which month of a year a source takes part; after its end where it does not."""
    joins = next(one["since"] for one in told_in_file()["source"] if one["slug"] == source)
    return 1 if joins[0] < year else joins[1] if joins[0] == year else MONTHS + 1


def _said(amount: float, *, lags: list[float], may_credit: bool, rng: Random) -> Iterator[tuple[int, int]]:
    """So many cents so many months later, and now and then a credit."""
    for later, part in enumerate(lags):
        if cents := round(amount * part):
            yield later, cents
    if may_credit and rng.random() < CREDIT_CHANCE:
        yield rng.randint(2, LATEST_CREDIT), -round(amount * MOST_CREDITED * rng.random()) or -1


def _day(year: int, *, month: int) -> date:
    return date(year + (month - 1) // MONTHS, (month - 1) % MONTHS + 1, COMES_IN)
