"""Files of providers: what can be booked is booked at once, the rest is put aside with a reason, and all can be undone."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import Workbook

from tests.deliveries.files import CARE, HEADS, HOUSE, NOW, TODAY, csv_of, new, row, taken_in, xlsx_of
from waarde import Period
from wijkwaarde.kernel.deliveries import actions
from wijkwaarde.kernel.deliveries.known import sort_file
from wijkwaarde.kernel.deliveries.models import AsideLine, Delivery
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.deliveries.queries import declarations, delivered
from wijkwaarde.kernel.deliveries.reading import OtherColumns
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.deliveries.terms import Column
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.queries import trial_balance
from wijkwaarde.kernel.ledger.terms import AccountKind, Commodity

pytestmark = pytest.mark.django_db
# Of each row of the first file why it was put aside; nothing where it was booked.
WHY = [
    *("", "", "product-unknown", "provider-unknown", "number-unknown", "number-unknown", "other-year"),
    *("still-to-come", "no-amount", "no-amount", "no-amount", "no-period", "other-unit", "double", ""),
]


def spent(by):
    """Cents on the accounts of what was delivered."""
    balances = trial_balance(by=by)
    assert balances.left[Commodity.EURO] == 0
    return sum(one.amount for one in balances.rows if one.kind is AccountKind.EXPENSE)


def reasons(file):
    return [(one.row, one.reason) for one in file.aside.order_by("row")]


def test_what_can_be_booked_is_booked_and_the_rest_is_put_aside_with_why(karel, money):
    raw = csv_of(
        row(amount="1.234,50"),
        row(amount="-34,50", provider=HOUSE, period="maart 2026"),
        row("Tovenarij"),
        row(provider="Thuiszorg Elders"),
        row(number="7MH62"),
        row(number=number_of(999_999_999)),
        row(period="2025-03"),
        row(period="2026-05"),
        row(amount="1,234"),
        row(amount="0"),
        row(amount="=1+1"),
        row(period="voorjaar"),
        row(unit="stuks"),
        row(amount="1.234,50"),
        row(amount="15,00", unit="minuten", quantity="90"),
    )
    file = taken_in(money, raw, by=karel, year=2026)
    assert reasons(file) == [(row, why) for row, why in enumerate(WHY, start=2) if why]
    assert file.lines == 15
    assert list(file.deliveries.order_by("row").values_list("row", "cents", "quantity")) == [
        (2, 1234_50, 2),
        (3, -34_50, 2),
        (16, 15_00, 1.5),
    ]
    assert spent(karel) == 1215_00
    first = file.deliveries.order_by("row").first()
    assert (first.booking.on, first.booking.reference) == (date(2026, 3, 31), f"delivery-file-{file.pk}:2")


def test_the_same_file_twice_is_refused_with_what_it_gave_and_the_same_click_twice_is_one(karel, money):
    raw, key = csv_of(row(), row(amount="7")), uuid4()
    assert taken_in(money, raw, by=karel, request_key=key) == taken_in(money, raw, by=karel, request_key=key)
    with pytest.raises(Refused, match=r"09-04-2026.*gaf toen 2 regels"):
        taken_in(money, raw, by=karel)
    # Half of it again, in another file: nothing twice.
    assert reasons(taken_in(money, csv_of(row()), by=karel)) == [(2, "double")]
    assert spent(karel) == 107_00


def test_a_wrong_file_is_taken_back_and_may_come_again(karel, money):
    raw = csv_of(row(), row(amount="-20"))
    file = taken_in(money, raw, by=karel)
    for _click in range(2):
        actions.take_back(file.pk, by=karel, now=NOW, today=TODAY)
    assert spent(karel) == 0
    assert delivered(money.budget, by=karel) == []
    again = taken_in(money, raw, by=karel)
    assert (again.pk != file.pk, reasons(again), spent(karel)) == (True, [], 80_00)


def test_a_correction_of_a_closed_month_is_booked_in_the_open_one_and_stays_of_its_own_month(karel, money):
    taken_in(money, csv_of(row(period="2026-01")), by=karel)
    close_period(by=karel, until=date(2026, 4, 1), today=TODAY, now=NOW)
    file = taken_in(money, csv_of(row(period="2026-01", amount="-10")), by=karel)
    assert file.deliveries.get().booking.on == date(2026, 4, 1)
    found = [(one.delivered, one.cents) for one in delivered(money.budget, by=karel, year=2026)]
    assert found == [(date(2026, 1, 1), 90_00)]
    actions.take_back(file.pk, by=karel, now=NOW, today=TODAY)
    assert spent(karel) == 100_00


def test_four_weeks_a_quarter_two_days_and_a_year_are_laid_in_months_to_the_cent(karel, money):
    heads = "product;periode;begin;t/m;bedrag"
    raw = (
        csv_of("begeleiding;2026-P02;;;280", "huishouden;2025;;;365", "huishouden;2026-K1;;;90", heads=heads)
        + b"\r\nbegeleiding;;31-03-2026;2026-04-01;0,01"
    )
    file = taken_in(money, raw, by=karel, organisation_id=money.care.pk)
    assert reasons(file) == [(3, "other-year")]
    months = {(one.product, one.delivered.month): one.amount for one in declarations(money.budget, by=karel)}
    assert months == {
        ("begeleiding", 1): 60.0,  # 26 January to 22 February: 6 days and 22
        ("begeleiding", 2): 220.0,
        ("begeleiding", 3): 0.01,
        ("huishouden", 1): 31.0,
        ("huishouden", 2): 28.0,
        ("huishouden", 3): 31.0,
    }


def test_a_provider_may_report_one_total_of_the_year(karel, money):
    late = {"today": date(2027, 2, 1), "now": datetime(2027, 2, 1, tzinfo=UTC)}
    file = taken_in(money, csv_of(row(period="2026", amount="365.000,00")), by=karel, **late)
    assert file.deliveries.get().booking.on == date(2026, 12, 31)
    january = next(one for one in delivered(money.budget, by=karel, year=2026) if one.delivered.month == 1)
    assert (january.cents, january.declared) == (31_000_00, date(2027, 2, 1))


def test_other_names_of_columns_are_asked_for_and_then_used(karel, money):
    raw = csv_of("B01;2026-03;12,50", heads="Code;Tijdvak;Totaal incl.")
    with pytest.raises(OtherColumns) as asked:
        sort_file(new(raw, organisation_id=money.care.pk), budget=money.budget, by=karel, today=TODAY)
    assert asked.value.lacking == [Column.PRODUCT, Column.AMOUNT, Column.PERIOD]
    assert asked.value.heads == ("Code", "Tijdvak", "Totaal incl.")
    names = {"product": "code", "period": "tijdvak", "amount": "totaal incl."}
    found = sort_file(new(raw, organisation_id=money.care.pk, names=names), budget=money.budget, by=karel, today=TODAY)
    assert [one.reason.value for one in found.aside] == ["product-unknown"]


def test_a_spreadsheet_is_read_by_its_values(karel, money):
    raw = xlsx_of(
        HEADS.split(";"),
        [CARE, "begeleiding", "uur", date(2026, 3, 1), 2.5, 28.8 - 0.1 - 0.1 - 0.1, None],
        [CARE, "begeleiding", "uur", "2026-02", 1, 33.333, None],
    )
    file = taken_in(money, raw, by=karel, name="levering.xlsx")
    assert (file.deliveries.get().cents, reasons(file)) == (28_50, [(3, "no-amount")])


def bomb():
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * 101 * 1024 * 1024)
    return into.getvalue()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "leeg"),
        (b"x" * (20 * 1024 * 1024 + 1), "groter dan 20 MB"),
        (HEADS.encode(), "geen rijen"),
        (csv_of(row())[:-4] + b';"half', "aanhalingstekens"),
        (xlsx_of(HEADS.split(";"), row().split(";"))[:2000], "kapot"),
        (xlsx_of(HEADS.split(";"), [CARE, "begeleiding", "uur", "2026-03", 1, "=1+1", ""]), "formule zonder uitkomst"),
        (b"%PDF-1.7", "geen tabel"),
        (csv_of(row(), encoding="utf-16-le"), "geen tabel"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw, says, *, karel, money):
    with pytest.raises(Refused, match=says):
        taken_in(money, raw, by=karel)


def test_a_small_file_that_unpacks_to_something_huge_is_refused_before_it_is_unpacked(karel, money):
    with pytest.raises(Refused, match="veel te groot"):
        taken_in(money, bomb(), by=karel)


def test_a_line_without_an_end_is_put_aside_and_the_others_are_booked(karel, money):
    heads = "aanbieder;product;begin;t/m;bedrag"
    raw = csv_of(
        f"{CARE};begeleiding;01-03-2026;31-12-9999;10", f"{CARE};begeleiding;2026-03-01;2026-03-31;20", heads=heads
    )
    file = taken_in(money, raw, by=karel)
    assert (reasons(file), spent(karel)) == ([(2, "no-period")], 20_00)
    assert reasons(taken_in(money, csv_of(row(period="1-3-2026 t/m 31-12-9999")), by=karel)) == [(2, "no-period")]


def test_half_a_file_does_not_add_up_to_what_its_provider_said(karel, money):
    raw = csv_of(row(), row("Tovenarij", amount="50"))
    with pytest.raises(Refused, match="tellen niet op"):
        taken_in(money, raw, by=karel, total=200_00)
    assert taken_in(money, raw, by=karel, total=150_00).deliveries.count() == 1


def test_a_file_of_an_older_program_is_read_as_windows_wrote_it(karel, money):
    raw = csv_of(row("Begeleiding privé"), encoding="cp1252")
    found = sort_file(new(raw), budget=money.budget, by=karel, today=TODAY)
    assert found.aside[0].said["product"] == "Begeleiding privé"
    assert "ouder programma" in found.remarks[0]


def typed(money, **words):
    values = {
        "organisation_id": money.care.pk,
        "product_id": money.guidance.pk,
        "period": Period(date(2026, 3, 1), date(2026, 4, 1)),
        "cents": 100_00,
        "document": "factuur-14",
        "request_key": uuid4(),
    }
    return NewDelivery(**values | words)


def test_a_line_put_aside_is_booked_after_all_or_let_go_with_why_and_picked_up_again(karel, money):
    file = taken_in(money, csv_of(row("Tovenarij"), row("Tovenarij", amount="5")), by=karel)
    first, second = file.aside.order_by("row")
    made = actions.settle(first.pk, new=typed(money), by=karel, now=NOW, today=TODAY)
    assert (made.file, made.row) == (file, 2)
    with pytest.raises(Refused, match="al afgehandeld"):
        actions.settle(first.pk, new=typed(money), by=karel, now=NOW, today=TODAY)
    with pytest.raises(Refused, match="waarom"):
        actions.let_go(second.pk, why="", by=karel, today=TODAY)
    actions.let_go(second.pk, why="hoort bij een andere wijk", by=karel, today=TODAY)
    actions.pick_up(second.pk, by=karel)
    assert AsideLine.objects.get(pk=second.pk).settled_on is None
    actions.take_back(file.pk, by=karel, now=NOW, today=TODAY)
    assert spent(karel) == 0
    with pytest.raises(Refused, match="teruggedraaid"):
        actions.let_go(second.pk, why="x", by=karel, today=TODAY)


def test_by_hand_once_per_click_never_twice_by_mistake_and_undone_when_wrong(karel, money):
    form = typed(money)
    by = {"by": karel, "now": NOW, "today": TODAY}
    made = actions.deliver(money.budget, new=form, **by)
    assert actions.deliver(money.budget, new=form, **by) == made
    with pytest.raises(Refused, match="al eens geboekt"):
        actions.deliver(money.budget, new=typed(money), **by)
    again = actions.deliver(money.budget, new=typed(money, is_again=True), **by)
    for _click in range(2):
        actions.undo(again.pk, **by)
    with pytest.raises(Refused, match="zelf een terugboeking"):
        actions.undo(Delivery.objects.get(reverses=again).pk, **by)
    assert spent(karel) == 100_00


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"cents": 0}, "0 euro"),
        ({"cents": 200_000_000_000}, "miljard"),
        ({"number": "7MH62"}, "klopt niet"),
        ({"number": number_of(999_999_999)}, "geen afspraak"),
        ({"period": Period(date(2024, 1, 1), date(2024, 2, 1))}, "buiten het budget"),
        ({"period": Period(date(2026, 5, 1), date(2026, 6, 1))}, "nog beginnen"),
        ({"document": "een hele zin"}, "kenmerk"),
    ],
)
def test_what_cannot_be_is_not_booked_by_hand(words, says, *, karel, money):
    with pytest.raises(Refused, match=says):
        actions.deliver(money.budget, new=typed(money, **words), by=karel, now=NOW, today=TODAY)


@pytest.mark.parametrize("key", ["hanneke", "marieke", "chantal", "amina", "olga"])
def test_only_who_keeps_the_budget_books(key, *, cast, money):
    with cast.acting(key) as by, pytest.raises(NotFound):
        taken_in(money, csv_of(row()), by=by)


def test_a_workbook_as_people_keep_it_is_read_where_its_columns_are(karel, money):
    """Under a title, on the second sheet, with a total under it; rows are named as the spreadsheet counts them."""
    book = Workbook()
    book.active.append(["Toelichting"])
    sheet = book.create_sheet("Oktober")
    body = [CARE, "begeleiding", "uur", date(2026, 3, 1), 1, 40.5], [CARE, "tovenarij", "uur", "2026-03", 1, 10]
    for cells in (
        ["Leveringen van de thuiszorg"],
        [],
        HEADS.split(";")[:6],
        *body,
        [None, "Totaal:", *[None] * 3, 50.5],
    ):
        sheet.append(cells)
    into = BytesIO()
    book.save(into)
    found = sort_file(new(into.getvalue(), name="x.xlsx", total=50_50), budget=money.budget, by=karel, today=TODAY)
    assert ([line.cents for line in found.used], [one.row for one in found.aside]) == ([40_50], [5])
    assert any("Oktober" in remark for remark in found.remarks)
    assert any("totaal" in remark for remark in found.remarks)
