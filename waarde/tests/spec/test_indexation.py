"""M4 and M7: contract tariffs by VNG's rule, and every updated price of the GMCA sheets to the penny."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from spec.building import SOURCE, a_price

from waarde import (
    Edition,
    IndexPoint,
    IndexSeries,
    PriceItem,
    SeriesKind,
    Unit,
    cents,
    factor_between,
    index_edition,
    index_price,
    tariff_index,
    weighted_change,
)

DATA = Path(__file__).resolve().parents[3] / "../shared/data/prices"
SHEETS = ("crime", "fire", "health")
TO_YEAR = "2015/16"
FIGURES = (7, 10, 13)  # columns of a value, followed by its year and the updated value
PRICES_TOLD = 453
HEADERS = 2

WEIGHTS = {"ova": 0.90, "ppc": 0.10}
PROVISIONAL_2024, DEFINITIVE_2024 = {"ova": 4.94, "ppc": 2.51}, {"ova": 6.00, "ppc": 3.10}
PROVISIONAL_2025 = {"ova": 4.18, "ppc": 1.82}


def test_the_tariff_index_of_2025() -> None:
    correction = weighted_change(DEFINITIVE_2024, weights=WEIGHTS) - weighted_change(PROVISIONAL_2024, weights=WEIGHTS)
    assert correction == pytest.approx(1.013)
    assert weighted_change(PROVISIONAL_2025, weights=WEIGHTS) == pytest.approx(3.944)
    index = tariff_index(provisional=[PROVISIONAL_2024, PROVISIONAL_2025], definitive=DEFINITIVE_2024, weights=WEIGHTS)
    assert index == pytest.approx(4.957)
    assert f"{index:.2f}%" == "4.96%"


def opened(name: str) -> list[list[str]]:
    """The rows of a real file; skips loudly where it is not there."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"NO REAL DATA: {name} is looked for beside the project, in shared/data/prices")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def deflator() -> IndexSeries:
    """The deflator of the GMCA unit cost database."""
    points = tuple(IndexPoint(year, float(level)) for year, level in opened("gmca_deflator.csv")[1:])
    return IndexSeries("GMCA deflator", SeriesKind.LEVEL, points, vintage="1.4")


def updated(deflator: IndexSeries) -> Iterator[tuple[PriceItem, float]]:
    """Every price of the sheets with a value, a year in the deflator and an updated value."""
    for sheet in SHEETS:
        for number, row in enumerate(opened(f"gmca_ucd_v1_4/{sheet}.csv")[HEADERS:]):
            for column in FIGURES:
                value, year, expected = (text.strip() for text in row[column : column + 3])
                if value and expected and year in deflator.by_year:
                    item = a_price(float(value), f"{sheet} {number} {column}", price_year=year, currency="GBP")
                    yield item, float(expected)


def test_an_incident_of_2002_in_prices_of_2015(deflator: IndexSeries) -> None:
    item = a_price(500, price_year="2002/03", currency="GBP")
    found = index_price(item, to_year=TO_YEAR, series=deflator)
    assert (found.value, found.price_year, found.currency) == (673.23, TO_YEAR, "GBP")
    assert found.indexing is not None
    assert (found.indexing.original_value, found.indexing.from_year, found.indexing.vintage) == (500, "2002/03", "1.4")


def test_every_updated_price_of_the_sheets_to_the_penny(deflator: IndexSeries) -> None:
    rows = list(updated(deflator))
    edition = index_edition(
        Edition("GMCA", "1.4", tuple(item for item, _ in rows)), to_year=TO_YEAR, series=deflator, name="1.4 in 2015/16"
    )
    assert len(rows) == PRICES_TOLD
    assert [item.value for item in edition.items] == [cents(expected) for _, expected in rows]


CPI = IndexSeries("CPI", SeriesKind.CHANGE_PERCENT, (IndexPoint("2023", 3.8), IndexPoint("2024", 3.3)), "2024-12")


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        (30.87, "2022", 32.04), (23.12, "2022", 24.00), (134, "2022", 139.09), (258, "2022", 267.80),
        (8_121, "2022", 8_429.60), (290, "2022", 301.02), (67.94, "2024", 65.77), (1_283.83, "2024", 1_242.82),
    ],
)  # fmt: skip
def test_prices_of_the_demonstration_list(value: float, year: str, expected: float) -> None:
    item = PriceItem("p", "p", value, Unit.HOUR, "fund", SOURCE, price_year=year)
    assert index_price(item, to_year="2023", series=CPI).value == expected


def test_changes_are_chained_over_every_year_in_between() -> None:
    assert factor_between(CPI, from_year="2022", to_year="2024") == pytest.approx(1.038 * 1.033)
    assert factor_between(CPI, from_year="2024", to_year="2022") == pytest.approx(1 / 1.038 / 1.033)


def test_a_range_is_indexed_with_its_price() -> None:
    found = index_price(a_price(100, low=50, high=200, price_year="2022"), to_year="2023", series=CPI)
    assert (found.low, found.value, found.high) == (51.9, 103.8, 207.6)


def test_a_price_of_the_year_itself_stays_as_it_is() -> None:
    item = a_price(100, price_year="2023")
    assert index_price(item, to_year="2023", series=CPI) is item
