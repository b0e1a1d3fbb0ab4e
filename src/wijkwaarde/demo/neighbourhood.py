"""Builds the example neighbourhood: two partnerships, their cast, and one case that is halfway; all of it is fiction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.demo.cast import BY_KEY, CAST, HERE, KINDS, NEXT_DOOR, PASSWORD, CastMember, email_of
from wijkwaarde.demo.crowd.build import analysed_cases, build_crowd
from wijkwaarde.demo.money.build import build_money
from wijkwaarde.demo.money.daily import spend_and_give
from wijkwaarde.demo.money.promised import promise
from wijkwaarde.demo.money.reconcile import reconcile
from wijkwaarde.demo.money.results import agree_and_reach
from wijkwaarde.demo.money.share import share_first_year
from wijkwaarde.demo.money.sign import sign_base_year
from wijkwaarde.demo.second_factors import give as give_app
from wijkwaarde.demo.shortlist import keep_shortlist
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import (
    NewMember,
    add_user,
    invite_member,
    name_privacy_contact,
    put_on_duty,
    set_password,
)
from wijkwaarde.kernel.accounts.queries import actor_as, named, professionals, standings_of, user_with
from wijkwaarde.kernel.activities.actions import take_activities
from wijkwaarde.kernel.barriers.actions import raise_barrier
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.barriers.rules import NewBarrier
from wijkwaarde.kernel.capacity.actions import say_room
from wijkwaarde.kernel.cases.actions import choose_professional, open_case, save_boxes
from wijkwaarde.kernel.cases.queries import case_for, participants_of
from wijkwaarde.kernel.cases.terms import Domain, Extent
from wijkwaarde.kernel.consents.actions import set_ground
from wijkwaarde.kernel.consents.terms import LegalGround
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.kernel.outlook.tasks import keep_forecasts
from wijkwaarde.kernel.parties.actions import add_organisation, add_person, create_partnership
from wijkwaarde.kernel.parties.terms import OrganisationKind
from wijkwaarde.kernel.plans.actions import write_draft
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.privacy_requests.actions import keep_where_to
from wijkwaarde.kernel.privacy_requests.queries import WhereTo
from wijkwaarde.kernel.trail.actions import recorded

COMMAND = "demo"
MICRO_ANALYSIS = "wijkwaarde.instruments.micro_analysis"
PHONE = "0800 - 12 34"
BICYCLE = UUID("00000000-0000-4000-8000-000000000001")
# Who of the care said how much room they have; a colleague said nothing.
SAID_ROOM = {"chantal": False, "hatice": True}
NAMES = {HERE: "Voorbeeldwijk", NEXT_DOOR: "Buurwijk"}
# On which ground each works: an agreement with the resident, and a yes. A data protection officer says so for real.
GROUNDS = {
    HERE: (LegalGround.AGREEMENT, "de AVG, artikel 6, lid 1, onder b"),
    NEXT_DOOR: (LegalGround.CONSENT, "de AVG, artikel 6, lid 1, onder a"),
}
GROUND_SOURCE = "voorbeeld bij de demo, door niemand vastgesteld"

# To whom a resident turns who does not agree with an answer about their data.
WHERE_TO = WhereTo(
    objection_where="Gemeente Voorbeeldstad, ter attentie van het privacycontact",
    supervisor="Autoriteit Persoonsgegevens",
    supervisor_where="Kijk op autoriteitpersoonsgegevens.nl, bij klachten.",
)

# Hears what is being made, in a few words.
type Tell = Callable[[str], None]


def is_built() -> bool:
    """Whether the cast is there already."""
    return user_with(CAST[0].email) is not None


def build(*, is_large: bool = False, tell: Tell = lambda _what: None) -> None:
    """Build the neighbourhood as of today, when it is not there yet; each partnership whole or not at all.

    The large one is for `make demo`; tests use the small one. `tell` hears what is being made.
    """
    if is_built():
        return
    today = timezone.localdate()
    for slug in (NEXT_DOOR, HERE):
        partnership = create_partnership(slug=slug, name=NAMES[slug], phone=PHONE)
        by = Actor.console(COMMAND, partnership_id=partnership.pk)
        with recorded(by=by):
            take_activities(by=by, today=today)
            ground, law = GROUNDS[slug]
            set_ground(ground, law=law, source=GROUND_SOURCE, by=by, today=today)
            for one in CAST:
                if one.partnership == slug:
                    add(one, by=by, today=today)
            if slug == HERE:
                keep_where_to(WHERE_TO, by=by)
                keep_shortlist(by=by, today=today)
                _list_risks(by=by)
    _bicycle(today=today)
    if is_large:
        _large(today=today, tell=tell)


def _large(*, today: date, tell: Tell) -> None:
    """Fourteen months of questions beside it, and the analyses that a colleague checked."""
    tell(_("Tweehonderd vragen uit veertien maanden"))
    found = build_crowd(today=today, add=add)
    for key, has_room in SAID_ROOM.items():
        by = actor(key, today=today)
        with recorded(by=by):
            say_room(by=by, has_room=has_room, today=today)
    tell(_("Vijf jaar wijkbudget, en wat er geleverd is"))
    karel = actor("karel", today=today)
    budget = build_money(by=karel, today=today, promised=promise(found, by=karel))
    sign_base_year(budget, acting=lambda key: actor(key, today=today))
    share_first_year(budget, acting=lambda key: actor(key, today=today), today=today)
    spend_and_give(acting=lambda key: actor(key, today=today), today=today)
    agree_and_reach(budget, by=karel, today=today)
    reconcile(budget, by=karel, today=today)
    keep_forecasts(0)
    if apps.is_installed(MICRO_ANALYSIS):
        tell(_("De analyses van vijfentwintig vragen, en de drie uitgewerkte"))
        import_module("wijkwaarde.demo.analyses").keep_checked(analysed_cases(found, today=today), today=today)


def add(one: CastMember, *, by: Actor, today: date) -> None:
    """Make somebody of the cast, with the password of all of them."""
    if one.role is None:
        user = add_user(one.email, person=add_person(by=by, name=one.name, phone=one.phone))
    else:
        organisation = add_organisation(
            by=by, name=one.organisation, today=today, kind=KINDS.get(one.organisation, OrganisationKind.OTHER)
        )
        new = NewMember(email=one.email, name=one.name, job=one.job, role=one.role, phone=one.phone)
        member = invite_member(new, by=by, organisation=organisation, today=today)
        user = member.user
        give_app(user)
        if one.is_on_duty:
            put_on_duty(by=by, membership=member, today=today)
        if one.is_for_privacy:
            name_privacy_contact(by=by, membership=member, today=today)
    set_password(user=user, password=PASSWORD)


def actor(key: str, *, today: date) -> Actor:
    """Somebody of the cast as the site would know them after log-in."""
    user = user_with(email_of(key))
    assert user is not None
    standing = standings_of(user.pk, today=today)[0]
    with in_partnership(standing.partnership_id):
        return named(actor_as(standing, user_id=user.pk))


def _bicycle(*, today: date) -> None:
    """The case of the bicycle, with a plan that was agreed."""
    by = actor("fenna", today=today)
    with recorded(by=by):
        words = "Mijn zoontje kan niet naar zijn nieuwe school komen. Het vervoer is afgewezen: we wonen te dichtbij."
        case = open_case(by=by, words=words, request_key=BICYCLE, today=today)
        seen = case_for(case.key, by=by, today=today)
        boxes = {
            "wants": "Dat mijn zoontje naar de school kan die bij hem past.",
            "cans": "Hem zelf leren fietsen, als er een fiets is.",
            "needs": "Een fietsje, een schooljaar lang vervoer, en rust met slapen.",
        }
        save_boxes(by=by, seen=seen, boxes=boxes, version=seen.case.version, today=today)
        give_mark(NewMark(3, today, HowGiven.SELF), by=by, seen=seen, request_key=BICYCLE, today=today)
        bram = professionals(by=by, today=today, words="Bram").get()
        choose_professional(by=by, seen=seen, membership_id=bram.pk, extent=Extent.WHAT, today=today)
        doers = {one.membership.name: one.pk for one in participants_of(seen, today=today) if one.membership}
        lines = [
            NewLine(
                what="Fietsje voor mijn zoontje, uit klein geld", participant_id=doers["Bram"], domain=Domain.SCHOOL
            ),
            NewLine(
                what="Een schooljaar vervoer, tot hij kan fietsen",
                participant_id=doers["Chantal"],
                domain=Domain.SCHOOL,
            ),
            NewLine(what="De kamer verbouwen", who="Opa", domain=Domain.HOME),
        ]
        draft = write_draft(by=by, seen=seen, lines=lines, version=0, today=today)
        agree_with_amounts(by=by, seen=seen, version=draft.version, today=today)
        # The youth worker knows the school: Fenna shows her that part, and not how she sleeps or what the room needs.
        yara = professionals(by=by, today=today, words="Yara").get()
        school = {Domain.SCHOOL}
        choose_professional(by=by, seen=seen, membership_id=yara.pk, extent=Extent.SOME, domains=school, today=today)
    _in_the_way(case.key, by=by, today=today)
    _analyse(case.key, today=today)


def _in_the_way(key: UUID, *, by: Actor, today: date) -> None:
    """Fenna says which rule keeps her son out of the bus; it goes to Marieke, and the plan goes on."""
    with recorded(by=by):
        seen = case_for(key, by=by, today=today)
        rule = "De bus naar school rijdt alleen voor kinderen die verder weg wonen."
        town = next(pk for pk, name in organisations(by=by, today=today) if name == BY_KEY["marieke"].organisation)
        new = NewBarrier(rule, called="Leerlingenvervoer", organisation_id=town)
        raise_barrier(new, by=by, seen=seen, request_key=BICYCLE, today=today)


def _list_risks(*, by: Actor) -> None:
    """The risks of the example, where the instrument that counts with them was not taken out."""
    if apps.is_installed(MICRO_ANALYSIS):
        import_module("wijkwaarde.demo.risks").keep_risks(by=by)


def _analyse(key: UUID, *, today: date) -> None:
    """Bram keeps the analysis of the bicycle, where that instrument was not taken out."""
    if not apps.is_installed(MICRO_ANALYSIS):
        return
    by = actor("bram", today=today)
    with recorded(by=by):
        seen = case_for(key, by=by, today=today)
        import_module("wijkwaarde.demo.analyses").keep_bicycle(seen, by=by, today=today)
