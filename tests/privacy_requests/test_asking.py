"""What a resident asks about their data, from the question to the letter."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.isolation.catalogue import asked as asked_of
from wijkwaarde.kernel.cases.actions import represent
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import as_seen_by, hold, own_cases
from wijkwaarde.kernel.cases.terms import CHOSEN, Ground
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.privacy_requests import actions, queries
from wijkwaarde.kernel.privacy_requests.models import PrivacyRequest
from wijkwaarde.kernel.privacy_requests.rules import NewAnswer, NewRequest, due_on, due_when_extended
from wijkwaarde.kernel.privacy_requests.terms import Outcome, RequestKind
from wijkwaarde.kernel.retention.models import CaseRule
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.web.format import near_day

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WHY = "Waarom keek Bram in mijn plan?"


@pytest.fixture
def case(cast):
    """A case in which Bram looked."""
    key = cast.opened()
    cast.chosen(key, "bram")
    cast.browser("bram").get(f"/vraag/{key}")
    return key


def asked(cast, kind=RequestKind.ERASURE, *, words="", key=None):
    with cast.acting("amina") as by:
        return actions.ask(NewRequest(kind, words), by=by, request_key=key or uuid4(), today=cast.today)


def answered(cast, made, outcome=Outcome.GRANTED, *, why="Omdat het moet.", version=1):
    with cast.acting("karel") as by:
        return actions.answer(made.pk, NewAnswer(outcome, why), by=by, version=version, today=cast.today)


@pytest.mark.usefixtures("case")
def test_a_resident_asks_about_a_look_and_reads_the_answer_and_the_letter(cast):
    amina, karel = cast.browser("amina"), cast.browser("karel")
    page = amina.get("/wie-keek").content.decode()
    link = page.split('href="/wie-keek/')[1].split('"')[0]
    shown = amina.get(f"/wie-keek/{link}")
    assert "Bram" in shown.content.decode()
    sent = amina.post(f"/wie-keek/{link}", {"words": WHY, "request_key": uuid4()}, follow=True)
    assert "wacht op antwoord" in sent.content.decode()
    with cast.acting("amina"):
        made = PrivacyRequest.objects.get()
    assert made.due_on == due_on(cast.today)
    place = f"/privacyverzoeken/{made.pk}"
    assert WHY in karel.get(place).content.decode()
    told = {"outcome": "explained", "answer": "Bram belde je die dag.", "version": made.version}
    assert karel.post(place, told, follow=True).status_code == 200
    assert "Bram belde je die dag." in amina.get(f"/mijn-gegevens/verzoek/{made.pk}").content.decode()
    letter = amina.get(f"/mijn-gegevens/verzoek/{made.pk}/brief").content.decode()
    assert "Beste" in letter
    assert "bezwaar" not in letter
    assert "las je vraag over je gegevens" in amina.get("/wie-keek").content.decode()


def test_a_no_says_why_and_where_to_object(cast):
    made = asked(cast)
    with cast.acting("karel") as by:
        where = queries.WhereTo("Postbus 1, Voorbeeldstad", 6, "De toezichthouder", "Postbus 2, Voorbeeldstad", 1)
        actions.say_where_to(where, by=by, today=cast.today)
        with pytest.raises(Refused):
            actions.answer(made.pk, NewAnswer(Outcome.REFUSED), by=by, version=1, today=cast.today)
    answered(cast, made, Outcome.REFUSED, why="De wet zegt dat we dit bewaren.")
    letter = cast.browser("amina").get(f"/mijn-gegevens/verzoek/{made.pk}/brief").content.decode()
    for words in ("De wet zegt dat we dit bewaren.", "bezwaar maken", "Postbus 1", "De toezichthouder"):
        assert words in letter


def test_the_same_form_twice_is_one_request_and_two_answers_are_one(cast):
    key = uuid4()
    made = asked(cast, key=key)
    assert asked(cast, key=key).pk == made.pk
    answered(cast, made)
    with pytest.raises(Stale):
        answered(cast, made, Outcome.REFUSED)
    with pytest.raises(Refused):
        answered(cast, made, Outcome.REFUSED, version=2)
    with cast.acting("amina") as by, pytest.raises(Refused):
        actions.withdraw(queries.own_request(made.pk, by=by, today=cast.today), by=by, today=cast.today)


def test_nobody_else_reads_or_answers_what_somebody_asked(cast):
    made = asked(cast)
    for who in ("bram", "marieke", "olga"):
        with cast.acting(who) as by, pytest.raises(NotFound):
            queries.request_for(made.pk, by=by, today=cast.today)
    for who in ("fenna", "noor"):
        with cast.acting(who) as by, pytest.raises(NotFound):
            queries.own_request(made.pk, by=by, today=cast.today)


def test_more_time_is_taken_once_with_a_reason_and_not_when_it_is_late(cast):
    made = asked(cast)
    with cast.acting("karel") as by:
        later = actions.put_off(made.pk, by=by, because="We vragen het na.", version=1, today=cast.today)
        assert later.due_on == due_when_extended(cast.today)
        with pytest.raises(Refused):
            actions.put_off(made.pk, by=by, because="Nog een keer.", version=2, today=cast.today)
    assert "We vragen het na." in cast.browser("amina").get(f"/mijn-gegevens/verzoek/{made.pk}").content.decode()
    late = asked(cast)
    after = late.due_on + timedelta(days=1)
    with cast.acting("karel") as by, pytest.raises(Refused):
        actions.put_off(late.pk, by=by, because="Te laat.", version=1, today=after)


def test_the_answer_comes_a_month_later_also_from_a_long_month():
    assert due_on(date(2027, 10, 31)) == date(2027, 11, 30)
    assert due_on(date(2028, 1, 31)) == date(2028, 2, 29)


def test_what_is_restricted_opens_for_the_resident_and_the_fixed_contact_alone(cast, case):
    bram, chantal = cast.browser("bram"), cast.browser("chantal")
    assert bram.get(f"/vraag/{case}").status_code == 200
    made = asked(cast, RequestKind.RESTRICTION)
    answered(cast, made)
    assert [cast.browser(who).get(f"/vraag/{case}").status_code for who in ("amina", "chantal", "bram")] == [
        200,
        200,
        404,
    ]
    assert "Amina" not in bram.get("/mensen").content.decode()
    assert "Amina" in chantal.get("/mensen").content.decode()
    assert cast.browser("amina").post(f"/mijn-gegevens/verzoek/{made.pk}/opheffen").status_code == 302
    assert bram.get(f"/vraag/{case}").status_code == 200
    with cast.acting("amina") as by:
        assert Person.objects.get(pk=by.person_id).restricted_on is None


def test_while_it_is_restricted_every_page_says_so_and_who_takes_part_is_said_to_see_nothing(cast, case):
    answered(cast, asked(cast, RequestKind.RESTRICTION))
    day = f"Dat is zo sinds {near_day(cast.today)}."
    own, seen = (cast.browser(who).get(f"/vraag/{case}").content.decode() for who in ("amina", "chantal"))
    assert "Alleen jij en je vaste contact kunnen nu bij je plan." in own
    assert "Alleen de bewoner en het vaste contact kunnen nu bij het plan." in seen
    assert day in own
    assert day in seen
    assert "ziet nu niets" in own
    assert "/zo-ziet/" not in own
    cast.opened(request_key=uuid4())
    assert "Alleen jij en je vaste contact" in cast.browser("amina").get("/mijn-plan").content.decode()
    with cast.acting("amina") as by:
        bram = Case.objects.get(key=case).participants.get(membership_id=cast.standing("bram").membership_id)
        with pytest.raises(NotFound):
            as_seen_by(bram.pk, seen=cast.seen(case, by=by), today=cast.today)


@pytest.mark.parametrize(
    ("ground", "opens"),
    [(Ground.HELPER, False), (Ground.PROXY, False), (Ground.MENTOR, True), (Ground.CURATOR, True)],
    ids=str,
)
def test_whom_a_resident_chose_waits_too_while_who_decides_by_law_stays(cast, case, ground, opens):
    with cast.acting("amina"):
        found = Case.objects.get(key=case)
        fenna, seen_by = cast.standing("fenna").person_id, cast.standing("chantal").membership_id
        represent(
            found,
            person_id=fenna,
            ground=ground,
            today=cast.today,
            until=None,
            seen_by=None if ground in CHOSEN else seen_by,
        )
    fenna = cast.browser("fenna")
    assert fenna.get(f"/vraag/{case}").status_code == 200
    with cast.acting("fenna") as by:
        before = cast.seen(case, by=by)
    answered(cast, asked(cast, RequestKind.RESTRICTION))
    assert fenna.get(f"/vraag/{case}").status_code == (200 if opens else 404)
    with cast.acting("fenna") as by:
        assert own_cases(by=by, today=cast.today).filter(key=case).exists() is opens
        assert queries.represents(found.resident_id, by=by, today=cast.today)
        if not opens:
            with pytest.raises(NotFound):
                hold(before, today=cast.today)
    words = {True: "Fenna kan er ook bij, want Fenna beslist voor je.", False: "Fenna leest nu ook niet mee."}
    assert words[opens] in cast.browser("amina").get(f"/vraag/{case}").content.decode()


def test_what_is_removed_on_request_is_gone_with_the_name_and_the_trail_stays_whole(cast, case):
    cast.agreed(case, ("Elke avond bellen", "Opa"))
    made = asked(cast, words="Ik verhuis.")
    other = asked(cast, RequestKind.CORRECTION, words="Mijn naam klopt niet.")
    with cast.acting("karel"):
        pk = Case.objects.get(key=case).pk
    with cast.acting("karel"), pytest.raises(IntegrityError), transaction.atomic():
        asked_of("SELECT retention_erase_case(%s, %s)", [pk, cast.today])
    answered(cast, made)
    lines = Line.objects.filter
    with cast.acting("karel") as by:
        before = lines(partnership_id=by.partnership_id).count()
        assert actions.carry_out(made.pk, by=by, today=cast.today) == 1
        assert not Case.objects.filter(key=case).exists()
        assert lines(partnership_id=by.partnership_id).count() >= before
        person = Person.objects.get(pk=made.person_id)
        assert (person.name, person.phone, person.via) == ("", "", "")
        assert PrivacyRequest.objects.get(pk=other.pk).words == ""
        with pytest.raises(Refused):
            actions.carry_out(made.pk, by=by, today=cast.today)
    assert cast.browser("karel").get(f"/privacyverzoeken/{made.pk}/brief").status_code == 200


@pytest.mark.usefixtures("case")
def test_what_may_go_is_asked_as_often_for_one_case_as_for_three(cast):
    numbers = set()
    for _case in range(3):
        with cast.acting("karel") as by, CaptureQueriesContext(connection) as asked_for:
            found = queries.to_erase(cast.standing("amina").person_id, by=by, today=cast.today)
        numbers.add(len(asked_for))
        cast.opened(request_key=uuid4())
    assert len(found.goes) == 3
    assert len(numbers) == 1


def test_what_a_law_keeps_is_not_removed_and_the_answer_says_so(cast, case):
    with cast.acting("karel") as by:
        found = Case.objects.get(key=case)
        CaseRule.objects.create(partnership_id=by.inside, case=found, rule="wmo", since=cast.today)
    made = asked(cast)
    assert (
        "de Wmo vraagt dat we dit bewaren" in cast.browser("karel").get(f"/privacyverzoeken/{made.pk}").content.decode()
    )
    with pytest.raises(Refused):
        answered(cast, made)
    answered(cast, made, Outcome.PARTLY, why="De Wmo vraagt dat we dit bewaren.")
    with cast.acting("karel") as by:
        assert actions.carry_out(made.pk, by=by, today=cast.today) == 0
        assert Case.objects.filter(key=case).exists()
        assert Person.objects.get(pk=made.person_id).name == "Amina"
