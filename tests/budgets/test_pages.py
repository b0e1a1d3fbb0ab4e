"""The controller sets a budget up from nothing to a signed base year, its years and a subsidy; manager and board look on."""

import re
from datetime import date
from io import BytesIO
from itertools import product
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from tests.budgets import scene
from tests.thread.test_how_often import MOST, NESTING
from wijkwaarde.kernel.base_years.models import BaseYearText
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.budgets.queries import years_budget
from wijkwaarde.kernel.index_values.models import IndexValue

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HERE = "/wijkbudget/instellen"
HEAD = ["Partij", "Product", "Bron", "Bedrag", "Mensen", "Vindplaats"]


@pytest.fixture
def karel(cast):
    return cast.browser("karel", raises=True)


@pytest.fixture
def budget(cast):
    """A budget with costs and a correction, of which the index of later years is not known."""
    with cast.acting("karel") as by:
        made = actions.make_budget(scene.new(begin=date(2026, 1, 1), until=date(2031, 1, 1)), by=by)
        scene.with_costs(made, by=by)
        scene.know_provisional(by=by)
        return made


def sheet(*rows):
    """An xlsx file with these rows under the head."""
    workbook, file = Workbook(), BytesIO()
    for row in (HEAD, *rows):
        workbook.active.append(row)
    workbook.save(file)
    return SimpleUploadedFile("kosten 2024.xlsx", file.getvalue())


def rows_in(answer):
    """What the button to write a file sends along."""
    return answer.context["rows"]


