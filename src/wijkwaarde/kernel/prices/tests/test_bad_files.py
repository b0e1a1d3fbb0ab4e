"""Files that cannot be used at all: each is refused with its place, what was expected and what to do."""

import struct

import pytest

from wijkwaarde.kernel.errors import Problem
from wijkwaarde.kernel.prices.reading import read_prices
from wijkwaarde.kernel.prices.tests.conftest import GOOD_ROWS, HEADER
from wijkwaarde.kernel.sheets import table


def refusal(path, *, mapping):
    with pytest.raises(Problem) as refused:
        read_prices(path, mapping=mapping)
    problem = refused.value
    assert problem.what
    assert problem.expected
    assert problem.remedy
    assert str(problem).startswith(path.name)
    return str(problem)


def test_an_empty_file_is_called_empty(desk):
    assert "leeg" in refusal(desk.text(""), mapping=desk.mapping())
    assert "leeg" in refusal(desk.text("\ufeff\n\n"), mapping=desk.mapping())


def test_a_file_that_is_not_there_says_so(desk):
    assert "kan niet worden geopend" in refusal(desk.folder / "weg.csv", mapping=desk.mapping())


def test_a_folder_is_no_price_list(desk):
    assert "kan niet worden geopend" in refusal(desk.folder, mapping=desk.mapping())


def test_a_header_without_rows_is_refused(desk):
    assert "geen rijen" in refusal(desk.csv(), mapping=desk.mapping())


def test_a_pdf_and_an_old_workbook_are_named_for_what_they_are(desk):
    pdf, old = desk.folder / "a.csv", desk.folder / "b.xlsx"
    pdf.write_bytes(b"%PDF-1.7 ...")
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "ander soort bestand" in refusal(pdf, mapping=desk.mapping())
    assert "wachtwoord" in refusal(old, mapping=desk.mapping())


def test_a_wrong_encoding_names_the_line_and_the_two_ways_out(desk):
    row = ["Huisarts, één consult".replace(",", ""), *GOOD_ROWS[1][1:]]
    path = desk.csv(GOOD_ROWS[0], row, encoding="cp1252")
    said = refusal(path, mapping=desk.mapping())
    assert "lijst.csv, regel 3" in said
    assert "CSV UTF-8" in said
    assert 'encoding = "cp1252"' in said
    read = read_prices(path, mapping=desk.mapping(table={"encoding": "cp1252"}))
    assert read.items[1].name == "Huisarts één consult"


def test_a_mark_of_utf_8_and_utf_16_of_a_spreadsheet_are_read(desk):
    for encoding in ("utf-8-sig", "utf-16"):
        read = read_prices(desk.csv(*GOOD_ROWS, encoding=encoding, separator="\t"), mapping=desk.mapping())
        assert [item.value for item in read.items] == [32.4, 30.87]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest(desk):
    path = desk.text('naam,bedrag,eenheid,jaar,betaler,bron\n"Hulp,32.4,uur,2023,mixed,x\nA,1,uur,2023,mixed,x\n')
    assert "aanhalingstekens" in refusal(path, mapping=desk.mapping())


def test_a_broken_workbook_is_called_broken(desk):
    path = desk.workbook(*GOOD_ROWS)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "kapot" in refusal(path, mapping=desk.mapping())
    path.write_bytes(b"PK\x03\x04" + b"no archive at all" * 20)
    assert "kapot" in refusal(path, mapping=desk.mapping())


def test_damaged_rows_inside_a_workbook_are_refused_too(desk):
    import zipfile

    path, hurt = desk.workbook(*GOOD_ROWS), desk.folder / "hurt.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(hurt, "w") as copy:
        for name in whole.namelist():
            content = whole.read(name)
            copy.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    assert "kapot" in refusal(hurt, mapping=desk.mapping())


def test_a_formula_without_a_stored_value_names_its_cell(desk):
    path = desk.workbook(*GOOD_ROWS, change=lambda sheet: sheet.__setitem__("B3", "=30+0.87"))
    said = refusal(path, mapping=desk.mapping())
    assert "cel B3" in said
    assert "laat het rekenen" in said


def test_cells_that_were_merged_under_the_header_are_named(desk):
    path = desk.workbook(*GOOD_ROWS, change=lambda sheet: sheet.merge_cells("E2:E3"))
    assert "E2:E3" in refusal(path, mapping=desk.mapping())


