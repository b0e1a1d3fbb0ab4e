"""A question that somebody writes down for a resident: only with their yes, once, and seen by whom the resident lets."""

from uuid import uuid4

import pytest

from tests.isolation.catalogue import asked
from tests.thread.test_at_once import statuses, twice
from wijkwaarde.kernel.cases import actions, queries
from wijkwaarde.kernel.cases.rules import Brought
from wijkwaarde.kernel.cases.terms import Extent, Origin
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.rules import Reach

pytestmark = pytest.mark.django_db
ADDRESS = "/vraag-voor-iemand"
TOLD = {
    "name": "Mevrouw Zonnebloem",
    "phone": "06 - 12 34 56 00",
    "channel": "call",
    "via": "",
    "words": "Wie doet mijn boodschappen nu ik niet kan lopen?",
    "origin": "gp",
    "contact": "duty",
    "extent": "nothing",
    "said_yes": "on",
}


@pytest.fixture
def told():
    """A form as the page sends it, with a key of its own."""
    return TOLD | {"request_key": str(uuid4())}


def count(cast, sql, *words):
    with cast.acting("bram"):
        return asked(f"SELECT count(*) FROM {sql}", words)[0][0]


def case_of(cast, name, *, who="chantal"):
    """The key of the case of somebody with this name."""
    with cast.acting(who) as by:
        found = queries.participations(
            queries.taking_part(by=by, today=cast.today, words=name), by=by, today=cast.today
        )
        return found[0].case.key


def test_the_question_reaches_who_is_on_duty_with_the_way_in_and_the_yes(cast, told):
    assert cast.browser("bram").post(ADDRESS, told).url == "/vandaag"
    page = cast.browser("chantal").get("/vandaag").content.decode()
    assert "Mevrouw Zonnebloem" in page
    case = cast.browser("chantal").get(f"/vraag/{case_of(cast, 'Zonnebloem')}").content.decode()
    assert "Opgeschreven door Bram" in case
    assert "via de huisarts" in case
    assert "De bewoner zei ja" in case


def test_without_the_yes_nothing_is_written_and_what_was_typed_stays(cast, told):
    del told["said_yes"]
    answer = cast.browser("bram").post(ADDRESS, told)
    assert answer.status_code == 422
    assert TOLD["words"] in answer.content.decode()
    assert count(cast, "parties_person WHERE name = %s", TOLD["name"]) == 0
    with cast.acting("bram") as by, pytest.raises(Refused):
        actions.open_case_for(
            Brought(words="Hulp", origin=Origin.DESK, said_yes=False, name="Zon", reach=Reach(phone="06 1")),
            by=by,
            request_key=uuid4(),
            today=cast.today,
        )


def test_who_was_not_chosen_finds_nothing_afterwards(cast, told):
    bram = cast.browser("bram")
    bram.post(ADDRESS, told)
    key = case_of(cast, "Zonnebloem")
    assert bram.get(f"/vraag/{key}").status_code == 404
    assert "Zonnebloem" not in bram.get("/mensen").content.decode()


@pytest.mark.parametrize(
    ("extent", "reads"), [(Extent.THAT.value, False), (Extent.WHAT.value, True)], ids=["only that", "what is written"]
)
def test_the_asker_sees_what_the_resident_said(cast, told, extent, reads):
    bram = cast.browser("bram")
    answer = bram.post(ADDRESS, told | {"extent": extent})
    page = bram.get(answer.url).content.decode()
    assert (TOLD["words"] in page) is reads


def test_the_asker_who_stays_the_contact_is_the_only_one_who_is_given(cast, told):
    bram = cast.browser("bram")
    page = bram.get(bram.post(ADDRESS, told | {"contact": "me"}).url).content.decode()
    assert "Jij bent het vaste contact" in page
    assert "Zonnebloem" not in cast.browser("chantal").get("/vandaag").content.decode()


