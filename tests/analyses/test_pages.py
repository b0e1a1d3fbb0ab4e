"""The page of a saved analysis on the site: who sees it, what they see of it, and what stays behind."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkwaarde.instruments.micro_analysis.queries import analysis_for
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.actions import add_organisation
from wijkwaarde.kernel.prices.actions import put_behind

ON = {"bedragen": "aan"}
# Words of the page with which a chance would be told.
CHANCES = (
    "Kans (van een groep)",
    "kans van",
    "kantelpunt",
    "Niveau",
    "Zo zijn de kansen geschat",
    "Deel dat doorloopt",
)


def words_of(response):
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def read(analyses, who, **query):
    response = analyses.cast.browser(who, raises=True).get(analyses.page, query)
    assert response.status_code == 200
    return response


def is_reading(sql):
    """Whether a statement reads rows: not the one setting, nor what the trail gets at the end."""
    return sql.startswith("SELECT") and "_config(" not in sql and "current_setting(" not in sql


@pytest.fixture
def bicycle(analyses):
    analyses.save("bicycle")
    return analyses


@pytest.mark.parametrize("who", ["chantal", "bram"])
def test_a_professional_who_reads_the_case_reads_the_analysis_with_where_it_comes_from(bicycle, who):
    said = words_of(read(bicycle, who))
    assert "naar verwachting € 114.975 minder dan wanneer er niets verandert" in said
    assert "Waar komt dit vandaan?" in said
    assert "Het plan kost evenveel bij een kans van 4,2%" in said


def test_the_title_of_the_page_says_nothing_about_the_case(bicycle):
    for who, query in (("chantal", {}), ("amina", {}), ("amina", ON)):
        page = read(bicycle, who, **query).content.decode()
        assert re.findall(r"<title>(.*?)</title>", page) == ["Micro-analyse – Wijkwaarde"]


def test_the_page_needs_nothing_that_the_policy_forbids(gerrit):
    response = read(gerrit, "chantal")
    page = response.content.decode()
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))
    assert page.count("<svg") >= 4


def test_the_frame_of_the_site_stands_around_it(bicycle):
    page = read(bicycle, "amina", **ON).content.decode()
    assert "data-exit" in page
    assert page.count("<main") == page.count("<h1") == 1
    assert f'href="/vraag/{bicycle.key}"' in page


def test_on_the_residents_own_screen_amounts_are_off_until_they_ask(bicycle):
    before = read(bicycle, "amina").content.decode()
    assert "€" not in before
    assert "Bedragen staan uit. Laten zien?" in before
    assert f'href="{bicycle.page}?bedragen=aan"' in before
    after = words_of(read(bicycle, "amina", **ON))
    assert "€ 114.975" in after
    assert "Je hulp verandert daar niet door" in after
    assert "voor wie hem maakt of nakijkt" not in after


@pytest.mark.parametrize("name", ["bicycle", "amina", "gerrit", "joey"])
def test_the_resident_sees_no_chance_and_cannot_divide_one_out(analyses, name):
    analyses.store_prices()
    analyses.save(name)
    risks = analyses.analysed(name).analysis.case.risks
    checker, resident = words_of(read(analyses, "chantal")), words_of(read(analyses, "amina", **ON))
    assert "Kans (van een groep)" in checker
    for told in CHANCES:
        assert told.casefold() not in resident.casefold()
    for risk in risks:
        for line in risk.lines:
            assert line.name.casefold() in checker.casefold()
            assert line.name.casefold() not in resident.casefold()


def test_no_chance_goes_to_who_decides_about_somebodys_home_or_income(gerrit):
    assert "kans" in words_of(read(gerrit, "bram"))
    with gerrit.inside():
        house = add_organisation(by=gerrit.by, name="Huis van de Wijk", today=gerrit.cast.today)
        put_behind(by=gerrit.by, bearer="housing-corporation", organisation=house, today=gerrit.cast.today)
    said = words_of(read(gerrit, "bram"))
    assert not [told for told in CHANCES if told.casefold() in said.casefold()]
    assert "kans" in words_of(read(gerrit, "chantal"))


@pytest.mark.parametrize("who", ["yara", "marieke", "karel", "dirk", "fenna", "olga", "noor"])
def test_for_who_takes_no_part_it_is_as_if_there_were_nothing(bicycle, who):
    browser = bicycle.cast.browser(who)
    missing = browser.get(f"/vraag/{uuid4()}/micro-analyse")
    for address in (bicycle.page, bicycle.paper):
        response = browser.get(address)
        assert response.status_code == missing.status_code == 404
        assert words_of(response) == words_of(missing)


def test_who_only_knows_that_they_take_part_gets_nothing_of_it(bicycle):
    bicycle.cast.chosen(bicycle.key, "yara", by="amina", extent=Extent.THAT)
    browser = bicycle.cast.browser("yara")
    assert browser.get(bicycle.page).status_code == 404
    assert browser.get(bicycle.paper).status_code == 404
    case = browser.get(f"/vraag/{bicycle.key}")
    assert case.status_code == 200
    assert "micro-analyse" not in case.content.decode().casefold()


def test_a_case_without_an_analysis_has_no_page_and_only_who_makes_them_a_card(analyses):
    pages = {}
    for who in ("amina", "chantal"):
        browser = analyses.cast.browser(who)
        assert browser.get(analyses.page).status_code == 404
        pages[who] = browser.get(f"/vraag/{analyses.key}").content.decode().casefold()
    assert "micro-analyse" not in pages["amina"]
    assert "maak de micro-analyse" in pages["chantal"]


def test_nobody_logged_in_is_sent_to_log_in(bicycle, client):
    response = client.get(bicycle.page)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/inloggen")


def test_the_newest_analysis_is_the_one_that_is_shown(bicycle):
    analysed = bicycle.analysed("bicycle")
    words = replace(analysed.texts, title="De fiets, opnieuw")
    bicycle.save("bicycle", request_key=uuid4(), analysed=replace(analysed, texts=words))
    assert "De fiets, opnieuw" in words_of(read(bicycle, "chantal"))


@pytest.mark.parametrize("who", ["chantal", "amina"])
def test_the_paper_is_a_pdf_with_a_name_that_says_nothing(gerrit, who):
    response = gerrit.cast.browser(who, raises=True).get(gerrit.paper)
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Disposition"] == 'attachment; filename="micro-analyse.pdf"'
    assert response.headers["Cache-Control"] == "no-store"


def test_an_english_reader_gets_it_in_english(bicycle):
    browser = bicycle.cast.browser("chantal", raises=True)
    said = words_of(browser.get(bicycle.page, headers={"accept-language": "en"}))
    assert "Where does this come from?" in said
    assert "Waar komt dit vandaan" not in said


def test_whoever_reads_it_is_noted_with_why_and_about_whom(bicycle):
    with bicycle.cast.acting("bram") as by:
        analysis_for(bicycle.key, by=by, today=bicycle.cast.today)
        line = next(seen for seen in by.seen if seen.kind == "micro_analysis")
    assert (line.act, line.subjects, line.purpose) == ("READ", (bicycle.case.resident_id,), "professional")
    with bicycle.cast.acting("dirk") as by, pytest.raises(NotFound):
        analysis_for(bicycle.key, by=by, today=bicycle.cast.today)


def test_the_card_tells_a_professional_the_finding_and_the_resident_no_amount(bicycle):
    address = f"/vraag/{bicycle.key}"
    checker, resident = (
        bicycle.cast.browser(who, raises=True).get(address).content.decode() for who in ("chantal", "amina")
    )
    assert "€\u00a0114.975 minder" in checker
    assert "€" not in resident
    assert f'href="{bicycle.page}"' in checker
    assert f'href="{bicycle.page}"' in resident


@pytest.mark.parametrize(("who", "query", "most"), [("chantal", {}, 7), ("amina", ON, 6), ("amina", {}, 6)])
def test_a_page_asks_the_database_as_often_for_a_large_case_as_for_a_small_one(analyses, who, query, most):
    analyses.store_prices()
    browser, counts = analyses.cast.browser(who, raises=True), []
    for name in ("bicycle", "gerrit"):
        analyses.save(name, request_key=uuid4())
        browser.get(analyses.page, query)  # the first page of a run starts the site
        with CaptureQueriesContext(connection) as asked:
            browser.get(analyses.page, query)
        counts.append(len([one for one in asked.captured_queries if is_reading(one["sql"])]))
    assert counts == [most, most]
