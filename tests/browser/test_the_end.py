"""The end and a way back, on a phone: what stays, who keeps an eye, and who waits again on the contact's Vandaag."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.visits import PHONE, check_axe, check_quiet, check_width, field, press
from tests.cast import enter
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.accounts.queries import actor_as, named, standings_of
from wijkwaarde.kernel.cases.actions import choose_professional, note_contact, open_case
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.parties.actions import add_person
from wijkwaarde.kernel.plans.actions import agree_plan, write_draft
from wijkwaarde.kernel.plans.rules import NewLine

pytestmark = pytest.mark.browser

ONCE = UUID("00000000-0000-4000-8000-0000000000e9")
RESIDENT = "Wilma"
BACK = "De nachten zijn weer onrustig."


@pytest.fixture
def wilma(neighbourhood, visit):
    """A phone in which a resident is logged in who has a plan with Bram, and whom Chantal called."""
    with neighbourhood.database() as cast:
        with cast.acting("amina") as by:
            user = add_user(
                "wilma@voorbeeld.example", person=add_person(by=by, name=RESIDENT, phone="06 - 12 34 56 77")
            )
        standing = standings_of(user.pk, today=cast.today)[0]
        with cast.acting("amina"):
            mine = named(actor_as(standing, user_id=user.pk))
            key = planned(cast, mine)
        with cast.acting("chantal") as by:
            seen = case_for(key, by=by, today=cast.today)
            note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=ONCE, today=cast.today)
        client = enter(Client(), user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": neighbourhood.url}
    page = visit("/", width=PHONE)
    page.context.add_cookies([cookie])
    page.goto("/mijn-plan")
    return page


def planned(cast, by):
    """The key of a case with a plan of two agreements."""
    told = {"by": by, "today": cast.today}
    case = open_case(words="Ik slaap slecht sinds de verhuizing.", request_key=ONCE, **told)
    seen = case_for(case.key, **told)
    bram = choose_professional(seen=seen, membership_id=cast.standing("bram").membership_id, extent=Extent.WHAT, **told)
    lines = [NewLine("Elke week wandelen", participant_id=bram.pk), NewLine("Soep brengen", who="Buurvrouw Ria")]
    agree_plan(seen=seen, version=write_draft(seen=seen, lines=lines, version=0, **told).version, **told)
    return case.key


def unfold(page, words):
    """Open what is behind these words."""
    page.locator("summary").filter(has_text=words).first.click()


def test_a_plan_is_done_with_somebody_who_keeps_an_eye_and_the_resident_comes_back_with_one_tap(wilma, visit):
    press(wilma, "We zijn klaar")
    check_width(wilma)
    wilma.get_by_label("Soep brengen").check()
    wilma.get_by_label("Bram, opbouwwerker").check()
    unfold(wilma, "Hoe vaak, en tot wanneer?")
    field(wilma, "Tot wanneer?").fill((timezone.localdate() + timedelta(days=300)).isoformat())
    field(wilma, "Wat nemen we mee?").fill("Wandelen helpt.")
    check_axe(wilma)
    press(wilma, "Ja, we zijn klaar")
    expect(wilma.get_by_role("heading", name="Jullie zijn klaar sinds")).to_be_visible()
    expect(wilma.get_by_text("Bram belt je elke drie maanden")).to_be_visible()
    check_width(wilma)
    check_axe(wilma)
    check_quiet(wilma, names=(RESIDENT, "Bram"), words=BACK)

    chantal = visit("/mensen", who="chantal", width=PHONE)
    assert not chantal.get_by_role("link", name=RESIDENT).count()
    press(chantal, "Met wie ik klaar ben")
    press(chantal, RESIDENT)
    expect(chantal.get_by_role("heading", name="Jullie zijn klaar sinds")).to_be_visible()
    check_width(chantal)

    wilma.reload()
    unfold(wilma, "Er iets bij schrijven")
    field(wilma, "Wat is er aan de hand?").fill(BACK)
    press(wilma, "Ik wil terugkomen")
    expect(wilma.get_by_text("Chantal belt je vóór")).to_be_visible()
    check_width(wilma)
    chantal.goto("/vandaag")
    waiting = chantal.get_by_role("listitem").filter(has_text=RESIDENT)
    expect(waiting).to_contain_text("komt terug")
    check_width(chantal)
    press(chantal, RESIDENT)
    expect(chantal.get_by_text(BACK)).to_be_visible()
    expect(chantal.get_by_text("Ik slaap slecht sinds de verhuizing.")).to_be_visible()
