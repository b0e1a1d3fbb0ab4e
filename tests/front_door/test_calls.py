"""A call noted in one tap: taken back the same day, with a next time that comes back on its day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from wijkwaarde.kernel.calls.queries import own_notes, waiting_for
from wijkwaarde.kernel.cases import actions
from wijkwaarde.kernel.cases.models import ContactNote
from wijkwaarde.kernel.cases.rules import check_next, day_of
from wijkwaarde.kernel.cases.terms import Again, Manner
from wijkwaarde.kernel.errors import Refused

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def case(cast):
    return cast.opened("amina")


@pytest.fixture
def chantal(cast):
    return cast.browser("chantal")


def called(browser, case, *, manner="call"):
    """The key of the note that one tap made."""
    key = str(uuid4())
    assert browser.post(f"/vraag/{case}/gebeld", {"request_key": key, "manner": manner}).url == "/vandaag"
    return key


def waits(cast):
    with cast.acting("chantal") as by:
        return [one.name for one in waiting_for(by=by, today=cast.today)[0]]


def due(cast, *, today):
    with cast.acting("chantal") as by:
        return [note.case.resident.name for note in own_notes(by=by, today=today).due]


def test_who_was_not_reached_still_waits(cast, chantal, case):
    assert waits(cast).count("Amina") == 1
    called(chantal, case, manner=Manner.UNREACHED.value)
    assert waits(cast).count("Amina") == 1
    called(chantal, case, manner=Manner.VISIT.value)
    assert "Amina" not in waits(cast)


def test_a_note_that_is_taken_back_brings_the_resident_back_and_twice_is_as_once(cast, chantal, case):
    key = called(chantal, case)
    page = chantal.get("/vandaag").content.decode()
    assert "Ongedaan maken" in page
    for _time in range(2):
        assert chantal.post(f"/vraag/{case}/gebeld/ongedaan", {"request_key": key}).url == "/vandaag"
    assert "Amina" in waits(cast)
    chantal.post(f"/vraag/{case}/gebeld", {"request_key": key})  # the same tap, once more: it was taken back
    assert "Amina" in waits(cast)


def test_only_the_own_note_of_today_is_taken_back(cast, chantal, case):
    key = called(chantal, case)
    with cast.acting("chantal") as by:
        ContactNote.objects.filter(request_key=key).update(on=cast.today - A_DAY)
        seen = cast.seen(case, by=by)
        assert not actions.take_back_contact(by=by, seen=seen, request_key=key, today=cast.today)
    assert "Amina" not in waits(cast)
    assert cast.browser("amina").post(f"/vraag/{case}/gebeld/ongedaan", {"request_key": key}).status_code == 409


def test_the_next_time_is_shown_to_the_resident_and_comes_back_on_its_day(cast, chantal, case):
    key = called(chantal, case)
    assert chantal.post(f"/vraag/{case}/volgende-keer", {"request_key": key, "again": "week"}).url == "/vandaag"
    assert "Chantal belt je weer op" in cast.browser("amina").get(f"/vraag/{case}").content.decode()
    week = cast.today + 7 * A_DAY
    assert due(cast, today=week - A_DAY) == []
    assert due(cast, today=week) == ["Amina"]


def test_a_promise_is_kept_by_reaching_somebody_and_not_by_trying(cast, chantal, case):
    with cast.acting("chantal") as by:
        seen, key = cast.seen(case, by=by), uuid4()
        then = cast.today - 7 * A_DAY
        note = actions.note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=key, today=cast.today)
        ContactNote.objects.filter(pk=note.pk).update(on=then, next_on=then + A_DAY)
    assert due(cast, today=cast.today) == ["Amina"]
    assert "Weer contact met Amina" in chantal.get("/vandaag").content.decode()
    called(chantal, case, manner=Manner.UNREACHED.value)
    assert due(cast, today=cast.today) == ["Amina"]
    called(chantal, case)
    assert due(cast, today=cast.today) == []


@pytest.mark.parametrize("days", [-1, 0, 400], ids=["past", "today", "too far"])
def test_a_next_time_that_cannot_be_is_said_and_what_was_noted_stays(cast, chantal, case, days):
    key = called(chantal, case)
    told = {"request_key": key, "next_on": (cast.today + days * A_DAY).isoformat()}
    answer = chantal.post(f"/vraag/{case}/volgende-keer", told)
    assert answer.status_code == 422
    assert "Kies een dag" in answer.content.decode()
    with cast.acting("chantal"):
        assert ContactNote.objects.get(request_key=key).next_on is None


def test_days_are_days_in_the_nights_in_which_the_clock_changes():
    assert day_of(Again.TOMORROW, today=date(2026, 10, 24)) == date(2026, 10, 25)
    assert day_of(Again.FORTNIGHT, today=date(2027, 3, 27)) == date(2027, 4, 10)
    check_next(date(2026, 10, 26), today=date(2026, 10, 25))
    with pytest.raises(Refused):
        check_next(date(2026, 10, 25), today=date(2026, 10, 25))


def test_a_manner_that_is_none_is_refused_and_a_note_of_nobody_gets_no_next_time(chantal, case):
    told = {"request_key": str(uuid4()), "manner": "duif"}
    assert chantal.post(f"/vraag/{case}/gebeld", told).status_code == 409
    told = {"request_key": str(uuid4()), "again": "week"}
    assert chantal.post(f"/vraag/{case}/volgende-keer", told).status_code == 422


def test_a_call_about_one_case_says_nothing_about_the_other_of_the_same_person(cast, chantal, case):
    cast.opened("amina", words="En de trap is kapot.", boxes={}, request_key=uuid4())
    assert waits(cast).count("Amina") == 2
    called(chantal, case)
    assert waits(cast).count("Amina") == 1


def test_the_tap_on_the_page_of_the_case_leads_back_to_it(chantal, case):
    told = {"request_key": str(uuid4()), "back": "case"}
    assert chantal.post(f"/vraag/{case}/gebeld", told).url == f"/vraag/{case}"
    assert "Kies een dag" in chantal.get(f"/vraag/{case}").content.decode()


def test_everybody_who_waits_has_a_page_with_pages(cast, chantal):
    for number in range(25):
        cast.opened("amina", words=f"Vraag {number}", boxes={}, request_key=uuid4())
    assert "Laat iedereen zien die op mij wacht" in chantal.get("/vandaag").content.decode()
    first = chantal.get("/vandaag/wacht-op-mij").content.decode()
    assert first.count("Ik heb gebeld") == 20
    assert "?bladzijde=2" in first
    assert chantal.get("/vandaag/wacht-op-mij?bladzijde=2").status_code == 200
