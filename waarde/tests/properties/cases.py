"""Strategies that build valid cases: every frequency, dates round 29 February, stops, transfers, unknown situations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from waarde import (
    Band,
    Case,
    Cashable,
    Frequency,
    HelpSource,
    Hours,
    HoursKind,
    Indexing,
    Line,
    Mark,
    Nothing,
    PriceItem,
    PriceListUsed,
    Risk,
    Setting,
    Source,
    Unit,
    Use,
)

CHECKED = settings(deadline=None, max_examples=30, phases=set(Phase) - {Phase.explain})
DRAWS = 100

BEARERS = ("care-office", "fund", "health-insurer", "housing-corporation", "municipality-wmo", "resident")
NAMES = ("barber's chair", "bicycle", "day care", "debt help", "guidance", "morning care")
RISKS = ("eviction", "nursing home", "placement")
PEOPLE = ("Ineke", "Selma", "Ton")
STARTS = (date(2023, 1, 1), date(2023, 3, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2027, 7, 15))
MOST_PERIODS = {"day": 365, "week": 52, "four-weeks": 13, "month": 12, "quarter": 4, "year": 1}
LONGEST_RUN = 800

type Prices = tuple[PriceItem, ...]

amounts = st.integers(0, 500_000).map(lambda cents: cents / 100)
quantities = st.integers(1, 5_000).map(lambda hundredths: hundredths / 100)
chances = st.integers(0, 100).map(lambda percent: percent / 100)
units, bearers = st.sampled_from(Unit), st.sampled_from(BEARERS)
frequencies, bands = st.sampled_from(Frequency), st.sampled_from([None, None, *Band])
spreads = st.sampled_from([(None, None), (0.0, 0.0), (0.2, 0.5), (0.0, 1.0), (1.0, 0.0), (0.05, 0.01)])
origins = st.sampled_from(
    [
        (None, "", Setting.OTHER, False),
        ("2023", "", Setting.HOME, True),
        ("2023", "assumption", Setting.STAY, False),
        ("2015/16", "", Setting.OTHER, True),
    ]
)
people = st.sampled_from(
    [
        ("", "", None),
        ("Ineke", "team", HelpSource.TAILORED),
        ("Ton", "", HelpSource.SELF),
        ("Ton", "team", HelpSource.VOLUNTEER),
    ]
)
texts = st.text(max_size=8)
numbers = st.sampled_from([1, 1, 2])
helpers, kinds = st.sampled_from(PEOPLE), st.sampled_from(HoursKind)
days_in = st.sampled_from([None, *range(365)])
days_on = st.sampled_from([None, *range(LONGEST_RUN)])
starts = st.none() | st.sampled_from(STARTS) | st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def price_items(draw: st.DrawFn, key: str = "price") -> PriceItem:
    """A price with or without a range, a price year and an index."""
    value = draw(amounts)
    below, above = draw(spreads)
    year, grade, setting, indexed = draw(origins)
    return PriceItem(
        key,
        f"the {key}, \N{EURO SIGN}",
        value,
        draw(units),
        draw(bearers),
        Source("a table", quoted="so it says" if indexed else ""),
        price_year=year,
        low=None if below is None else value * (1 - below),
        high=None if above is None else value * (1 + above),
        grade=grade,
        setting=setting,
        indexing=Indexing("CPI", "2024-01", "2022", "2023", 1.038, round(value / 1.038, 2)) if indexed else None,
    )


@st.composite
def runs(draw: st.DrawFn, start: date | None) -> tuple[date | None, date | None]:
    """A first and a last day, one of them or none; the last may lie after the first year."""
    if start is None:
        return None, None
    before, on = draw(days_in), draw(days_on)
    begin = None if before is None else start + timedelta(days=before)
    return begin, None if on is None else (begin or start) + timedelta(days=on)


@st.composite
def uses(draw: st.DrawFn, start: date | None) -> Use:
    """A quantity per frequency, in some or all periods, in a part of the year or the whole."""
    frequency = draw(frequencies)
    most = MOST_PERIODS.get(frequency.value)
    halves = draw(st.integers(0, 2 * most)) if most else 0
    begin, end = draw(runs(start))
    band = draw(bands)
    return Use(draw(quantities), frequency, halves / 2 or None, begin, end, band=band, norm="a table" if band else "")


@st.composite
def hours_given(draw: st.DrawFn, start: date | None) -> Hours:
    """Unpaid hours, known or not."""
    return Hours(draw(helpers), draw(kinds), draw(st.none() | uses(start)))


@st.composite
def lines(draw: st.DrawFn, name: str, start: date | None, prices: Prices) -> Line:
    """A line with a price, or with hours only; sometimes another payer, sometimes a transfer."""
    price = draw(st.sampled_from([*prices, None]))
    bearer = draw(st.none() | bearers) if price else None
    person, doer, source = draw(people)
    others = [party for party in BEARERS if price and party != (bearer or price.bearer)]
    return Line(
        name,
        price,
        tuple(draw(uses(start)) for _ in range(draw(numbers))) if price else (),
        bearer,
        draw(st.sampled_from([None, None, *others])),
        person=person,
        doer=doer,
        source=source,
        hours=(draw(hours_given(start)),) if price is None or person else (),
    )


@st.composite
def situations(draw: st.DrawFn, start: date | None, prices: Prices, most: int = 3) -> tuple[Line, ...]:
    """Lines with different names; () when nothing runs."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=most))
    return tuple(draw(lines(name, start, prices)) for name in names)


