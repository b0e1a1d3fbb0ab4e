"""Who has room: a professional says it in one tap, and a manager sees their own colleagues in numbers, never a resident."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.accounts.actions import NewMember, end_membership, invite_member
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.capacity.actions import say_nothing, say_room
from wijkwaarde.kernel.capacity.models import Capacity
from wijkwaarde.kernel.capacity.queries import workloads
from wijkwaarde.kernel.cases.actions import note_contact
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.covers.actions import arrange_cover
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.actions import add_organisation

pytestmark = pytest.mark.django_db
A_WEEK = timedelta(days=7)
CARE = "Thuiszorg Voorbeeldwijk"


def colleague(cast, name, *, role=Role.PROFESSIONAL, organisation=CARE):
    """Somebody new in Chantal's organisation, or another."""
    with cast.acting("amina") as by:
        place = add_organisation(by=by, name=organisation, today=cast.today)
        new = NewMember(email=f"{name.lower()}@voorbeeld.example", name=name, job="wijkverpleegkundige", role=role)
        return invite_member(new, by=by, organisation=place, today=cast.today)


def manager(cast, by):
    """A manager of Chantal's organisation."""
    place = Membership.objects.get(pk=cast.standing("chantal").membership_id).organisation_id
    return replace(by, organisation_id=place)


def told(cast):
    """What the manager sees of each colleague, in order."""
    with cast.acting("marieke") as by:
        return workloads(by=manager(cast, by), today=cast.today)


def call(cast, key):
    with cast.acting("chantal") as by:
        seen = case_for(key, by=by, today=cast.today)
        note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=uuid4(), today=cast.today)


def of_chantal(cast):
    return next(one for one in told(cast) if one.name == "Chantal")


def test_the_manager_sees_of_how_many_somebody_is_the_contact_and_how_many_wait(cast):
    before = of_chantal(cast)
    first = cast.opened("amina", request_key=uuid4())
    cast.opened("dirk", request_key=uuid4())
    call(cast, first)
    found = of_chantal(cast)
    assert (found.people - before.people, found.waiting - before.waiting) == (2, 1)


def test_who_is_done_with_somebody_has_room_for_another(cast):
    key, before = cast.opened("amina", request_key=uuid4()), of_chantal(cast)
    with cast.acting("amina"):
        Case.objects.filter(key=key).update(closed_on=cast.today)
    after = of_chantal(cast)
    assert (before.people - after.people, before.waiting - after.waiting) == (1, 1)


def test_only_professionals_of_the_own_organisation_are_shown(cast):
    colleague(cast, "Gita")
    colleague(cast, "Mo", role=Role.MANAGER)
    gone = colleague(cast, "Weggegaan")
    with cast.acting("marieke") as by:
        Membership.objects.filter(pk=gone.pk).update(begin=cast.today - A_WEEK)
        end_membership(by=by, email="weggegaan@voorbeeld.example", today=cast.today)
    assert {one.name for one in told(cast)} == {"Chantal", "Gita"}
    with cast.acting("marieke") as by:
        assert workloads(by=by, today=cast.today) == []


def test_who_has_most_room_stands_on_top_and_who_is_away_at_the_bottom(cast):
    cast.opened("amina", request_key=uuid4())
    named = {name: colleague(cast, name) for name in ("Away", "Full", "Quiet", "Room")}
    with cast.acting("chantal") as by:
        for name, has_room in (("Full", False), ("Room", True), ("Away", True)):
            say_room(by=replace(by, membership_id=named[name].pk), has_room=has_room, today=cast.today)
        new = NewCover(named["Away"].pk, by.membership_id, cast.today, cast.today + A_WEEK)
        arrange_cover(new, by=replace(by, membership_id=named["Away"].pk), request_key=uuid4(), today=cast.today)
    found = told(cast)
    assert [one.name for one in found] == ["Room", "Quiet", "Chantal", "Full", "Away"]
    away, chantal = found[-1], found[2]
    assert (away.away.stand_in, chantal.stands_in_for) == ("Chantal", ("Away",))


def test_who_will_be_away_later_is_not_away_yet(cast):
    new = NewCover(
        *(cast.standing(who).membership_id for who in ("chantal", "bram")), cast.today + A_WEEK, cast.today + 2 * A_WEEK
    )
    with cast.acting("chantal") as by:
        arrange_cover(new, by=by, request_key=uuid4(), today=cast.today)
    (found,) = told(cast)
    assert not found.is_away(cast.today)
    assert found.away.stand_in == "Bram"


def test_one_tap_says_it_another_changes_it_and_a_third_takes_it_away(cast):
    browser = cast.browser("chantal")
    assert "Heb je ruimte voor iemand erbij?" in browser.get("/vandaag").content.decode()
    for answer, words in (("ja", "ik heb ruimte."), ("nee", "het zit vol."), ("nee", "het zit vol.")):
        assert browser.post("/vandaag/ruimte", {"room": answer}).status_code == 302
        assert words in browser.get("/vandaag/ruimte").content.decode()
    with cast.acting("chantal"):
        (said,) = Capacity.objects.all()
        assert (said.has_room, said.on) == (False, cast.today)
    assert "Haal mijn antwoord weg" in browser.get("/vandaag/ruimte").content.decode()
    browser.post("/vandaag/ruimte", {"room": "niets"})
    assert "Je zei hier nog niets over." in browser.get("/vandaag/ruimte").content.decode()
    with cast.acting("chantal"):
        assert not Capacity.objects.exists()
    assert browser.post("/vandaag/ruimte", {"room": "niets"}).status_code == 302
    assert browser.post("/vandaag/ruimte", {"room": "misschien"}).status_code == 409


def test_nobody_but_a_professional_says_it_and_nobody_but_a_manager_sees_it(cast):
    for who in ("amina", "marieke", "karel"):
        assert cast.browser(who).post("/vandaag/ruimte", {"room": "ja"}).status_code == 404
        with cast.acting(who) as by, pytest.raises(NotFound):
            say_nothing(by=by)
    for who in ("amina", "chantal", "karel"):
        with cast.acting(who) as by, pytest.raises(NotFound):
            workloads(by=by, today=cast.today)
    assert "Wie heeft ruimte?" not in cast.browser("karel").get("/vandaag").content.decode()


def test_the_page_of_the_manager_names_no_resident_and_notes_none(cast):
    cast.opened("amina", request_key=uuid4())
    with cast.acting("marieke") as by:
        own = Membership.objects.get(pk=by.membership_id).organisation
        Membership.objects.filter(name__in=["Chantal", "Bram"]).update(organisation=own)
        marieke = manager(cast, by)
        workloads(by=marieke, today=cast.today)
        assert [one for one in marieke.seen if one.act is not Act.WRITE] == []
    page = cast.browser("marieke").get("/vandaag").content.decode()
    part = page.partition("Wie heeft ruimte?")[2].partition("</section>")[0]
    assert "Chantal" in part
    assert "wacht" in part
    assert "Nu van niemand het vaste contact." in part
    assert "Amina" not in page


def test_it_is_one_question_however_many_colleagues_there_are(cast):
    def asked():
        with cast.acting("marieke") as by:
            marieke = manager(cast, by)
            with CaptureQueriesContext(connection) as found:
                workloads(by=marieke, today=cast.today)
            return len(found.captured_queries)

    assert asked() == 1
    for number in range(5):
        colleague(cast, f"Collega{number}")
    assert asked() == 1
