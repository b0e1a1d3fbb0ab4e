"""The controller lays a party's own figures beside ours, joins its cost centres once, explains what differs and saves it."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.reconciliation.conftest import delivered, month
from wijkwaarde.instruments.reconciliation.actions import remove_old_files
from wijkwaarde.instruments.reconciliation.models import BooksFile, CostCentre, Explanation
from wijkwaarde.instruments.reconciliation.queries import party_for
from wijkwaarde.web.format import day

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
HEADS = "kostenplaats;product;maand;bedrag"


def csv_of(*rows, heads=HEADS):
    return "\r\n".join([heads, *rows]).encode()


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def karel(cast, scene):
    return cast.browser("karel", raises=True)


@pytest.fixture
def by(cast, scene):
    return cast.actor("karel")


def upload(browser, raw, *, scene, **words):
    sent = {
        "file": SimpleUploadedFile("boeken.csv", raw),
        "request_key": uuid4(),
        "organisation_id": scene.care.pk,
        "year": scene.year,
    }
    return browser.post(reverse("reconciliation_upload"), sent | words)


def used(browser, raw, *, scene, **words):
    preview = upload(browser, raw, scene=scene, **words)
    assert preview.status_code == 302
    return browser.post(preview.url)


def party_page(browser, scene):
    return browser.get(reverse("reconciliation_party", args=[scene.care.pk]), {"jaar": scene.year})


def join(browser, scene, *products, version=0):
    address = f"{reverse('reconciliation_centres', args=[scene.care.pk])}?jaar={scene.year}"
    chosen = {f"c{number}": product for number, product in enumerate(products)}
    return browser.post(address, chosen | {"version": version})


def explain(browser, scene, *, number=2, product=None, **words):
    place = [scene.care.pk, (product or scene.guidance).pk, scene.year * 100 + number]
    sent = {"reason": "later", "amount": "10", "words": "", "request_key": uuid4()}
    return browser.post(reverse("reconciliation_explain", args=place), sent | words)


RAW = csv_of(
    "4100;WMO uren;1;100,00",
    "4100;WMO uren;2;60,00",
    "9000;Kantine;2;5.000",
    ";WMO uren;2;1",
    "4100;WMO uren;voorjaar;1",
)


def test_from_their_file_to_a_reconciliation_that_closes(karel, scene, by):
    preview = upload(karel, RAW, scene=scene)
    told = text(karel.get(preview.url))
    assert "3 regels te lezen, samen € 5.160" in told.replace("\xa0", " ")
    assert "Rij 5: Er staat geen kostenplaats" in told
    assert "Rij 6: De periode is niet te lezen" in told
    page = karel.post(preview.url, follow=True)
    assert "2 kostenplaatsen zijn nog niet gekoppeld" in text(page)
    assert karel.post(preview.url).url == page.redirect_chain[-1][0]  # a second click
    assert join(karel, scene, scene.guidance.pk, 0).status_code == 302
    told = text(party_page(karel, scene)).replace("\xa0", " ")
    assert f"Begeleiding, februari {scene.year} € 10 open. Bij ons € 50, bij hen € 60." in told
    why = reverse("reconciliation_explain", args=[scene.care.pk, scene.guidance.pk, scene.year * 100 + 2])
    shown = text(karel.get(why)).replace("\xa0", " ")
    assert f"4100 WMO uren februari {scene.year} € 60" in shown
    assert f"februari {scene.year} {day(scene.today)} € 50" in shown
    assert explain(karel, scene, words="Factuur van maart").status_code == 302
    told = text(party_page(karel, scene)).replace("\xa0", " ")
    assert "Alles sluit aan, of is verklaard." in told
    assert "Het is later opgegeven: € 10" in told
    assert "sluit aan" in text(karel.get(reverse("reconciliation"), {"jaar": scene.year}))
    # Something that was delivered after all: the difference is another one, and says so.
    delivered(scene, 10_00, period=month(scene.year, 2), by=by)
    assert "€ −10 open" in text(party_page(karel, scene)).replace("\xa0", " ")
    karel.post(reverse("reconciliation_withdraw", args=[Explanation.objects.get().pk]))
    told = text(party_page(karel, scene))
    assert "Alles sluit aan" in told
    assert "ingetrokken" in told


def test_the_next_file_takes_the_place_of_this_one_knows_the_cost_centres_and_is_taken_back(karel, scene, by):
    used(karel, RAW, scene=scene)
    join(karel, scene, scene.guidance.pk, 0)
    again = upload(karel, RAW, scene=scene)
    assert again.status_code == 422
    assert "kwam al binnen op" in text(again)
    used(karel, csv_of("4100;WMO uren;1;100,00", "4100;WMO uren;2;50,00"), scene=scene)
    found = party_for(scene.budget, organisation_id=scene.care.pk, year=scene.year, by=by)
    assert (found.theirs, found.open, found.to_join) == (150_00, (), ())
    newest = BooksFile.objects.latest("used_at")
    for _click in range(2):
        karel.post(reverse("reconciliation_take_back", args=[newest.pk]))
    assert party_for(scene.budget, organisation_id=scene.care.pk, year=scene.year, by=by).theirs == 160_00


def test_a_year_total_is_laid_beside_the_year_and_an_earlier_choice_is_changed(karel, scene, by):
    used(karel, csv_of("Wmo;150", heads="kostenplaats;bedrag"), scene=scene)
    join(karel, scene, scene.household.pk)
    found = party_for(scene.budget, organisation_id=scene.care.pk, year=scene.year, by=by)
    assert [(row.product_id == scene.guidance.pk, row.months, row.open) for row in found.open] == [
        (False, 12, 150_00),
        (True, 1, -100_00),
        (True, 1, -50_00),
    ]
    stale = join(karel, scene, scene.guidance.pk)
    assert stale.status_code == 409
    assert "Iemand anders koppelde" in text(stale)
    assert join(karel, scene, scene.guidance.pk, version=CostCentre.objects.latest("pk").pk).status_code == 302
    assert party_for(scene.budget, organisation_id=scene.care.pk, year=scene.year, by=by).open == ()


def test_other_columns_are_asked_for_once_and_remembered(karel, scene):
    raw = csv_of("4100;12,50", heads="Soort;Totaal")
    preview = upload(karel, raw, scene=scene)
    assert "Welke kolom is wat?" in text(karel.get(preview.url))
    assert karel.post(preview.url, {"columns": "1", "cost-centre": "Soort"}).status_code == 422
    karel.post(preview.url, {"columns": "1", "cost-centre": "Soort", "amount": "Totaal"})
    assert "1 regel te lezen" in text(karel.get(preview.url))
    assert "1 regel te lezen" in text(karel.get(upload(karel, raw + b"\r\n", scene=scene).url))
    karel.post(reverse("reconciliation_drop", args=[BooksFile.objects.latest("pk").request_key]))
    assert BooksFile.objects.count() == 1
    by = BooksFile.objects.get()
    assert by.used_at is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"amount": "0"}, "van 0"),
        ({"amount": "1,234"}, "twee cijfers"),
        ({"amount": ""}, "Vul het bedrag in"),
        ({"amount": "250.000.000.000"}, "miljard"),
        ({"reason": "zomaar"}, "Kies"),
        ({"reason": "other"}, "paar woorden"),
    ],
)
def test_an_explanation_that_says_nothing_stands_in_the_form_with_what_was_typed(words, says, *, karel, scene):
    used(karel, RAW, scene=scene)
    join(karel, scene, scene.guidance.pk, 0)
    page = explain(karel, scene, **words)
    assert page.status_code == 422
    assert says in text(page)
    assert Explanation.objects.count() == 0


def test_the_same_form_twice_explains_once_and_a_place_that_is_not_there_is_not_there(karel, scene):
    used(karel, RAW, scene=scene)
    join(karel, scene, scene.guidance.pk, 0)
    key = uuid4()
    for _click in range(2):
        explain(karel, scene, request_key=key)
    assert Explanation.objects.count() == 1
    assert explain(karel, scene, number=9).status_code == 404
    assert explain(karel, scene, product=scene.household).status_code == 404
    assert karel.get(reverse("reconciliation"), {"jaar": "1999"}).status_code == 404


def test_several_differences_with_one_cause_are_explained_and_withdrawn_in_one_go(karel, cast, scene):
    used(karel, csv_of("4100;WMO uren;1;110,00", "4100;WMO uren;2;56,00", "4100;WMO uren;3;7"), scene=scene)
    join(karel, scene, scene.guidance.pk)
    address = f"{reverse('reconciliation_together', args=[scene.care.pk])}?jaar={scene.year}"
    assert cast.browser("marieke").get(address).status_code == 404
    assert address in party_page(karel, scene).text
    rows = [value for value, _words in karel.get(address).context["form"].fields["rows"].choices]
    sent = {"rows": rows[:2], "reason": "price", "words": "Het tarief van 2%", "request_key": uuid4()}
    for wrong in ({"rows": []}, {"rows": [f"{rows[0]}0"]}, {"reason": ""}, {"reason": "other", "words": ""}):
        assert karel.post(address, sent | wrong).status_code == 422
    assert not Explanation.objects.exists()
    for _click in range(2):
        assert karel.post(address, sent).status_code == 302
    assert [one.cents for one in Explanation.objects.order_by("month")] == [10_00, 6_00]
    told = text(party_page(karel, scene)).replace("\xa0", " ")
    assert f"Het tarief is anders: € 16 Begeleiding, 1 januari {scene.year} t/m" in told
    assert told.count("Intrekken") == 1
    karel.post(reverse("reconciliation_withdraw", args=[Explanation.objects.last().pk]))
    assert not Explanation.objects.filter(withdrawn_on=None).exists()


def test_it_is_saved_as_a_spreadsheet_that_adds_up(karel, scene):
    used(karel, RAW, scene=scene)
    join(karel, scene, scene.guidance.pk, 0)
    explain(karel, scene)
    address = f"{reverse('reconciliation_save', args=[scene.care.pk])}?jaar={scene.year}"
    saved = b"".join(karel.post(address, {"kind": "xlsx"}).streaming_content)
    first, why, centres = load_workbook(BytesIO(saved)).worksheets
    rows = [dict(zip([cell.value for cell in first[1]], row, strict=True)) for row in list(first.values)[1:]]
    assert [(row["bij ons"], row["bij hen"], row["verklaard"], row["open"]) for row in rows] == [
        (100, 100, 0, 0),
        (50, 60, 10, 0),
    ]
    assert [row[2] for row in list(why.values)[1:]] == [10]
    assert [row[0] for row in list(centres.values)[1:]] == ["4100", "9000"]


@pytest.mark.parametrize(("who", "status"), [("hanneke", 200), ("marieke", 200), ("chantal", 404), ("amina", 404)])
def test_who_reads_the_budget_reads_it_without_buttons_in_few_questions_and_nobody_else(
    who, status, *, cast, karel, scene
):
    used(karel, RAW, scene=scene)
    join(karel, scene, scene.guidance.pk, 0)
    browser = cast.browser(who)
    for address in (reverse("reconciliation"), reverse("reconciliation_party", args=[scene.care.pk])):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = browser.get(address, {"jaar": scene.year})
        assert page.status_code == status
        counted = [one for one in asked.captured_queries if one["sql"].startswith(("SELECT", "WITH"))]
        assert len([one for one in counted if "set_config" not in one["sql"]]) <= MOST_QUERIES
        assert "Eigen cijfers inlezen" not in text(page)
        assert "Intrekken" not in text(page)
    for name in ("reconciliation_upload", "reconciliation_centres", "reconciliation_explain"):
        place = {
            "reconciliation_centres": [scene.care.pk],
            "reconciliation_explain": [scene.care.pk, scene.guidance.pk, scene.year * 100 + 2],
        }
        assert browser.get(reverse(name, args=place.get(name, []))).status_code == 404


def test_a_file_that_nobody_said_yes_to_goes_away(karel, scene, by):
    upload(karel, RAW, scene=scene)
    remove_old_files(by=by, now=timezone.now())
    assert BooksFile.objects.count() == 1
    remove_old_files(by=by, now=timezone.now() + timedelta(hours=25))
    assert BooksFile.objects.count() == 0