@st.composite
def risks_of(draw: st.DrawFn, start: date | None, prices: Prices, running: list[str]) -> tuple[Risk, ...]:
    """Risks, each with what stops when it happens; together they stop no line for more than the year."""
    names = draw(st.lists(st.sampled_from(RISKS), unique=True, max_size=len(RISKS)))
    longest = 365 // max(len(names), 1)
    found = []
    for name in names:
        some = st.lists(st.sampled_from(running), unique=True).map(tuple) if running else st.just(())
        stopping: tuple[str, ...] = draw(some | st.just(("everything",)))
        days = draw(st.integers(1, longest)) if stopping else 0
        costs = draw(situations(start, prices, 2))
        found.append(Risk(name, draw(chances), costs, draw(st.sampled_from(["", "middle"])), "list", stopping, days))
    return tuple(found)


@st.composite
def nothings(draw: st.DrawFn, start: date | None, prices: Prices, now: tuple[Line, ...] | None) -> Nothing:
    """What is expected when nothing changes: some of today's lines end or are replaced, some are added, risks."""
    today = [line.name for line in now or ()]
    runs_on = draw(st.booleans() | st.just(value=True))
    ending = draw(st.lists(st.sampled_from(today), unique=True, max_size=1)) if today else []
    added = draw(situations(start, prices, 2))
    kept = [name for name in today if runs_on and name not in ending]
    running = sorted({*kept, *(line.name for line in added)})
    return Nothing(added, draw(risks_of(start, prices, running)), runs_on, tuple(ending))


@st.composite
def cases(draw: st.DrawFn, known: bool = False) -> Case:
    """A whole case; with `known` every situation is known."""
    start = draw(starts)
    prices = tuple(draw(price_items(f"price {number}")) for number in range(draw(st.integers(1, 3))))

    def one() -> Any:
        whole = situations(start, prices)
        return draw(whole if known else whole | st.none())

    now = one()
    nothing = nothings(start, prices, now)
    return Case(
        draw(texts),
        PriceListUsed("example", "2023", draw(st.sampled_from([None, "2023"])), example=draw(st.booleans())),
        start,
        now,
        draw(nothing if known else nothing | st.none()),
        one(),
        one(),
        marks=tuple(draw(st.lists(marks, max_size=2, unique_by=lambda mark: (mark.who, mark.moment)))),
        cashable=draw(cashables),
        notes=tuple(draw(st.lists(texts, max_size=2))),
    )


marks = st.builds(
    Mark, st.sampled_from(PEOPLE), st.just("before"), st.integers(1, 10), st.none() | st.sampled_from(STARTS)
)
cashables = st.lists(st.sampled_from(BEARERS), unique=True, max_size=2).flatmap(
    lambda parties: st.tuples(*(st.builds(Cashable, st.just(party), chances) for party in parties))
)
