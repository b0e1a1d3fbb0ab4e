"""Trust as people live it: the resident stops and it is gone at once; who left, and who never belonged, find nothing where it was.

The other parts stand in stories of their own: who looked and asking about it in test_own_data, what somebody sees and stopping
in test_yes_and_no, emergency access from the fear to the review in test_emergency.
"""

import re
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, check_width, press
from wijkwaarde.kernel.accounts.actions import NewMember, add_user, end_membership, invite_member
from wijkwaarde.kernel.cases.actions import choose_professional
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.parties.actions import add_organisation, add_person

pytestmark = pytest.mark.browser

WHO, NAME = "story-trust", "Yasmina"
LEFT = NewMember(email="story-left@voorbeeld.example", name="Lotte", job="ergotherapeut")
MOVED = "Buurthuis van het verhaal"
WORDS = "Ik durf de post niet meer open te maken."
REQUEST = UUID("00000000-0000-4000-8000-0000000000f9")
NEVER = "00000000-0000-4000-8000-00000000dead"


@pytest.fixture
def asked(neighbourhood):
    """A resident who asked, and lets Bram and Lotte, who each work elsewhere, read along."""
    with neighbourhood.database() as cast:
        with cast.acting("amina") as by:
            add_user(cast.email(WHO), person=add_person(by=by, name=NAME))
            place = add_organisation(by=by, name="Ergotherapie van het verhaal", today=cast.today)
            lotte = invite_member(LEFT, by=by, organisation=place, today=cast.today)
        key = cast.called(cast.opened(WHO, words=WORDS, request_key=REQUEST))
        cast.chosen(key, "bram", by=WHO)
        with cast.acting(WHO) as by:
            told = {"membership_id": lotte.pk, "extent": Extent.WHAT, "today": cast.today}
            choose_professional(by=by, seen=cast.seen(key, by=by), **told)
        return key


def leaves(neighbourhood, *, to_elsewhere):
    """Lotte leaves where she works, and works for another organisation or for none."""
    with neighbourhood.database() as cast, cast.acting("amina") as by:
        end_membership(by=by, email=LEFT.email, today=cast.today)
        if to_elsewhere:
            place = add_organisation(by=by, name=MOVED, today=cast.today)
            invite_member(LEFT, by=by, organisation=place, today=cast.today)


def answer_of(page, address, *, key):
    """What somebody gets at an address: the status and the page, without what differs each time."""
    answer = page.goto(address.format(key=key))
    return answer.status, re.sub(r'(token" value=")\w+', r"\1", answer.text()).replace(str(key), "")


def test_the_resident_stops_and_who_left_or_never_belonged_finds_what_never_was(visit, neighbourhood, asked):
    bram = visit(f"/vraag/{asked}", who="bram", width=DESK)
    lotte = visit(f"/vraag/{asked}", who="story-left", width=DESK)
    for page in (bram, lotte):
        expect(page.get_by_text(WORDS)).to_be_visible()
    yasmina = visit("/wie-keek", who=WHO, width=PHONE)
    told = yasmina.get_by_role("main")
    for words in ("Bram", "Lotte", "keek in je plan"):
        expect(told).to_contain_text(words)
    check_width(yasmina)
    yasmina.goto(f"/vraag/{asked}")
    press(yasmina, "Stoppen met delen Bram")
    press(yasmina, "Ja, stop met delen")
    assert bram.reload().status == 404
    expect(bram.get_by_text(WORDS)).to_have_count(0)
    leaves(neighbourhood, to_elsewhere=True)
    lotte.reload()
    assert lotte.url.endswith(f"/inloggen?next=/vraag/{asked}"), "other rights ask to log in again"
    again = visit("/vandaag", who="story-left", width=DESK)
    dirk = visit("/mijn-plan", who="dirk", width=PHONE)
    for page in (again, bram, dirk):
        for address in ("/vraag/{key}", "/vraag/{key}/plan", "/vraag/{key}/wil-kan-nodig"):
            there, never = (answer_of(page, address, key=key) for key in (asked, NEVER))
            assert there == never, address
            assert there[0] == 404, address
    again.goto("/mensen")
    expect(again.get_by_text(NAME)).to_have_count(0)
    yasmina.goto("/wie-keek")
    expect(told).to_contain_text("wilde kijken, en kreeg niets te zien.")
