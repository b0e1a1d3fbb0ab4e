"""What everybody may read of the budget: only when the controller says so, rounded, frozen, and nothing about few people."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from tests.public_budget import scene
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.instruments.budget_in_plain_words.actions import NewPublication, publish, take_back
from wijkwaarde.instruments.budget_in_plain_words.queries import released
from wijkwaarde.kernel.errors import NotFound, Refused

ADDRESS = "/wijkbudget/in-gewone-woorden/voorbeeldwijk"
NEXT_YEAR = date(2026, 11, 22)
RUNNING = date(2025, 10, 10)


@pytest.fixture
def by(cast):
    with cast.acting("karel") as actor:
        yield actor


def published(*, by, today=NEXT_YEAR, **words):
    return publish(NewPublication(year=scene.YEAR, request_key=uuid4(), **words), by=by, today=today)


def test_everybody_reads_what_came_in_and_went_where_and_nothing_about_four_people(by):
    scene.running(by=by)
    assert Client().get(ADDRESS).status_code == 404
    published(by=by, words="Een goed jaar.")
    answer = Client().get(ADDRESS)
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 200
    assert "€ 960.000" in text
    assert "€ 816.000" in text
    assert "Er is € 144.000 over." in text
    # How many people it was in the base year says nothing of this year.
    assert "minstens" not in text
    assert "Een goed jaar." in text
    # Overnight stays were for four people: with the next smallest product they are one row, of both together.
    assert "Logeren" not in text
    assert "Dagbesteding" not in text
    assert "€ 276.000" in text


def test_what_was_published_stays_as_it_was_and_the_next_figures_of_the_year_come_when_it_is_over(by):
    budget = scene.running(by=by, months=9)
    first = published(by=by, today=RUNNING)
    assert not first.is_final
    before = released("voorbeeldwijk")
    assert before.figures.sure.low < before.figures.sure.left < before.figures.sure.high
    with pytest.raises(Refused, match="staat er al"):
        published(by=by, today=RUNNING)
    product = budget.products.get(slug="begeleiding")
    party = budget.base_costs.first().organisation
    scene.deliver(budget, by=by, party=party, product=product, month=10, cents=99_000_00)
    assert released("voorbeeldwijk") == before
    published(by=by)
    after = released("voorbeeldwijk")
    assert after.figures.is_final
    assert after.figures.went_total == before.figures.went_total + 99_000


def test_a_slip_is_taken_back_on_the_day_and_never_later(by):
    scene.running(by=by)
    made = published(by=by)
    with pytest.raises(Refused, match="langer dan vandaag"):
        take_back(made.pk, by=by, today=date(2026, 11, 23))
    take_back(made.pk, by=by, today=NEXT_YEAR)
    take_back(made.pk, by=by, today=NEXT_YEAR)
    with pytest.raises(NotFound):
        released("voorbeeldwijk")
    published(by=by)


def test_money_of_the_residents_that_was_spent_is_told_in_words(by):
    scene.running(by=by)
    scene.fund(by=by, came=9_000, spent=2_500)
    with pytest.raises(Refused, match="geld van de bewoners"):
        published(by=by)
    published(by=by, fund_words="Twee banken bij de speeltuin.")
    text = Client().get(ADDRESS).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "€ 2.500 uitgegeven. Er is nog € 6.500" in text
    assert "Twee banken bij de speeltuin." in text


def test_only_the_controller_publishes(by, cast):
    scene.running(by=by)
    for key in ("marieke", "hanneke", "bram", "amina"):
        with cast.acting(key) as other, pytest.raises(NotFound):
            published(by=other)


def test_the_page_is_a_file_too_and_the_controller_publishes_it_on_a_page(by, cast):
    scene.running(by=by)
    browser = cast.browser("karel", raises=True)
    page = "/wijkbudget/openbaar-maken?jaar=2025"
    # One more, of whose plans the numbers in deliveries are: none is there.
    assert len(asked_for(browser, page)) < MOST
    told = {"words": "", "fund_words": "", "request_key": str(uuid4())}
    assert browser.post("/wijkbudget/openbaar-maken?jaar=2025", told).status_code == 302
    assert browser.get("/wijkbudget/in-gewone-woorden").url == ADDRESS
    file = Client().post(f"{ADDRESS}/bestand", {"kind": "csv"})
    assert b"960000" in b"".join(file.streaming_content)