def said(answer):
    """The text of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def send(browser, address, **told):
    """Send a form that is right and follow where it leads."""
    answer = browser.post(address, {"request_key": str(uuid4()), **told}, follow=True)
    assert answer.status_code == 200, said(answer)
    return answer


def undone(karel, *, budget, rows):
    """The file is undone, which goes once, and taken in again."""
    which = karel.get(f"{budget}/basisjaar").context["file"].pk
    for _twice in range(2):
        assert "Ongedaan gemaakt." in said(send(karel, f"{budget}/kosten/inlezen/ongedaan", which=which))
    assert "Er staan nog geen kosten" in said(karel.get(f"{budget}/basisjaar"))
    assert karel.post(f"{budget}/kosten/inlezen/ongedaan", {"which": which + 1}).status_code == 404
    assert "1 regel is nieuw of veranderd" in said(send(karel, f"{budget}/kosten/inlezen", rows=rows))


def signed_by_all(cast, *, karel, budget):
    """The base year is put to the parties; the only one has nobody here who signs, and did so on paper."""
    assert "Het basisjaar ligt voor." in said(send(karel, f"{budget}/basisjaar/voorleggen"))
    with cast.acting("karel"):
        text = BaseYearText.objects.get()
        (party,) = text.said["parties"]
    told = {"document": "Brief van 3 februari"}
    assert "Genoteerd." in said(send(karel, f"{budget}/basisjaar/papier/{party}", **told))
    assert "door iedereen getekend" in said(karel.get(budget))


def test_from_no_budget_to_a_signed_base_year_and_a_determined_subsidy(cast, karel):
    assert "Er is nog geen budget" in said(karel.get(HERE))
    words = {"name": "Wijkbudget", "use": "task", "purse": "virtual", "who_belongs": "Wie in de wijk woont."}
    send(karel, f"{HERE}/nieuw", begin="2026-01-01", last="2030-12-31", base_year="2024", **words)
    with cast.acting("karel"):
        made, party = AreaBudget.objects.get(), scene.parties()[0]
    budget = f"{HERE}/{made.pk}"
    send(karel, f"{budget}/bron", name="Wmo", bearer="municipality-wmo", begin="2026-01-01")
    send(karel, f"{budget}/product", name="Individuele begeleiding", unit="hour")
    file = sheet(
        [party.name, "individuele begeleiding", "Wmo", 250_000.5, 40, "jaarrekening"],
        [party.name, "Dagbesteding", "Wmo", 10, None, None],
        ["Niemand bv", "Individuele begeleiding", "Wmo", 10, None, None],
        [party.name, "Individuele begeleiding", "Wmo", 12, None, None],
        [party.name, "Individuele begeleiding", "Wlz", "12,345", None, None],
    )
    shown = karel.post(f"{budget}/kosten/inlezen", {"file": file})
    assert "1 regel is te gebruiken, samen € 250.000,50. 4 regels zijn opzij gelegd." in said(shown)
    assert "Er staan nog geen kosten" in said(karel.get(f"{budget}/basisjaar"))
    for words in ("1 regel is nieuw of veranderd", "0 regels zijn nieuw of veranderd"):
        assert words in said(send(karel, f"{budget}/kosten/inlezen", rows=rows_in(shown)))
    undone(karel, budget=budget, rows=rows_in(shown))
    signed_by_all(cast, karel=karel, budget=budget)
    years = said(karel.get(f"{budget}/jaren"))
    assert "€ 250.001" in years
    assert "Waar komt dit vandaan?" in years
    with cast.acting("karel"):
        source = made.sources.get()
    step = {"on": "2026-01-05", "document": "besluit-1", "applicant": party.pk}
    address = f"{budget}/subsidies/2026/bron/{source.pk}"
    early = karel.post(address, {"step": "award", "amount": "10", "request_key": str(uuid4()), **step})
    assert "Er is nog niets aangevraagd" in said(early)
    for name in ("application", "award", "account"):
        done = send(karel, address, step=name, amount="250.000", **step)
    assert "verantwoord" in said(done)
    assert "Bewaard." in said(send(karel, f"{budget}/opdracht/2026", text="Er kwam een werkplaats.", version="0"))
    assert "Er kwam een werkplaats." in said(cast.browser("hanneke").get(f"{budget}/opdracht"))
    for kind in ("csv", "xlsx", "json"):
        assert karel.post(f"{budget}/jaren/bestand", {"kind": kind}).status_code == 200


@pytest.mark.parametrize("who", ["karel", "marieke", "hanneke"])
def test_who_reads_the_budget_opens_all_its_pages_with_few_questions(who, *, cast, budget):
    browser, here = cast.browser(who, raises=True), f"{HERE}/{budget.pk}"
    for address in (here, f"{here}/jaren", f"{here}/subsidies/2026", f"{here}/opdracht", f"{here}/basisjaar"):
        with CaptureQueriesContext(connection) as found:
            answer = browser.get(address)
        assert answer.status_code == 200, address
        asked = [one["sql"] for one in found.captured_queries if not NESTING.search(one["sql"])]
        assert len(asked) <= MOST, (address, len(asked))
        # What carries costs does not go, so the setup does not offer it.
        assert ("Haal weg" in said(answer)) == (who == "karel" and address == f"{here}/basisjaar")


@pytest.mark.parametrize("who", ["amina", "chantal", "bram", "olga"])
def test_for_everybody_else_there_is_no_such_page(who, *, cast, budget):
    browser, here = cast.browser(who), f"{HERE}/{budget.pk}"
    with cast.acting("karel"):
        source = budget.sources.get().pk
    for address in ("", "/jaren", "/subsidies/2026", "/opdracht", "/bron", f"/bron/{source}", "/kosten", "/basisjaar"):
        assert browser.get(here + address).status_code == 404, address
    assert browser.post(f"{here}/jaren/bestand", {"kind": "csv"}).status_code == 404


def test_a_source_gets_another_index_and_a_second_writer_sees_both(cast, karel, budget):
    with cast.acting("karel"):
        source = budget.sources.get()
    page = f"{HERE}/{budget.pk}/bron/{source.pk}/aanpassen"
    assert 'value="OVA"' in karel.get(page).content.decode()
    told = {"name": "Wmo 'nieuw'", "begin": "2026-01-01", "series_1": "Eigen index", "weight_1": "100", "version": "1"}
    assert karel.post(page, {**told, "weight_1": "101"}).status_code == 422
    assert "Eigen index 100%" in said(send(karel, page, **told))
    assert karel.post(page, told).status_code == 409
    assert cast.browser("marieke").get(page).status_code == 404


@pytest.mark.parametrize(
    ("use", "says"), [("task", "Geld voor de taak"), ("hours", "Opgegeven"), ("result", "Betaald voor wat")]
)
def test_how_the_budget_is_used_decides_what_parties_account_for(use, says, *, cast, karel, budget):
    told = {"name": "Wijkbudget", "purse": "real", "who_belongs": budget.who_belongs, "version": "1"}
    send(karel, f"{HERE}/{budget.pk}/aanpassen", use=use, **told)
    shown = said(cast.browser("hanneke").get(f"{HERE}/{budget.pk}/opdracht"))
    assert says in shown
    assert "een voorschot komt op de bank van de wijk" in shown


def test_a_series_without_a_year_is_said_with_what_to_do(karel, budget):
    shown = said(karel.get(f"{HERE}/{budget.pk}/jaren"))
    assert "De reeks ‘OVA’ heeft geen waarde voor 2026, 2027, 2028, 2029, 2030." in shown
    assert "nog niet bekend" in shown


def test_the_controller_fills_in_an_index_its_correction_comes_a_year_later_and_a_slip_is_taken_away(
    cast, karel, budget
):
    page = f"{HERE}/{budget.pk}/jaren"

    def totals():
        with cast.acting("hanneke") as by:
            return years_budget(budget, by=by).totals

    before = totals()
    wrong = karel.post(f"{page}/index", {"series": "OVA", "year": "2026", "percent": "veel", "state": "provisional"})
    assert wrong.status_code == 422
    assert "geen percentage" in said(wrong)
    told = {"series": "OVA", "source": "brief 'VNG'", "state": "provisional"}
    assert karel.post(f"{page}/index", {**told, "year": "2026", "percent": "77"}).status_code == 422
    values = (("2026", "4", "provisional"), ("2026", "5", "definitive"), ("2027", "3", "provisional"))
    for series, (year, percent, state) in product(("OVA", "PPC"), values):
        send(karel, f"{page}/index", **{**told, "series": series, "year": year, "percent": percent, "state": state})
    after = totals()
    # 4% in 2026, and in 2027 3% with the 1% that 2026 became more.
    assert after[2026] / before[2026] == pytest.approx(1.04)
    assert after[2027] / after[2026] == pytest.approx(1.04)
    shown = said(cast.browser("marieke").get(page))
    assert "OVA 2026" in shown
    assert "Haal weg" not in shown
    with cast.acting("karel"):
        keys = list(IndexValue.objects.values_list("pk", flat=True))
    assert cast.browser("marieke").post(f"{page}/index/weg", {"which": keys[0]}).status_code == 404
    for key in (*keys, keys[0]):
        send(karel, f"{page}/index/weg", which=str(key))
    assert totals() == before


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leeg.csv", b"", "leeg"),
        ("kop.csv", b"partij;product;bron\nA;B;C\n", "geen kolom"),
        ("half.csv", b'partij;product;bron;bedrag\nA;"B', "aanhalingstekens"),
        ("oud.xls", b"\xd0\xcf\x11\xe0" + b"0" * 50, "oud Excel-bestand"),
        ("plaatje.xlsx", b"PK\x03\x04kapot", ""),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_writes_nothing(name, content, says, *, karel, budget):
    answer = karel.post(f"{HERE}/{budget.pk}/kosten/inlezen", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert says in said(answer)


@pytest.mark.parametrize(("amount", "says"), [("0", "meer dan 0"), ("-5", "meer dan 0"), ("1,234", "twee cijfers")])
def test_an_amount_that_cannot_be_stands_in_the_form_with_what_was_typed(amount, says, *, cast, karel, budget):
    with cast.acting("karel"):
        row = budget.base_costs.get()
    told = {"organisation": row.organisation_id, "product": row.product_id, "source": row.source_id}
    answer = karel.post(f"{HERE}/{budget.pk}/kosten", {**told, "amount": amount, "found_in": "jaarrekening"})
    assert answer.status_code == 422
    assert says in said(answer)
    assert f'value="{amount}"' in answer.content.decode()
    more = {"people": "99999999999", "amount": "5", "found_in": "jaarrekening"}
    assert "meer dan 1000000" in said(karel.post(f"{HERE}/{budget.pk}/kosten", {**told, **more}))


def test_two_controllers_at_once_see_both_texts(karel, budget):
    told = {"use": "task", "purse": "virtual", "who_belongs": budget.who_belongs, "version": "1"}
    send(karel, f"{HERE}/{budget.pk}/aanpassen", name="Van de een", **told)
    answer = karel.post(f"{HERE}/{budget.pk}/aanpassen", {"name": "Van de ander", **told})
    assert answer.status_code == 409
    assert "Van de een" in said(answer)
    assert "Van de ander" in answer.content.decode()


def chosen(answer):
    """Who asks and for whom, as the form of a step begins."""
    form = answer.context["form"]
    return form["applicant"].value(), form["receiver"].value()


def test_a_step_begins_with_who_asked_the_last_one_of_the_same_subsidy(cast, karel, budget):
    with cast.acting("karel"):
        source = budget.sources.get()
        town, party = scene.parties()[:2]
    page = f"{HERE}/{budget.pk}/subsidies/2026/bron/{source.pk}"
    assert chosen(karel.get(page)) == (None, None)
    step = {"on": "2026-01-05", "document": "besluit-1", "amount": "10", "applicant": party.pk}
    send(karel, page, step="application", receiver=town.pk, **step)
    began = karel.get(page)
    assert chosen(began) == (party.pk, town.pk)
    assert began.content.decode().count(" selected") == 2
    send(karel, page, step="award", **step)
    assert chosen(karel.get(page)) == (party.pk, "")
    assert chosen(karel.get(page.replace("2026", "2027"))) == (None, None)


def test_rows_of_a_file_that_changed_on_their_way_are_refused_and_nothing_is_kept(cast, karel, budget):
    with cast.acting("karel") as by:
        later = actions.make_budget(scene.new(begin=budget.until, until=date(2035, 1, 1)), by=by)
        party = scene.parties()[0]
        (before,) = budget.base_costs.values_list("cents", "found_in")
    page, browser = f"{HERE}/{budget.pk}/kosten/inlezen", cast.browser("karel")
    told = [party.name, "Begeleiding", "Wmo"]
    shown = karel.post(page, {"file": sheet([*told, 12, None, "BSN 111222333"], [*told, 10, 5, "jaarrekening"])})
    assert "burgerservicenummer" in said(shown)
    assert "111222333" not in said(shown)
    rows = rows_in(shown)
    body, _dot, signature = rows.rpartition(":")
    typed = '[[1, 1, 1, 1000, null, "zelf verzonnen"]]'
    for wrong, where in ((f"{body}A:{signature}", page), (typed, page), (rows, f"{HERE}/{later.pk}/kosten/inlezen")):
        refused = browser.post(where, {"rows": wrong})
        assert refused.status_code == 409
        assert "Deze regels zijn onderweg veranderd. Er is niets bewaard." in said(refused)
    with cast.acting("karel"):
        assert [before] == list(budget.base_costs.values_list("cents", "found_in"))
        assert not later.base_costs.exists()
    assert "1 regel is nieuw of veranderd" in said(send(karel, page, rows=rows))
