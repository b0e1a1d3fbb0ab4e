"""Makes up cases and prices, always the same for one seed, as plain facts; it writes no file and counts nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SEED = 20_260_101
YEAR_CHOICES = (2023, 2024, 2025, 2026)
DAYS_IN_WHICH_A_LINE_BEGINS = 240
SHORTEST_RUN, LONGEST_RUN = 30, 500

# unit: (quantity at least, at most, how often it is used)
USES = {
    "hour": (0.5, 6, ("week", "week", "four-weeks", "month")),
    "half-day": (1, 4, ("week", "week", "four-weeks")),
    "day": (1, 60, ("in-total", "year", "quarter")),
    "24-hours": (2, 40, ("in-total", "month")),
    "contact": (1, 20, ("in-total", "month", "quarter")),
    "month": (1, 12, ("in-total",)),
    "course": (1, 1, ("once",)),
    "piece": (1, 3, ("once", "once", "in-total")),
    "trip": (1, 10, ("week", "month")),
}
PERIODS_USED = {"week": (44, 46, 48, 50), "four-weeks": (11, 12), "month": (10, 11)}

# name, unit, bearer, value, where it is given
KINDS_OF_HELP = (
    ("hulp in huis", "hour", "municipality-wmo", 32.4, "home"),
    ("begeleiding", "hour", "municipality-wmo", 55.8, "other"),
    ("dagbesteding", "half-day", "municipality-wmo", 46.15, "other"),
    ("vervoer", "trip", "municipality-wmo", 14.79, "other"),
    ("logeren", "24-hours", "municipality-wmo", 204.21, "other"),
    ("wijkverpleging", "hour", "health-insurer", 65.77, "other"),
    ("huisarts", "contact", "health-insurer", 32.04, "other"),
    ("praktijkondersteuner", "contact", "health-insurer", 24.0, "other"),
    ("behandeling", "contact", "health-insurer", 139.09, "other"),
    ("verpleeghuis", "day", "care-office", 301.02, "stay"),
    ("schuldhulp", "course", "municipality-debt", 8429.6, "other"),
    ("uitzetting", "piece", "housing-corporation", 9511.22, "other"),
    ("uitkering", "month", "municipality-income-benefit", 1242.82, "other"),
    ("jeugdhulp thuis", "hour", "municipality-youth", 45.77, "home"),
    ("jeugdhulp met verblijf", "24-hours", "municipality-youth", 148.93, "stay"),
    ("politie", "hour", "police", 89.66, "other"),
    ("opvang", "month", "centre-municipality", 1250.0, "stay"),
    ("leerplicht", "hour", "school", 75.0, "other"),
    ("sociaal beheer", "hour", "housing-corporation", 70.0, "other"),
    ("jobcoach", "hour", "municipality-income-support", 60.0, "other"),
)
RISKS = ("uit huis gezet worden", "de mantelzorger valt uit", "een jaar verblijf", "een tijd zonder dak")


@dataclass(frozen=True)
class MadePrice:
    """One price of the list: euros per unit, with a range or without."""

    key: str
    name: str
    value: float
    unit: str
    bearer: str
    setting: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class MadeLine:
    """One line as somebody would write it down; `beneficiary` makes it a transfer."""

    name: str
    price: str
    quantity: float
    frequency: str
    periods: int | None
    begin: date | None
    end: date | None
    beneficiary: str = ""


@dataclass(frozen=True)
class MadeRisk:
    """One risk: its chance, what it costs, and which lines stop for how many days."""

    name: str
    chance: float
    lines: tuple[MadeLine, ...]
    stops: tuple[str, ...]
    stop_days: int


@dataclass(frozen=True)
class MadeCase:
    """One case: today's lines, which all run on when nothing changes, the risks, the plan, and how it turned out.

    `realised` gives the units per line of the plan (None: as planned); it is None where nothing was confirmed.
    """

    name: str
    start: date
    now: tuple[MadeLine, ...]
    risks: tuple[MadeRisk, ...]
    solution: tuple[MadeLine, ...]
    realised: tuple[float | None, ...] | None


def made_prices(*, editions_of_each: int = 3, seed: int = SEED) -> tuple[MadePrice, ...]:
    """A price list: each kind of help in some variants, two of three with a range."""
    random = Random(seed)
    found = []
    for number in range(1, editions_of_each + 1):
        for place, (name, unit, bearer, value, setting) in enumerate(KINDS_OF_HELP):
            amount = round(value * random.uniform(0.8, 1.3), 2)
            ranged = (place + number) % 3 != 0
            low, high = (round(amount * 0.8, 2), round(amount * 1.4, 2)) if ranged else (None, None)
            found.append(
                MadePrice(f"P{place:02}-{number}", f"{name} {number}", amount, unit, bearer, setting, low, high)
            )
    return tuple(found)


def made_case(number: int, *, prices: tuple[MadePrice, ...], seed: int = SEED) -> MadeCase:
    """The case with this number; it does not depend on how many others are made."""
    random = Random(f"{seed}-{number}")
    start = date(random.choice(YEAR_CHOICES), random.randint(1, 12), random.randint(1, 28))
    now = made_lines(random, count=random.randint(2, 8), what="nu", prices=prices, start=start)
    solution = made_lines(random, count=random.randint(3, 10), what="plan", prices=prices, start=start)
    risks = made_risks(random, now=now, prices=prices, start=start)
    realised = tuple(_turned_out(random) for _ in solution) if random.random() < 0.3 else None
    return MadeCase(f"casus-{number:06}", start, now, risks, solution, realised)


def made_lines(
    random: Random, *, count: int, what: str, prices: tuple[MadePrice, ...], start: date
) -> tuple[MadeLine, ...]:
    """Some lines with different names, one in twenty a transfer."""
    chosen = random.sample(prices, count)
    return tuple(
        _line(random, name=f"{what} {place} {price.name}", price=price, start=start)
        for place, price in enumerate(chosen, start=1)
    )


def made_risks(
    random: Random, *, now: tuple[MadeLine, ...], prices: tuple[MadePrice, ...], start: date
) -> tuple[MadeRisk, ...]:
    """Up to three risks with different names; half of them stop one to three of today's lines for some days."""
    found = []
    for name in random.sample(RISKS, random.randint(0, 3)):
        lines = made_lines(random, count=random.randint(1, 3), what=name, prices=prices, start=start)
        stopping = random.random() < 0.5
        stops = tuple(line.name for line in random.sample(now, random.randint(1, min(3, len(now))))) if stopping else ()
        chance = round(random.uniform(0.02, 0.33), 2)
        found.append(MadeRisk(name, chance, lines, stops, random.randint(20, 365) if stopping else 0))
    return tuple(found)


def _turned_out(random: Random) -> float | None:
    return None if random.random() < 0.5 else round(random.uniform(1, 90), 1)


def _line(random: Random, *, name: str, price: MadePrice, start: date) -> MadeLine:
    least, most, frequencies = USES[price.unit]
    frequency = random.choice(frequencies)
    quantity = round(random.uniform(least, most) * 2) / 2 or least
    periods = random.choice((None, *PERIODS_USED[frequency])) if frequency in PERIODS_USED else None
    begin = end = None
    if random.random() < 0.3:
        begin = start + timedelta(days=random.randint(0, DAYS_IN_WHICH_A_LINE_BEGINS))
    if random.random() < 0.2:
        end = (begin or start) + timedelta(days=random.randint(SHORTEST_RUN, LONGEST_RUN))
    gives = random.random() < 0.05 and price.bearer != "resident"
    return MadeLine(name, price.key, quantity, frequency, periods, begin, end, "resident" if gives else "")
