"""A book as a file: what a spreadsheet, a program and a Dutch reader get, whatever stands in the cells."""

import csv
import io
import json
import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from wijkwaarde.web.saves.book import Book, Table
from wijkwaarde.web.saves.files import Kind, answer, as_csv, as_json, as_xlsx

FORMULA = '=HYPERLINK("http://voorbeeld.example";"klik")'
ARABIC = "ليلى حداد"
ROWS = [
    (FORMULA, 1.5, date(2026, 11, 22)),
    (ARABIC, 2, None),
    ('Sjaak "van \'t" Hoff; en zoon\nop twee regels', -3, date(2026, 3, 29)),
]
TABLE = Table("Mensen", ("Naam", "Cijfer", "Sinds"), ROWS)
BOOK = Book("mensen", (TABLE,))
TWO = Book("plan", (TABLE, Table("Plan", ("Wat",), [("Fietsen",)])))


def text_of(book):
    return b"".join(as_csv(book)).decode("utf-8-sig")


def workbook_of(book):
    return load_workbook(io.BytesIO(b"".join(as_xlsx(book))))


def test_csv_opens_in_a_dutch_spreadsheet():
    told = b"".join(as_csv(BOOK))
    assert told.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text_of(BOOK)), delimiter=";"))
    assert rows[0] == ["Naam", "Cijfer", "Sinds"]
    assert rows[1] == [f"'{FORMULA}", "1,5", "2026-11-22"]
    assert rows[2] == [ARABIC, "2", ""]
    assert rows[3][0].startswith('Sjaak "van')


def test_two_tables_in_csv_stand_under_each_other_with_their_title():
    rows = list(csv.reader(io.StringIO(text_of(TWO)), delimiter=";"))
    assert ["Mensen"] in rows
    assert [] in rows
    assert rows[-3:] == [["Plan"], ["Wat"], ["Fietsen"]]


def test_json_has_the_values_as_they_are():
    told = json.loads(b"".join(as_json(TWO)))
    assert told["Mensen"][0] == {"Naam": FORMULA, "Cijfer": 1.5, "Sinds": "2026-11-22"}
    assert told["Mensen"][1]["Naam"] == ARABIC
    assert told["Plan"] == [{"Wat": "Fietsen"}]
    assert json.loads(b"".join(as_json(Book("leeg", ())))) == {}


def test_xlsx_has_a_sheet_for_each_table_and_no_formula():
    book = workbook_of(TWO)
    assert book.sheetnames == ["Mensen", "Plan"]
    cells = book["Mensen"]["A2"], book["Mensen"]["A3"], book["Mensen"]["C2"]
    assert [cell.data_type for cell in cells] == ["s", "s", "d"]
    assert cells[0].value == FORMULA
    assert cells[1].value == ARABIC


def test_signs_that_steer_do_not_break_a_file():
    book = Book("mensen", (Table("Mensen", ("Naam",), [("a\x00b\x1bc",)]),))
    assert workbook_of(book)["Mensen"]["A2"].value == "abc"
    assert "abc" in text_of(book)
    assert json.loads(b"".join(as_json(book)))["Mensen"][0]["Naam"]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_has_a_neutral_name_and_goes_out_in_pieces(kind):
    many = Book("mensen", (Table("Mensen", ("Naam", "Cijfer"), [(f"Bewoner {n}", n) for n in range(20_000)]),))
    response = answer(many, kind=kind)
    assert response["Content-Disposition"] == f'attachment; filename="mensen.{kind.value}"'
    pieces = list(response.streaming_content)
    assert len(pieces) > 1
    assert max(map(len, pieces)) < len(b"".join(pieces)) / 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="NOT OPENED BY A SPREADSHEET: LibreOffice Calc is not here")
def test_libreoffice_opens_the_workbook_and_computes_nothing(tmp_path):
    file = tmp_path / "mensen.xlsx"
    file.write_bytes(b"".join(as_xlsx(BOOK)))
    words = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run([*words, "csv:Text - txt - csv (StarCalc):59,34,76,1", "--outdir", tmp_path, file], check=True)
    rows = list(csv.reader(io.StringIO((tmp_path / "mensen.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[1][0] == FORMULA
    assert rows[2][0] == ARABIC
    assert rows[3][0].endswith("op twee regels")


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_a_table_with_more_rows_than_fit_goes_on_in_a_next_sheet_under_the_same_columns(count):
    table = Table(
        "Boekingen van heel de wijk bij elkaar", ("Nummer", "Naam"), iter([(n, FORMULA) for n in range(count)])
    )
    told = b"".join(as_xlsx(Book("veel", (table, Table("Saldi", ("Naam",), [("Bank",)]))), most_rows=4))
    *sheets, last = load_workbook(io.BytesIO(told)).worksheets
    assert [len(sheet.title) <= 31 for sheet in sheets] == [True] * max(-(-count // 3), 1)
    assert len({sheet.title for sheet in sheets}) == len(sheets)
    assert all(next(sheet.values) == ("Nummer", "Naam") for sheet in sheets)
    assert max(sheet.max_row for sheet in sheets) <= 4
    assert [row[0] for sheet in sheets for row in list(sheet.values)[1:]] == list(range(count))
    assert [row[0] for row in last.values] == ["Naam", "Bank"]
