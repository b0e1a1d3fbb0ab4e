"""The example price list that ships: made by the importer from its own file, and exactly the prices of the cases."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from wijkwaarde.kernel.prices.actions import import_prices, import_series
from wijkwaarde.kernel.prices.mapping import load_mapping
from wijkwaarde.kernel.prices.queries import find_edition, find_mapping, load_edition, load_series
from wijkwaarde.kernel.prices.reading import Index

SHIPPED = Path(settings.HERE) / "demo" / "prices"

PRICES = {
    "HH": 32.40, "BI": 55.80, "DM": 46.15, "DL": 35.76, "VV": 14.79, "RZ": 204.21, "PV": 65.77, "WLZ": 301.02,
    "HA": 32.04, "POH": 24.00, "GGZ": 139.09, "SEH": 267.80, "SHV": 8429.60, "UITZ": 9511.22, "BIJ": 1242.82,
    "JB": 45.77, "JV": 148.93, "POL": 89.66, "JJI": 693.69, "HW": 12.00, "OPV": 1250.00, "LP": 75.00, "SB": 70.00,
    "JC": 60.00, "WS": 55.00, "OG": 25.00,
}  # fmt: skip
ASSUMED = {"HW", "OPV", "LP", "SB", "JC", "WS", "OG"}
AT_HOME = {"HH", "PV"}
ELSEWHERE = {"WLZ", "JV", "JJI", "OPV"}


@pytest.fixture
def edition():
    return load_edition(find_edition("example-2023", folders=settings.PRICE_FOLDERS))


def test_importing_the_example_files_gives_exactly_the_committed_editions(tmp_path):
    import_series(SHIPPED / "example-cpi.csv", mapping=find_mapping("indices-nl"), out=tmp_path / "cpi.toml")
    assert (tmp_path / "cpi.toml").read_bytes() == (SHIPPED / "cpi.toml").read_bytes()
    import_prices(
        SHIPPED / "example-prices.csv",
        mapping=load_mapping(SHIPPED / "example-mapping.toml"),
        out=tmp_path / "example-2023.toml",
        index=Index("2023", load_series(SHIPPED / "cpi.toml")),
    )
    assert (tmp_path / "example-2023.toml").read_bytes() == (SHIPPED / "example-2023.toml").read_bytes()


def test_the_prices_are_those_of_the_worked_cases_to_the_cent(edition):
    assert {item.key: item.value for item in edition.items} == PRICES


def test_the_list_says_that_it_is_an_example_of_one_price_year(edition):
    assert edition.example
    assert edition.price_year == "2023"
    assert {item.price_year for item in edition.items} == {"2023"}


def test_every_price_has_a_source_and_an_assumption_is_called_one(edition):
    assert {item.key for item in edition.items if item.grade == "assumption"} == ASSUMED
    for item in edition.items:
        assert item.source.title
        assert (item.key in ASSUMED) == item.source.title.startswith("Aanname")
        assert bool(item.source.url) == bool(item.source.quoted) == (item.key not in ASSUMED)


def test_a_price_of_another_year_knows_what_it_was_and_by_which_series_it_came_here(edition):
    eviction = edition.by_key["UITZ"]
    assert (eviction.low, eviction.high) == (6340.82, 12681.63)
    assert (eviction.indexing.original_value, eviction.indexing.from_year) == (7500.0, "2014")
    assert eviction.indexing.vintage == "2024, definitief"
    indexed = {item.key for item in edition.items if item.indexing}
    assert indexed == {"PV", "WLZ", "HA", "POH", "GGZ", "SEH", "SHV", "UITZ", "BIJ", "POL", "JJI"}


def test_help_at_home_and_a_stay_elsewhere_are_told_apart(edition):
    assert {item.key for item in edition.items if item.setting == "home"} == AT_HOME
    assert {item.key for item in edition.items if item.setting == "stay"} == ELSEWHERE


def test_no_example_file_holds_a_price_without_its_price_year():
    tables = tomllib.loads((SHIPPED / "example-2023.toml").read_text())["item"]
    assert all(table["price_year"] for table in tables)
