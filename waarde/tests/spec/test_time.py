"""The first year by hand: what counts from when to when, leap years, and periods really used."""

from __future__ import annotations

from datetime import date

import pytest
from spec.building import case, costing, line, nothing, once, risk, weekly

from waarde import FirstYear, Frequency, Line, Situation, Use, analyse, counted

Y2023 = FirstYear(date(2023, 1, 1))
LEAP = FirstYear(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("begin", "end", "days"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), 365), (date(2024, 1, 1), date(2024, 12, 31), 366),
        (date(2023, 3, 1), date(2024, 2, 29), 366), (date(2024, 2, 29), date(2025, 2, 28), 366),
        (date(2024, 3, 1), date(2025, 2, 28), 365), (date(2023, 2, 28), date(2024, 2, 27), 365),
    ],
)  # fmt: skip
def test_the_12_months(begin: date, end: date, days: int) -> None:
    assert (FirstYear(begin).end, FirstYear(begin).days()) == (end, days)


def test_without_a_start_there_are_365_days_and_no_end() -> None:
    assert (FirstYear(None).end, FirstYear(None).days()) == (None, 365)


@pytest.mark.parametrize(
    ("frequency", "periods", "units"),
    [
        ("day", None, 365), ("week", None, 52), ("four-weeks", None, 13), ("month", None, 12), ("quarter", None, 4),
        ("year", None, 1), ("once", None, 1), ("in-total", None, 1), ("week", 46, 46), ("week", 50, 50), ("day", 200, 200),
    ],
)  # fmt: skip
def test_periods(frequency: str, periods: float | None, units: float) -> None:
    for year in (FirstYear(None), Y2023, LEAP):
        assert counted(Use(3, Frequency(frequency), periods), year=year) == 3 * units


@pytest.mark.parametrize(
    ("use", "units"),
    [
        (Use(2, Frequency.WEEK, begin=date(2023, 7, 2)), 2 * 52 * 183 / 365),
        (Use(2, Frequency.WEEK, end=date(2023, 1, 1)), 2 * 52 / 365),
        (Use(2, Frequency.WEEK, 46, date(2023, 7, 2), date(2025, 1, 1)), 2 * 46 * 183 / 365),
        (Use(2, Frequency.WEEK, begin=date(2023, 12, 31)), 2 * 52 / 365),
        (Use(1, Frequency.YEAR, begin=date(2023, 1, 1), end=date(2023, 1, 31)), 31 / 365),
        (Use(10, Frequency.IN_TOTAL, begin=date(2023, 12, 22), end=date(2024, 1, 10)), 5),
        (Use(10, Frequency.IN_TOTAL, begin=date(2023, 12, 22)), 10),
        (Use(10, Frequency.IN_TOTAL, end=date(2024, 12, 30)), 5),
        (Use(10, Frequency.IN_TOTAL, begin=date(2023, 3, 1), end=date(2023, 4, 1)), 10),
        (Use(10, Frequency.ONCE, begin=date(2023, 12, 31), end=date(2024, 12, 31)), 10),
    ],
)
def test_from_and_to(use: Use, units: float) -> None:
    assert counted(use, year=Y2023) == pytest.approx(units)


def test_a_leap_day_counts() -> None:
    assert counted(Use(366, Frequency.YEAR, begin=date(2024, 2, 29), end=date(2024, 2, 29)), year=LEAP) == 1
    assert counted(Use(366, Frequency.YEAR, begin=date(2024, 3, 1)), year=LEAP) == 306


def test_one_off_is_never_made_yearly() -> None:
    both = line("HH", once(3), weekly(1, 10), name="help")
    found = analyse(case("both", solution=(both,)), draws=100).totals
    assert found.one_off[Situation.SOLUTION] == pytest.approx(97.20)
    assert found.yearly[Situation.SOLUTION] == pytest.approx(324.00)


def test_now_runs_on_unless_it_ends_or_is_replaced() -> None:
    now = (costing("a", 1), costing("b", 10), costing("c", 100))

    def euros(nothing_changes: object, today: tuple[Line, ...] | None = now) -> float | None:
        parts = {"now": today, "nothing": nothing_changes}
        return analyse(case("runs on", **parts), draws=100).totals.first_year[Situation.NOTHING]

    assert euros(nothing()) == 111
    assert euros(nothing(without=("b",))) == 101
    assert euros(nothing(lines=(costing("b", 20),))) == 121
    assert euros(nothing(lines=(costing("d", 1000),))) == 1111
    assert euros(nothing(lines=(costing("d", 1000),), runs_on=False)) == 1000
    assert euros(nothing(risk("r", 0.5, costing("a", 10_000)))) == 5111
    assert euros(nothing(runs_on=False)) == 0
    assert euros(nothing(), today=()) == 0
    assert euros(nothing(), today=None) is None
    assert euros(nothing(risk("r", 0.5, costing("a", 10_000))), today=None) == 5000
    assert euros(None) is None
