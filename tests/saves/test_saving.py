"""Saving from the pages: only what the page shows to who saves, for everybody in it a line in the trail, and for others nothing."""

import csv
import io
import json

import pytest

from tests.barriers.test_many_and_at_once import fill
from tests.thread.test_how_often import MOST
from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.trail.models import Line

MANY = 1000
PEOPLE, RULES = "/mensen/bewaren", "/in-de-weg/bewaren"

pytestmark = pytest.mark.django_db


def saved(browser, address, *, kind="csv", **sent):
    response = browser.post(address, {"kind": kind, **sent})
    assert response.status_code == 200, response.content[:300]
    return b"".join(response.streaming_content)


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def exports(person_id, *, by):
    lines = Line.objects.filter(act="EXPORT", subject_ids__contains=[person_id])
    return [line for line in lines if line.membership_id == by.membership_id and line.person_id == by.person_id]


def test_a_professional_saves_the_list_of_people_as_the_page_shows_it(cast):
    cast.opened()
    content = saved(cast.browser("chantal"), PEOPLE)
    names = [row[0] for row in rows_of(content)]
    assert names[0] == "Naam"
    assert "Amina" in names
    with cast.acting("chantal") as by:
        assert exports(cast.actor("amina").person_id, by=by)


def test_a_search_narrows_the_file_and_nobody_else_is_in_it_or_in_the_trail(cast):
    cast.opened()
    content = saved(cast.browser("chantal"), PEOPLE, q="Fenna")
    assert b"Amina" not in content
    with cast.acting("chantal") as by:
        assert not exports(cast.actor("amina").person_id, by=by)


def test_who_takes_part_nowhere_gets_an_empty_list_and_a_resident_gets_none(cast):
    cast.opened()
    assert len(rows_of(saved(cast.browser("karel"), PEOPLE))) == 1
    assert cast.browser("amina").post(PEOPLE, {"kind": "csv"}).status_code == 404


def test_managers_save_the_rules_without_names_and_others_do_not(cast):
    case, marieke = cast.opened(), cast.browser("marieke")
    fill(cast, case, count=3)
    content = saved(marieke, RULES).decode("utf-8-sig")
    assert "Regel 1" in content
    assert "Amina" not in content
    assert cast.browser("chantal").post(RULES, {"kind": "csv"}).status_code == 404
    with cast.acting("marieke") as by:
        assert exports(cast.actor("amina").person_id, by=by)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_resident_saves_everything_about_their_question(cast, kind):
    case = cast.opened()
    cast.agreed(case, ("Samen naar de buren", cast.chosen(case, "bram")))
    content = saved(cast.browser("amina"), f"/vraag/{case}/bewaren", kind=kind)
    if kind == "json":
        told = json.loads(content)
        assert told["Plan"][0]["Afspraak"] == "Samen naar de buren"
        assert {"Onderdeel": "Ik wil", "Tekst": "Rust in de nacht."} in told["Vraag"]
        assert [one["Naam"] for one in told["Wie doet mee"]] == ["Chantal", "Bram"]
    with cast.acting("amina") as by:
        assert exports(by.person_id, by=by)


def test_who_may_not_read_the_case_saves_nothing_of_it(cast):
    case = cast.opened()
    cast.chosen(case, "bram", extent=Extent.THAT)
    for key in ("bram", "yara", "marieke", "dirk", "olga"):
        for send in ("get", "post"):
            assert getattr(cast.browser(key), send)(f"/vraag/{case}/bewaren", {"kind": "csv"}).status_code == 404


def test_a_kind_that_is_none_is_refused(cast):
    cast.opened()
    assert cast.browser("chantal").post(PEOPLE, {"kind": "exe"}).status_code == 409
    assert cast.browser("chantal").post(PEOPLE, {}).status_code == 409


def test_a_thousand_people_come_in_one_file_with_few_questions_to_the_database(cast, django_assert_max_num_queries):
    with cast.acting("chantal") as by:
        crowd(by, today=cast.today)
    browser = cast.browser("chantal")
    with django_assert_max_num_queries(MOST + 8):  # those about the transaction are counted here too
        content = saved(browser, PEOPLE)
    names = [row[0] for row in rows_of(content)]
    assert len(names) > MANY
    assert "'=1+1 van de Berg" in names
    assert "ليلى حداد" in names


def crowd(by, *, today):
    """A thousand residents in whose case a member takes part; one's name is a formula, one's is Arabic."""
    names = ["=1+1 van de Berg", "ليلى حداد", *(f"Bewoner {number}" for number in range(MANY - 2))]
    inside = {"partnership_id": by.partnership_id}
    people = Person.objects.bulk_create(Person(name=name, **inside) for name in names)
    dates = {"opened_on": today, "call_before": today}
    cases = Case.objects.bulk_create(
        Case(resident=one, words="Vraag", request_key=f"00000000-0000-4000-8000-{one.pk:012d}", **dates, **inside)
        for one in people
    )
    parts = Participant.objects.bulk_create(
        Participant(case=one, membership_id=by.membership_id, part="professional", begin=today, **inside)
        for one in cases
    )
    Share.objects.bulk_create(Share(participant=one, extent="what", begin=today, **inside) for one in parts)


def test_the_pages_have_the_buttons(cast):
    case = cast.opened()
    cast.agreed(case, ("Een lamp", "Opa Henk"))
    fill(cast, case, count=1)
    assert PEOPLE in cast.browser("chantal").get("/mensen").content.decode()
    assert RULES in cast.browser("marieke").get("/in-de-weg").content.decode()
    assert f"/vraag/{case}/bewaren" in cast.browser("amina").get(f"/vraag/{case}").content.decode()
    assert cast.browser("amina").get(f"/vraag/{case}/bewaren").status_code == 200
