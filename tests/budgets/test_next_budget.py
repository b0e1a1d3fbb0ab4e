"""The budget after another one: begun with its sources and products, taken away whole, and costs from a party's own sheet."""

from datetime import date
from uuid import uuid4

import pytest
from openpyxl import Workbook

from tests.budgets import scene
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.budgets.reading import Known, OfAll, read_costs
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.next_budgets.actions import begin_budget, take_budget_away
from wijkwaarde.kernel.sheets import UnusableTable

HERE = "/wijkbudget/instellen"
WORDS = {"use": "task", "purse": "virtual", "who_belongs": "Wie in de wijk woont."}


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_next_budget_opens_on_its_own_page_with_what_the_one_before_had_and_goes_whole(cast):
    with cast.acting("karel") as by:
        first = actions.make_budget(scene.new(), by=by)
        scene.with_costs(first, by=by)
    karel = cast.browser("karel", raises=True)
    told = {"name": "Daarna", "begin": "2030-01-01", "last": "2031-12-31", "base_year": "2028", "takes_over": "on"}
    clash = karel.post(f"{HERE}/nieuw", {**told, **WORDS, "begin": "2029-01-01", "request_key": str(uuid4())})
    assert "In deze jaren loopt al een budget: Wijkbudget." in clash.content.decode()
    landed = karel.post(f"{HERE}/nieuw", {**told, **WORDS, "request_key": str(uuid4())}, follow=True)
    with cast.acting("karel"):
        made = AreaBudget.objects.get(name="Daarna")
        (source,), (product,) = made.sources.all(), made.products.all()
        index = {one.series: one.weight for one in source.index.all()}
    assert landed.redirect_chain[-1][0] == f"{HERE}/{made.pk}"
    assert (source.name, source.begin, index) == ("Wmo", date(2030, 1, 1), scene.WEIGHTS)
    assert (product.name, product.unit) == ("Begeleiding", "hour")
    refused = karel.post(f"{HERE}/{first.pk}/weg", {"what": "budget", "which": first.pk}, follow=True)
    assert "Hier hangt al iets aan" in refused.content.decode()
    gone = karel.post(f"{HERE}/{made.pk}/weg", {"what": "budget", "which": made.pk}, follow=True)
    assert gone.redirect_chain[-1][0] == f"{HERE}/{first.pk}"
    with cast.acting("karel"):
        assert list(AreaBudget.objects.all()) == [first]


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_budget_is_begun_once_and_goes_only_for_who_keeps_it(cast):
    with cast.acting("karel") as by:
        scene.with_costs(actions.make_budget(scene.new(), by=by), by=by)
        new = scene.new(begin=date(2030, 1, 1), until=date(2031, 1, 1))
        made = begin_budget(new, by=by, takes_over=True)
        assert begin_budget(new, by=by, takes_over=True) == made
        assert (made.sources.count(), made.products.count()) == (1, 1)
        scene.with_costs(made, by=by, slug="jeugd", begin=date(2030, 1, 1))
        with pytest.raises(Refused, match="kosten"):
            take_budget_away(made, by=by)
    with cast.acting("hanneke") as by, pytest.raises(NotFound):
        take_budget_away(made, by=by)


def test_a_sheet_of_one_party_under_a_title_is_read_with_what_it_does_not_say(tmp_path):
    workbook = Workbook()
    for row in (
        ["Kosten van de thuiszorg"],
        [],
        ["Kostenplaats", "Product", "Bedrag"],
        [410, "Begeleiding", 250_000.5],
        [None, "Totaal", 250_000.5],
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "kosten.xlsx")
    known = Known({"thuiszorg": 4}, {"begeleiding": 5}, {"wmo": 6})
    of_all = OfAll(party=(4, "Thuiszorg"), source=6)
    reading = read_costs(tmp_path / "kosten.xlsx", name="kosten.xlsx", known=known, of_all=of_all)
    (row,), (aside,) = reading.rows, reading.asides
    assert (row.organisation_id, row.product_id, row.source_id, row.cents) == (4, 5, 6, 250_000_50)
    assert (aside.row, aside.why) == (5, "Dit is een totaal. Dat tellen we niet mee.")
    assert reading.parties == {4: "Thuiszorg"}


def test_costs_are_found_behind_a_sheet_with_words_and_under_a_title_over_the_whole_width(tmp_path):
    book = Workbook()
    book.active.append(["Concept, zie het andere blad"])
    sheet = book.create_sheet("kosten")
    for row in (
        [],
        ["Kosten van de wijk"],
        ["opgesteld", "door", "Karel"],
        [" Partij ", "PRODUCT", "Bron", "Bedrag (€)"],
        ["Thuiszorg  Één", "begeleiding", "wmo", "€ 1.052,50"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:D2")
    book.save(tmp_path / "kosten.xlsx")
    (tmp_path / "kosten.csv").write_bytes(
        "Partij;Product;Bron;Bedrag\nThuiszorg Één;Begeleiding;Wmo;1052,50\n".encode("cp1252")
    )
    known = Known({"thuiszorg één": 4}, {"begeleiding": 5}, {"wmo": 6})
    for name, said in (("kosten.xlsx", "het blad ‘kosten’"), ("kosten.csv", "ouder programma")):
        reading = read_costs(tmp_path / name, name=name, known=known)
        assert [(row.organisation_id, row.cents) for row in reading.rows] == [(4, 105_250)]
        assert not reading.asides
        assert said in reading.remarks[0]


def test_a_title_over_two_rows_of_the_only_sheet_is_stepped_over(tmp_path):
    book = Workbook()
    for row in (["Kosten"], [], ["Partij", "Product", "Bron", "Bedrag"], ["Thuiszorg", "Begeleiding", "Wmo", 12]):
        book.active.append(row)
    book.active.merge_cells("A1:D2")
    book.save(tmp_path / "kosten.xlsx")
    known = Known({"thuiszorg": 4}, {"begeleiding": 5}, {"wmo": 6})
    assert read_costs(tmp_path / "kosten.xlsx", name="kosten.xlsx", known=known).cents == 12_00


def test_a_formula_nobody_worked_out_is_named_also_on_a_second_sheet(tmp_path):
    book = Workbook()
    book.active.append(["Toelichting"])
    sheet = book.create_sheet("kosten")
    for row in (["Partij", "Product", "Bron", "Bedrag"], ["Thuiszorg", "Begeleiding", "Wmo", "=6*2"]):
        sheet.append(row)
    book.save(tmp_path / "kosten.xlsx")
    with pytest.raises(UnusableTable, match="In cel D2 staat een formule zonder uitkomst"):
        read_costs(tmp_path / "kosten.xlsx", name="kosten.xlsx", known=Known({}, {}, {}))