def test_merged_cells_in_the_header_do_no_harm(desk):
    def a_title(sheet):
        sheet.insert_rows(1)
        sheet["A1"] = "Tarieven van de gemeente"
        sheet.merge_cells("A1:F1")

    path = desk.workbook(*GOOD_ROWS, change=a_title)
    read = read_prices(path, mapping=desk.mapping(table={"skip_rows": 1}))
    assert len(read.items) == len(GOOD_ROWS)


def test_a_second_sheet_asks_which_one_is_meant(desk):
    path = desk.workbook(*GOOD_ROWS, change=lambda sheet: sheet.parent.create_sheet("Toelichting"))
    said = refusal(path, mapping=desk.mapping())
    assert "'Prijzen', 'Toelichting'" in said
    assert "sheet =" in said
    assert len(read_prices(path, mapping=desk.mapping(table={"sheet": "Prijzen"})).items) == len(GOOD_ROWS)
    assert "'Prijzen'" in refusal(path, mapping=desk.mapping(table={"sheet": "Prijsen"}))


def test_a_column_that_is_not_there_gets_a_guess(desk):
    said = refusal(desk.csv(*GOOD_ROWS), mapping=desk.mapping(columns={"value": "bedragen"}))
    assert "'bedragen'" in said
    assert "Misschien bedoel je 'bedrag'" in said


def test_a_column_that_is_there_twice_is_refused(desk):
    header = [*HEADER[:-1], "bedrag"]
    assert "meer dan één kolom 'bedrag'" in refusal(desk.csv(*GOOD_ROWS, header=header), mapping=desk.mapping())


def test_two_currencies_are_refused_with_both_rows(desk):
    rows = [[*row, currency] for row, currency in zip(GOOD_ROWS, ("EUR", "GBP"), strict=True)]
    path = desk.csv(*rows, header=[*HEADER, "munt"])
    said = refusal(path, mapping=desk.mapping(edition={"currency": None}, columns={"currency": "munt"}))
    assert "EUR (rij 2)" in said
    assert "GBP" in said
    assert "rij 3, kolom 'munt'" in said


def test_a_list_without_any_currency_is_refused(desk):
    said = refusal(desk.csv(*GOOD_ROWS), mapping=desk.mapping(edition={"currency": None}))
    assert 'currency = "EUR"' in said


def test_a_file_of_which_no_row_is_accepted_names_the_first_cell(desk):
    rows = [[row[0], str(row[1]).replace(".", ","), *row[2:]] for row in GOOD_ROWS]
    said = refusal(desk.csv(*rows, separator=";"), mapping=desk.mapping())
    assert "lijst.csv, rij 2, kolom 'bedrag'" in said
    assert 'decimal = ","' in said


def test_more_rows_than_anybody_reads_are_refused(desk, monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 1)
    said = refusal(desk.csv(*GOOD_ROWS), mapping=desk.mapping())
    assert "rij 3" in said
    assert "Splits het bestand" in said


def sheet_at(content):
    """Where the packed bytes of the sheet begin, and the header of its part."""
    header = content.index(b"xl/worksheets/sheet1.xml") - 30
    name, extra = struct.unpack_from("<HH", content, header + 26)
    return header, header + 30 + name + extra


def test_a_workbook_with_damaged_bytes_is_called_broken(desk):
    path = desk.workbook(*GOOD_ROWS)
    content = bytearray(path.read_bytes())
    _header, start = sheet_at(content)
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(content)
    assert "kapot" in refusal(path, mapping=desk.mapping())


def test_a_workbook_with_a_locked_part_is_called_broken(desk):
    path = desk.workbook(*GOOD_ROWS)
    content = bytearray(path.read_bytes())
    header, _start = sheet_at(content)
    central = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    for flags in (header + 6, central + 8):
        content[flags] |= 1
    path.write_bytes(content)
    assert "kapot" in refusal(path, mapping=desk.mapping())


@pytest.mark.parametrize("amount", ["9" * 400, "1e30"])
def test_a_price_beyond_counting_is_put_aside(amount, desk):
    row = [GOOD_ROWS[0][0], amount, *GOOD_ROWS[0][2:]]
    read = read_prices(desk.csv(row, GOOD_ROWS[1]), mapping=desk.mapping())
    (aside,) = read.asides
    assert "hooguit 1000000000" in aside.expected
