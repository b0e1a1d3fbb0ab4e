"""The real files go in as they are: counts of what is accepted and what goes aside, and the 453 British values."""

from collections import Counter
from pathlib import Path

import pytest

from waarde import factor_between
from wijkwaarde.kernel.prices.queries import find_mapping
from wijkwaarde.kernel.prices.reading import read_prices
from wijkwaarde.kernel.prices.series_reading import read_series
from wijkwaarde.kernel.sheets import Layout, open_table

ROOT = Path(__file__).resolve().parents[5]
DATA = ROOT.parent / "shared" / "data" / "prices"
GMCA = ("crime", "fire", "health")

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"NO REAL DATA: {DATA} is not there")


def reading(name, *, mapping, choose=None):
    chosen = find_mapping(mapping)
    return read_prices(DATA / name, mapping=chosen.choosing(choose) if choose else chosen)


def test_of_the_212_dutch_prices_200_are_accepted_and_12_go_aside():
    read = reading("unit_costs_nl.csv", mapping="unit-costs-nl")
    assert (read.rows, len(read.items), read.skipped) == (212, 200, 0)
    assert [(one.row, one.reason) for one in read.asides] == [
        (33, "unit-missing"),
        (34, "unit-missing"),
        (121, "unit-missing"),
        (122, "unit-missing"),
        (123, "unit-missing"),
        (124, "unit-missing"),
        (163, "unit-missing"),
        (170, "unit-missing"),
        (172, "year-missing"),
        (181, "unit-unknown"),
        (204, "year-missing"),
        (213, "unit-unknown"),
    ]


def test_dutch_prices_with_several_payers_are_mixed_and_counted():
    read = reading("unit_costs_nl.csv", mapping="unit-costs-nl")
    assert Counter(item.bearer for item in read.items)["mixed"] == 28
    assert read.remarks[0].startswith("28 prijzen hebben meer dan één betaler")


def test_sheltered_housing_per_year_and_per_day_are_two_prices():
    read = reading("unit_costs_nl.csv", mapping="unit-costs-nl")
    found = {item.unit: item.value for item in read.items if item.key.startswith("beschermd-wonen-pgb-prof")}
    assert found == {"year": 32015.76, "24-hours": 87.71}


@pytest.mark.parametrize(("year", "value"), [("2022", 537.0), ("2023", 557.4060000000001), ("2024", 576.201)])
def test_the_costing_manual_gives_158_of_160_prices_in_each_of_its_years(year, value):
    read = reading("dutch_costing_manual_ref_prices.csv", mapping="costing-manual-nl", choose=year)
    assert (read.rows, len(read.items)) == (160, 158)
    assert {item.price_year for item in read.items} == {year}
    assert read.items[0].value == value
    assert [(one.found, one.reason) for one in read.asides] == [
        ("Household help at home", "unit-missing"),
        ("Personal care at home", "unit-missing"),
    ]


@pytest.mark.parametrize(
    ("sheet", "rows", "skipped", "accepted", "aside"),
    [("crime", 212, 27, 226, 0), ("fire", 42, 27, 16, 0), ("health", 228, 27, 221, 1)],
)
def test_the_british_sheets_go_in_with_three_values_a_row(sheet, rows, skipped, accepted, aside):
    read = reading(f"gmca_ucd_v1_4/{sheet}.csv", mapping="gmca")
    assert (read.rows, read.skipped, len(read.items), len(read.asides)) == (rows, skipped, accepted, aside)
    assert {item.currency for item in read.items} == {"GBP"}
    assert [one.found for one in read.asides] == ["Per FTE"] * aside


def test_all_453_british_values_come_out_to_the_penny():
    series = read_series(DATA / "gmca_deflator.csv", mapping=find_mapping("gmca-deflator")).series
    count = 0
    for sheet in GMCA:
        table = open_table(DATA / "gmca_ucd_v1_4" / f"{sheet}.csv", layout=Layout(header_rows=2))
        places = [table.index_of(f"{kind} * / Estimated*") for kind in ("Fiscal", "Economic", "Social")]
        for row in table.rows:
            for place in places:
                value, year, updated = (str(row.cell(place + step)) for step in range(3))
                if value and updated and year in series.by_year:
                    factor = factor_between(series, from_year=year, to_year="2015/16")
                    assert round(float(value) * factor, 2) == round(float(updated), 2), (sheet, row.number)
                    count += 1
    assert count == 453


def test_an_imported_british_price_is_indexed_as_the_sheet_did():
    read = reading("gmca_ucd_v1_4/crime.csv", mapping="gmca")
    series = read_series(DATA / "gmca_deflator.csv", mapping=find_mapping("gmca-deflator")).series
    item = next(item for item in read.items if item.key == "CR1.0-fiscal")
    factor = factor_between(series, from_year=item.price_year, to_year="2015/16")
    assert round(item.value * factor, 2) == 673.23


@pytest.mark.parametrize(
    ("label", "years", "last", "aside"),
    [("cpi", 13, 3.3, 0), ("ova", 10, 4.18, 0), ("ppc", 4, 1.82, 0)],
)
def test_the_dutch_series_keep_the_latest_status_of_every_year(label, years, last, aside):
    read = read_series(DATA / "indices_nl.csv", mapping=find_mapping("indices-nl").choosing(label))
    assert (len(read.series.points), read.series.points[-1].value, len(read.asides)) == (years, last, aside)
    if label == "ova":
        assert read.series.value_in("2024") == 6.0
        assert read.series.value_in("2020") == 3.28