@pytest.mark.parametrize("extent", ["nothing", "what"])
def test_the_same_form_sent_again_makes_one_person_and_one_question(cast, told, extent):
    bram = cast.browser("bram")
    first, second = (bram.post(ADDRESS, told | {"extent": extent}) for _time in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert count(cast, "parties_person WHERE name = %s", TOLD["name"]) == 1
    assert count(cast, "cases_case WHERE words = %s", TOLD["words"]) == 1


def test_somebody_known_is_asked_about_and_gets_a_second_question_of_their_own(cast, told):
    cast.chosen(cast.opened("amina"), "bram")
    bram = cast.browser("bram")
    same = told | {"name": "aMINA"}
    answer = bram.post(ADDRESS, same)
    assert answer.status_code == 422
    assert "Is dit iemand die je al kent?" in answer.content.decode()
    amina = cast.actor("amina").person_id
    assert bram.post(ADDRESS, same | {"person": str(amina)}).status_code == 302
    assert count(cast, "cases_case WHERE resident_id = %s", amina) == 2
    assert "Mijn vragen" in cast.browser("amina").get("/mijn-plan").content.decode()


def test_a_number_is_the_same_however_it_is_written_and_may_still_be_somebody_else(cast, told):
    bram = cast.browser("bram")
    bram.post(ADDRESS, told | {"extent": "what"})
    other = told | {"name": "Haar man", "phone": "+31 6 12345600", "request_key": str(uuid4())}
    assert bram.post(ADDRESS, other).status_code == 422
    assert bram.post(ADDRESS, other | {"person": "new"}).status_code == 302
    assert count(cast, "parties_person WHERE name = %s", "Haar man") == 1


def test_people_of_others_are_never_shown(cast, told):
    cast.opened("amina")
    answer = cast.browser("yara").post(ADDRESS, told | {"name": "Amina"})
    assert answer.status_code == 302
    amina = cast.actor("amina").person_id
    with cast.acting("yara") as by:
        brought = Brought(words="Hulp", origin=Origin.DESK, said_yes=True, person_id=amina)
        with pytest.raises(NotFound):
            actions.open_case_for(brought, by=by, request_key=uuid4(), today=cast.today)


@pytest.mark.parametrize("name", ["Fatma d'Ancona-O'Brien", "أمينة بنت يوسف"], ids=["an apostrophe", "Arabic"])
def test_a_name_comes_back_as_it_was_written(cast, told, name):
    cast.browser("bram").post(ADDRESS, told | {"name": name})
    assert count(cast, "parties_person WHERE name = %s", name) == 1
    assert case_of(cast, name)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "   "),
        ("name", "\u200b\u200e"),
        ("name", "..."),
        ("words", " \n "),
        ("phone", "bel maar"),
        ("phone", ""),
        ("channel", "duif"),
        ("origin", "resident"),
        ("extent", "alles"),
        ("contact", ""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(cast, told, field, value):
    answer = cast.browser("bram").post(ADDRESS, told | {field: value})
    assert answer.status_code == 422
    assert count(cast, "cases_case WHERE words = %s", TOLD["words"]) == 0


def test_a_letter_needs_an_address_and_somebody_between_a_name(cast, told):
    bram = cast.browser("bram")
    for channel in ("letter", "through"):
        other = told | {"channel": channel, "phone": "", "request_key": str(uuid4())}
        assert bram.post(ADDRESS, other).status_code == 422
        assert bram.post(ADDRESS, other | {"via": "zus Leila", "name": f"Per {channel}"}).status_code == 302
    assert "Liever via zus Leila." in cast.browser("chantal").get("/vandaag").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_person_and_one_question(committing_cast, told):
    bram = committing_cast.browser("bram")
    answers = twice(bram, ADDRESS, told | {"extent": "what"})
    assert statuses(answers) == [302, 302]
    assert answers[0].url == answers[1].url
    assert count(committing_cast, "parties_person WHERE name = %s", TOLD["name"]) == 1
    assert count(committing_cast, "cases_case WHERE words = %s", TOLD["words"]) == 1
