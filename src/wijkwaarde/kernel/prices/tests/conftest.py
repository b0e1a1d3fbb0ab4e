"""A small price list of the fictitious neighbourhood, in the forms in which people hand one in."""

import pytest
import tomli_w
from openpyxl import Workbook

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import create_partnership
from wijkwaarde.kernel.prices.mapping import load_mapping

HEADER = ["naam", "bedrag", "eenheid", "jaar", "betaler", "bron"]
GOOD_ROWS = [
    ["Hulp in huis", 32.4, "uur", 2023, "gemeente (Wmo)", "tarieven 2023"],
    ["Huisarts", 30.87, "contact", 2022, "zorgverzekeraar", "handleiding 2024"],
]
MAPPING = {
    "edition": {"name": "Proeflijst", "edition": "1", "currency": "EUR"},
    "columns": {
        "name": "naam",
        "value": "bedrag",
        "unit": "eenheid",
        "price_year": "jaar",
        "bearer": "betaler",
        "source_title": "bron",
    },
}


class Desk:
    """A folder with files as people make them, and the mapping that goes with them."""

    def __init__(self, folder):
        self.folder = folder

    def csv(self, *rows, header=HEADER, separator=",", name="lijst.csv", encoding="utf-8"):
        path = self.folder / name
        lines = [separator.join(str(cell) for cell in row) for row in (header, *rows)]
        path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
        return path

    def text(self, text, *, name="lijst.csv", encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def workbook(self, *rows, header=HEADER, change=lambda sheet: None, name="lijst.xlsx"):
        book = Workbook()
        sheet = book.active
        sheet.title = "Prijzen"
        for row in (header, *rows):
            sheet.append(row)
        change(sheet)
        path = self.folder / name
        book.save(path)
        return path

    def mapping(self, *, name="mapping.toml", **changes):
        tables = {key: dict(table) for key, table in MAPPING.items()}
        for key, change in changes.items():
            if isinstance(change, dict) and key in tables:
                tables[key] |= change
                tables[key] = {name: value for name, value in tables[key].items() if value is not None}
            else:
                tables[key] = change
        path = self.folder / name
        path.write_text(tomli_w.dumps({key: table for key, table in tables.items() if table is not None}))
        return load_mapping(path)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def keeper(db):
    """Somebody who keeps price lists for the partnership of Rozenwijk, inside its transaction."""
    partnership = create_partnership(slug="rozenwijk", name="Samen Rozenwijk")
    with in_partnership(partnership.pk):
        yield Actor.console("prices store", partnership_id=partnership.pk)
