"""The pages about editions and mappings name every word that the code knows."""

from pathlib import Path

import pytest

from waarde import Setting, Unit
from wijkwaarde.kernel.prices import edition_file, mapping, series_file
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.prices.terms import Field, Grade, PointField, Reason

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference"
EDITION, MAPPING = ((PAGES / name).read_text() for name in ("edition-file.md", "mapping-file.md"))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (EDITION, [*Unit, *Grade, *Reason, Setting.HOME, Setting.STAY, Setting.OTHER]),
        (EDITION, [*edition_file.ITEM_NEEDS, *edition_file.INDEXING_KEYS, *edition_file.IMPORTED_KEYS]),
        (EDITION, [key for key in edition_file.TOP_KEYS if key not in {"imported", "item"}]),
        (MAPPING, [*bearers(), *Field, *PointField, *mapping.shipped_mappings()]),
        (MAPPING, [*mapping.TABLE_KEYS, *mapping.EDITION_KEYS, *mapping.SERIES_KEYS, *mapping.WORDS_KEYS]),
    ],
)
def test_every_word_that_a_file_may_hold_is_on_its_page(page, words):
    assert [str(word) for word in words if f"`{word}`" not in page] == []


def test_the_law_of_every_bearer_is_on_the_page():
    for bearer in bearers().values():
        assert f"| `{bearer.slug}` | {bearer.nl} | {bearer.law or '-'} |" in MAPPING


def test_the_parts_of_a_series_file_are_shown_in_its_example():
    assert [key for key in (*series_file.TOP_KEYS, *series_file.POINT_KEYS) if key not in EDITION] == []
