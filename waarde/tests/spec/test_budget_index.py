"""M4 on a budget: VNG's correction moves it; volume, who joins and who leaves, exact to the cent and with their parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import CHECKED

from waarde import (
    BudgetLine,
    Period,
    VolumeFrom,
    YearIndex,
    budget_index,
    budget_moved,
    budget_of_years,
    tariff_index,
    volume_in,
    volume_of_people,
    weighted_change,
    weighted_index,
    year_of,
)

WEIGHTS = {"ova": 0.9, "ppc": 0.1}
PROVISIONAL_2024, DEFINITIVE_2024 = {"ova": 4.94, "ppc": 2.51}, {"ova": 6.00, "ppc": 3.10}
PROVISIONAL_2025 = {"ova": 4.18, "ppc": 1.82}
IN_2024 = YearIndex(2024, weighted_change(PROVISIONAL_2024, weights=WEIGHTS))
KNOWN_2024 = replace(IN_2024, definitive=weighted_change(DEFINITIVE_2024, weights=WEIGHTS))
IN_2025 = YearIndex(2025, weighted_change(PROVISIONAL_2025, weights=WEIGHTS))
WMO = BudgetLine("guidance", "wmo", 2023, 2_000_000_00, "VNG", (IN_2024, IN_2025))


def test_m4_the_index_of_a_budget_is_that_of_the_tariffs() -> None:
    assert KNOWN_2024.definitive is not None
    assert KNOWN_2024.definitive - IN_2024.provisional == pytest.approx(1.013)
    assert budget_index([IN_2024, IN_2025], year=2025) == Fraction("3.944")
    assert budget_index([KNOWN_2024, IN_2025], year=2025) == Fraction("4.957")
    tariffs = tariff_index(
        provisional=[PROVISIONAL_2024, PROVISIONAL_2025], definitive=DEFINITIVE_2024, weights=WEIGHTS
    )
    assert float(budget_index([KNOWN_2024, IN_2025], year=2025)) == pytest.approx(tariffs)


def test_a_definitive_index_moves_the_next_year_of_a_budget_and_not_its_own() -> None:
    """2,000,000 x 1.04697 = 2,093,940; x 1.03944 = 2,176,524.99, x 1.04957 = 2,197,736.61."""
    before = budget_of_years([WMO], years=[2023, 2024, 2025])
    after = budget_of_years([replace(WMO, index=(KNOWN_2024, IN_2025))], years=[2023, 2024, 2025])
    assert before.totals == {2023: 2_000_000_00, 2024: 2_093_940_00, 2025: 2_176_524_99}
    assert after.totals == {2023: 2_000_000_00, 2024: 2_093_940_00, 2025: 2_197_736_61}
    assert budget_moved(before, after=after) == {2023: {"wmo": 0}, 2024: {"wmo": 0}, 2025: {"wmo": 21_211_62}}


def test_a_source_that_joins_in_july_counts_for_its_days_and_one_that_left_in_march_too() -> None:
    zvw = BudgetLine("nursing", "zvw", 2023, 365_000_00, periods=(Period(date(2023, 7, 1), date(2030, 1, 1)),))
    left = BudgetLine("coffee", "fund", 2023, 73_000_00, periods=(Period(date(2018, 1, 1), date(2023, 4, 1)),))
    found = budget_of_years([zvw, left], years=[2023])
    assert found.by_source == {2023: {"zvw": 184_000_00, "fund": 18_000_00}}


def test_more_people_from_a_day_on_move_the_amount_from_that_day_on() -> None:
    """400 people until 2 July 2023 (182 days), then 480 (183 days): 440.11 on average in 2023, 480 in 2024."""
    volume = volume_of_people({date(2023, 7, 2): 480}, base=400)
    line = BudgetLine(
        "welfare", "own", 2022, 100_000_00, index=(YearIndex(2023, 0), YearIndex(2024, 10)), volume=volume
    )
    assert volume_in(volume, year=2023) * 400 == Fraction(182 * 400 + 183 * 480, 365)
    assert budget_of_years([line], years=[2022, 2023, 2024]).totals == {
        2022: 100_000_00, 2023: 110_027_40, 2024: 132_000_00,
    }  # fmt: skip


def test_a_later_correction_of_volume_takes_the_place_of_an_earlier_one() -> None:
    volume = (VolumeFrom(date(2024, 1, 1), -0.05), VolumeFrom(date(2023, 1, 1), 0.02))
    assert [float(volume_in(volume, year=year)) for year in (2022, 2023, 2024, 2030)] == [1, 1.02, 0.95, 0.95]


def test_an_index_of_two_series_is_definitive_when_both_are() -> None:
    wages = (YearIndex(2024, 4.94, 6.00), YearIndex(2025, 4.18))
    prices = {
        "early": (YearIndex(2024, 2.51), YearIndex(2025, 1.82)),
        "late": (YearIndex(2024, 2.51, 3.10), YearIndex(2025, 1.82)),
    }
    for when, expected in (("early", "3.944"), ("late", "4.957")):
        index = weighted_index({"ova": wages, "ppc": prices[when]}, weights=WEIGHTS)
        assert budget_index(index, year=2025) == Fraction(expected)


def test_every_year_says_its_base_index_volume_and_days() -> None:
    volume = (VolumeFrom(date(2024, 1, 1), 0.1),)
    line = replace(WMO, volume=volume, periods=(Period(date(2024, 7, 1), date(2030, 1, 1)),))
    year = budget_of_years([line], years=[2024]).explanation.to_json()["parts"][0]
    assert [one["text"] for one in year["parts"]] == ["wmo"]
    (guidance,) = year["parts"][0]["parts"]
    assert (guidance["inputs"]["series"], guidance["inputs"]["index"]) == ("VNG", 4.697)
    assert [(part["kind"], part["value"]) for part in guidance["parts"]] == [
        ("base", 2_000_000.0), ("index", 93_940.0), ("volume", 209_394.0), ("days", -1_145_373.74),
    ]  # fmt: skip
    assert guidance["value"] == pytest.approx(2_303_334 * 184 / 366, abs=0.005)


lines = st.builds(
    BudgetLine,
    name=st.just("line"),
    source=st.sampled_from(["wmo", "zvw"]),
    base_year=st.just(2022),
    base=st.integers(0, 10**11),
    index=st.tuples(*(st.builds(YearIndex, st.just(y), st.floats(-5, 12), st.none() | st.floats(-5, 12)) for y in (2022, 2023, 2024))),
    volume=st.lists(st.builds(VolumeFrom, st.dates(date(2021, 1, 1), date(2025, 1, 1)), st.floats(-0.5, 0.5)), max_size=3).map(tuple),
    periods=st.just(()) | st.integers(1, 1000).map(lambda days: (Period(date(2022, 3, 1), date.fromordinal(date(2022, 3, 1).toordinal() + days)),)),
)  # fmt: skip


@CHECKED
@given(st.lists(lines, min_size=1, max_size=4))
def test_lines_years_and_parts_add_up_to_the_cent_in_any_order(made: list[BudgetLine]) -> None:
    named = [replace(line, name=f"line {number}") for number, line in enumerate(made)]
    found = budget_of_years(named, years=[2022, 2023, 2024])
    assert budget_of_years(named[::-1], years=[2024, 2023, 2022]).by_source == found.by_source
    for year in found.explanation.parts:
        cents = [round((p.value or 0) * 100) for source in year.parts for line in source.parts for p in line.parts]
        at = int(year.key.removeprefix("budget."))
        assert sum(cents) == found.totals[at] == sum(found.by_source[at].values())
    assert budget_moved(found, after=found) == {
        year: dict.fromkeys(amounts, 0) for year, amounts in found.by_source.items()
    }


@CHECKED
@given(lines)
def test_nothing_stays_nothing_and_a_whole_year_without_index_stays_what_it_was(line: BudgetLine) -> None:
    years = [2022, 2023, 2024]
    assert not any(budget_of_years([replace(line, base=0)], years=years).totals.values())
    flat = replace(line, index=tuple(YearIndex(year, 0) for year in years), volume=(), periods=(year_of(2022),))
    assert budget_of_years([flat], years=years).totals == {2022: line.base, 2023: 0, 2024: 0}
