"""Rows that are put aside while the others go in: each with its row, column, what was found and the reason."""

import datetime as dt

import pytest

from waarde import IndexPoint, IndexSeries, SeriesKind, Unit
from wijkwaarde.kernel.prices.reading import Index, read_prices
from wijkwaarde.kernel.prices.tests.conftest import GOOD_ROWS, HEADER

NAME, VALUE, UNIT, YEAR, BEARER, SOURCE = range(6)


def bad(column, cell):
    return [
        cell if index == column else value for index, value in enumerate(["Proef", 12.5, "dag", 2023, "politie", "x"])
    ]


def asides(path, *, mapping, index=None):
    return [
        (one.row, one.column, one.found, one.reason) for one in read_prices(path, mapping=mapping, index=index).asides
    ]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        (NAME, "", "name-missing"),
        (NAME, "€", "name-missing"),
        (VALUE, "", "value-missing"),
        (VALUE, "p.m.", "not-a-number"),
        (VALUE, "12.5 of 13", "not-a-number"),
        (VALUE, "nan", "not-a-number"),
        (VALUE, "-3", "negative"),
        (VALUE, "£12.50", "currency-differs"),
        (UNIT, "", "unit-missing"),
        (UNIT, "uurtje", "unit-unknown"),
        (YEAR, "", "year-missing"),
        (YEAR, "1823", "year-impossible"),
        (YEAR, "23", "year-impossible"),
        (YEAR, "medio 2023", "year-impossible"),
        (BEARER, "", "bearer-missing"),
        (BEARER, "de gemente", "bearer-unknown"),
        (SOURCE, "", "source-missing"),
    ],
)
def test_a_cell_that_is_not_accepted_goes_aside_with_its_place(desk, column, cell, reason):
    path = desk.csv(GOOD_ROWS[0], bad(column, cell), GOOD_ROWS[1])
    read = read_prices(path, mapping=desk.mapping())
    assert len(read.items) == len(GOOD_ROWS)
    [aside] = read.asides
    assert (aside.row, aside.column, aside.found, aside.reason) == (3, HEADER[column], cell, reason)
    assert aside.expected


def test_the_word_that_was_meant_is_guessed(desk):
    path = desk.csv(GOOD_ROWS[0], bad(UNIT, "dagdel"), bad(BEARER, "politi"))
    unit, bearer = read_prices(path, mapping=desk.mapping()).asides
    assert "'dagdeel'" in unit.expected
    assert "'politie'" in bearer.expected


def test_a_decimal_comma_under_a_mapping_with_points_names_the_way_out(desk):
    path = desk.csv(GOOD_ROWS[0], bad(VALUE, "12,50"), separator=";")
    [aside] = read_prices(path, mapping=desk.mapping()).asides
    assert (aside.row, aside.column, aside.found, aside.reason) == (3, "bedrag", "12,50", "decimal-sign")
    assert 'decimal = ","' in aside.expected


def test_a_decimal_comma_that_cut_its_row_in_two_is_recognised(desk):
    path = desk.csv(GOOD_ROWS[0], bad(VALUE, "12,50"))
    assert asides(path, mapping=desk.mapping()) == [(3, "", "x", "too-many-cells")]


@pytest.mark.parametrize(
    ("written", "signs", "value"),
    [
        ("1.234,50", {"decimal": ",", "thousands": "."}, 1234.5),
        ("€ 12,50", {"decimal": ","}, 12.5),
        ("1,234.50", {"thousands": ","}, 1234.5),
        ("1 234.5", {"thousands": " "}, 1234.5),
        ("12.50", {"decimal": ",", "thousands": "."}, None),
        ("1.234", {"decimal": ","}, None),
        ("1.23,4", {"decimal": ",", "thousands": "."}, None),
    ],
)
def test_amounts_are_read_by_the_signs_of_the_mapping_or_not_at_all(desk, written, signs, value):
    good = [str(cell).replace(".", signs.get("decimal", ".")) for cell in GOOD_ROWS[0]]
    read = read_prices(desk.csv(good, bad(VALUE, written), separator=";"), mapping=desk.mapping(table=signs))
    assert [item.value for item in read.items[1:]] == ([] if value is None else [value])
    assert [aside.reason for aside in read.asides] == (["decimal-sign"] if value is None else [])


def test_a_date_in_a_number_cell_names_the_cell(desk):
    path = desk.workbook(GOOD_ROWS[0], bad(VALUE, dt.date(2023, 5, 12)), bad(YEAR, dt.date(2023, 1, 1)))
    assert asides(path, mapping=desk.mapping()) == [
        (3, "B", "2023-05-12", "number-is-date"),
        (4, "D", "2023-01-01", "year-impossible"),
    ]


def test_truth_and_time_in_a_number_cell_are_no_prices(desk):
    path = desk.workbook(GOOD_ROWS[0], bad(VALUE, True), bad(VALUE, dt.time(12, 30)))
    assert [reason for *_where, reason in asides(path, mapping=desk.mapping())] == ["not-a-number", "number-is-date"]


def test_a_key_that_is_there_twice_names_the_first_row(desk):
    path = desk.csv(*GOOD_ROWS, GOOD_ROWS[0])
    read = read_prices(path, mapping=desk.mapping())
    [aside] = read.asides
    assert (aside.row, aside.column, aside.reason) == (4, "naam", "duplicate-key")
    assert "rij 2" in aside.expected


def test_a_key_of_two_columns_keeps_prices_with_one_name_apart(desk):
    path = desk.csv(GOOD_ROWS[0], [GOOD_ROWS[0][0], 900, "maand", *GOOD_ROWS[0][3:]])
    read = read_prices(path, mapping=desk.mapping(columns={"key": ["naam", "eenheid"]}))
    assert [item.key for item in read.items] == ["hulp-in-huis-uur", "hulp-in-huis-maand"]
    assert read.asides == []


@pytest.mark.parametrize(("low", "high"), [(13, 20), (1, 12), (5, ""), ("", 20)])
def test_a_range_that_does_not_lie_around_the_price_goes_aside(desk, low, high):
    header = [*HEADER, "van", "tot"]
    path = desk.csv([*GOOD_ROWS[0], 30, 40], [*bad(VALUE, 12.5), low, high], header=header)
    mapping = desk.mapping(columns={"low": "van", "high": "tot"})
    assert [reason for *_where, reason in asides(path, mapping=mapping)] == ["range-out-of-order"]


def test_a_row_in_another_currency_than_the_edition_goes_aside(desk):
    path = desk.csv([*GOOD_ROWS[0], "EUR"], [*bad(VALUE, 12.5), "GBP"], header=[*HEADER, "munt"])
    mapping = desk.mapping(columns={"currency": "munt"})
    assert asides(path, mapping=mapping) == [(3, "munt", "GBP", "currency-differs")]


def test_a_price_that_the_series_cannot_reach_goes_aside(desk):
    series = IndexSeries("CPI", SeriesKind.CHANGE_PERCENT, (IndexPoint("2023", 3.8),))
    path = desk.csv(*GOOD_ROWS, bad(YEAR, 2019), bad(YEAR, "2022/23"))
    read = read_prices(path, mapping=desk.mapping(), index=Index("2023", series))
    assert [item.value for item in read.items] == [32.4, 32.04]
    assert [(one.row, one.found, one.reason) for one in read.asides] == [
        (4, "2019", "not-indexed"),
        (5, "2022/23", "not-indexed"),
    ]


def test_formulas_with_a_stored_value_and_hidden_rows_are_read_and_counted(desk):
    import zipfile

    def hide(sheet):
        sheet["B3"] = "=30+0.87"
        sheet.row_dimensions[2].hidden = True

    path, stored = desk.workbook(*GOOD_ROWS, change=hide), desk.folder / "stored.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(stored, "w") as copy:
        for name in whole.namelist():
            content = whole.read(name).replace(b"<f>30+0.87</f><v></v>", b"<f>30+0.87</f><v>30.87</v>")
            copy.writestr(name, content.replace(b"<f>30+0.87</f><v />", b"<f>30+0.87</f><v>30.87</v>"))
    read = read_prices(stored, mapping=desk.mapping())
    assert [item.value for item in read.items] == [32.4, 30.87]
    assert read.remarks == ["1 formule: de opgeslagen uitkomst is gebruikt.", "1 verborgen rij telt mee."]


def test_a_workbook_and_a_text_file_with_the_same_rows_give_the_same_prices(desk):
    from_text = read_prices(desk.csv(*GOOD_ROWS), mapping=desk.mapping())
    from_book = read_prices(desk.workbook(*GOOD_ROWS), mapping=desk.mapping())
    assert from_text.items == from_book.items
    assert [item.unit for item in from_book.items] == [Unit.HOUR, Unit.CONTACT]


def test_several_payers_are_accepted_as_mixed_and_told(desk):
    rules = [{"column": "betaler", "words": {"*/*": "mixed"}}]
    path = desk.csv(GOOD_ROWS[0], bad(BEARER, "Zvw/Wlz"))
    read = read_prices(path, mapping=desk.mapping(columns={"bearer": None}, bearer=rules))
    assert read.items[1].bearer == "mixed"
    assert "'Zvw/Wlz' (1)" in read.remarks[0]
