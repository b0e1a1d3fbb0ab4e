"""The people of the table as browsers: Amina's case with everybody in their place, and one who sees only their own part of it."""

from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.access.purse import a_purse
from tests.access.savings import an_agreement
from tests.access.table import PEOPLE
from tests.cast import enter
from wijkwaarde.demo.cast import HERE
from wijkwaarde.instruments.micro_analysis.actions import save_analysis
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import NewMember, invite_member
from wijkwaarde.kernel.barriers.actions import raise_barrier
from wijkwaarde.kernel.barriers.rules import NewBarrier
from wijkwaarde.kernel.carers.actions import add_carer
from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.cases.actions import choose_professional, note_contact
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.consents.actions import release
from wijkwaarde.kernel.consents.rules import NewConsent, NewRelease
from wijkwaarde.kernel.covers.actions import arrange_cover
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.emergencies.actions import break_glass
from wijkwaarde.kernel.emergencies.rules import NewEmergency
from wijkwaarde.kernel.emergencies.terms import Danger
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark, make_link
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.kernel.parties.actions import add_organisation
from wijkwaarde.kernel.photos.actions import add_photo
from wijkwaarde.kernel.privacy_requests import actions as requests
from wijkwaarde.kernel.privacy_requests.rules import NewRequest
from wijkwaarde.kernel.privacy_requests.terms import RequestKind
from wijkwaarde.kernel.round_tables.actions import plan_table
from wijkwaarde.kernel.round_tables.rules import NewTable
from wijkwaarde.kernel.round_tables.terms import Kind
from wijkwaarde.kernel.shortlist.queries import shortlist_of
from wijkwaarde.kernel.trail.models import Line

OTHER_PARTNERSHIP = "olga"
NO_ID = 999_999_999
MADE_UP = UUID("00000000-0000-4000-8000-00000000dead")
CALLED = UUID("00000000-0000-4000-8000-0000000000ca")
ANALYSIS = UUID("00000000-0000-4000-8000-0000000000ac")
BUS = UUID("00000000-0000-4000-8000-0000000000b1")
ILSE = NewMember(email="ilse@voorbeeld.example", name="Ilse", job="ergotherapeut")


# Numbers in addresses about money: who may open them stands in the tests of their rooms, with real ones.
OF_THE_BUDGET = (
    *("books_id", "explanation_id", "product_id", "month"),
    *("budget_id", "source_id", "step_id", "budget_year"),
    *("file_id", "delivery_id", "aside_id", "publication_id", "account_id", "booking_id"),
    *("result_id", "reached_id", "pursuit_id"),
)


def settle(cast):
    """Amina's case with a plan and an analysis: what stands in its addresses, the browsers, and whom it is about."""
    key = cast.opened("amina")
    bram = cast.chosen(key, "bram")
    with cast.acting("amina") as by:
        place = add_organisation(by=by, name="Ergotherapie Voorbeeldwijk", today=cast.today)
        member = invite_member(ILSE, by=by, organisation=place, today=cast.today)
        seen = cast.seen(key, by=by)
        ilse = choose_professional(by=by, seen=seen, membership_id=member.pk, extent=Extent.THAT, today=cast.today)
    marks = what_is_measured(cast, key)
    version = cast.agreed(key, ("Samen naar de buren", bram), ("Het bed bekijken", ilse), ("Een lamp", "Opa Henk"))
    analyse(cast, key)
    with cast.acting("chantal") as by:
        seen = cast.seen(key, by=by)
        note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=CALLED, today=cast.today)
    with cast.acting("amina"):
        line = version.lines.get(position=1)
    return SimpleNamespace(
        person=cast.actor("amina").person_id,
        ids={
            "product": "begeleiding",
            "key": key,
            "membership_id": cast.standing("yara").membership_id,
            "participant_id": bram.pk,
            "pk": NO_ID,
            "activity_key": "help",
            "area": HERE,
            **dict.fromkeys(OF_THE_BUDGET, NO_ID),
            "waiting_key": MADE_UP,
            "line_id": line.pk,
            **(a_purse(cast) | marks),
            **of_amounts(cast),
            **an_agreement(cast),
            **what_is_said(cast, key),
            **what_is_beside(cast, key),
            **a_table(cast, key, participant=bram),
        },
        partnerships={cast.standing(who).partnership_id for who in ("amina", OTHER_PARTNERSHIP)},
        browsers=browsers(cast, ilse=member.user),
    )


def what_is_beside(cast, key):
    """The photo, who may be told something, the emergency, and what Amina asked about her data."""
    told = {"photo_id": a_photo(cast, key), "release_id": a_release(cast, key), "emergency_id": an_emergency(cast)}
    return told | a_request(cast, key)


def what_is_measured(cast, key):
    """Amina's mark, a link for the next one, and who cares along."""
    with cast.acting("amina") as by:
        new, seen = NewMark(4, cast.today, HowGiven.SELF), cast.seen(key, by=by)
        mark = give_mark(new, by=by, seen=seen, request_key=MADE_UP, today=cast.today)
    with cast.acting("chantal") as by:
        token = make_link(by=by, seen=cast.seen(key, by=by), today=cast.today)
        new, seen = NewCarer("Selma", "zus", said_yes=True), cast.seen(key, by=by)
        carer = add_carer(new, by=by, seen=seen, request_key=MADE_UP, today=cast.today)
    return {"mark_id": mark.pk, "carer_id": carer.pk, "token": token}


def of_amounts(cast):
    """The first row of a list of amounts, and the second price of the shortlist."""
    with cast.acting("karel") as by:
        return {"number": 1, "price_id": shortlist_of(by=by).items[1].price_id}


def what_is_said(cast, key):
    """The rule in the way, and the cover to come."""
    return {"barrier_id": in_the_way(cast, key).pk, "cover_id": a_cover(cast).pk}


def a_cover(cast):
    """Bram stands in for Chantal later: what is said about it, and not yet what he sees."""
    begin = cast.today + timedelta(days=20)
    new = NewCover(*(cast.standing(who).membership_id for who in ("chantal", "bram")), begin, begin + timedelta(days=7))
    with cast.acting("chantal") as by:
        return arrange_cover(new, by=by, request_key=MADE_UP, today=cast.today)[0]


def in_the_way(cast, key):
    """Amina says which rule is in the way."""
    with cast.acting("amina") as by:
        seen, new = cast.seen(key, by=by), NewBarrier("De bus rijdt alleen voor wie verder weg woont.")
        return raise_barrier(new, by=by, seen=seen, request_key=BUS, today=cast.today)


def a_request(cast, key):
    """Chantal looks, and Amina asks for less use of her data: the numbers of both."""
    cast.browser("chantal").get(f"/vraag/{key}")
    with cast.acting("amina") as by:
        new = NewRequest(RequestKind.OBJECTION, "Ik wil dit niet.")
        made = requests.ask(new, by=by, request_key=MADE_UP, today=cast.today)
        return {"request_id": made.pk, "look_id": Line.objects.filter(subject_ids=[by.person_id]).latest("pk").pk}


def an_emergency(cast):
    """Yara fears for Amina and reads: its number."""
    resident_id = cast.actor("amina").person_id
    new = NewEmergency(resident_id, Danger.RESIDENT, "Zij deed de deur niet open.")
    with cast.acting("yara") as by:
        return break_glass(new, by=by, request_key=MADE_UP, now=timezone.now()).pk


def a_photo(cast, key):
    """Amina adds a photo of the paper: its number."""
    raw = BytesIO()
    Image.new("RGB", (30, 40), "white").save(raw, "JPEG")
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(key, by=by), "request_key": CALLED, "now": timezone.now()}
        return add_photo(raw=raw.getvalue(), **told).pk


def a_release(cast, key):
    """Amina lets her doctor be told something, for a month: its number."""
    new = NewRelease("Hoe ze slaapt", cast.today + timedelta(days=30), name="Mijn huisarts")
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(key, by=by), "request_key": CALLED, "today": cast.today}
        return release(new, said=NewConsent(says_yes=True), **told).release_id


def a_table(cast, key, *, participant):
    """Amina plans a call with one of them: the table and their seat."""
    new = NewTable(Kind.CALL, timezone.now() + timedelta(days=3), 30, participants=frozenset({participant.pk}))
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        table = plan_table(by=by, seen=seen, new=new, request_key=CALLED, now=timezone.now())
        return {"table_id": table.pk, "seat_id": table.seats.get(participant=participant).pk}


def analyse(cast, key, *, name="bicycle"):
    """Keep the analysis of a shipped case with Amina's case."""
    case = settings.EXAMPLES / f"{name}.toml"
    with cast.acting("amina") as by:
        command = Actor.console("test", partnership_id=by.partnership_id)
        analysed = analyse_file(case, shelf=shelf_beside(settings.EXAMPLES, shipped=tuple(settings.PRICE_FOLDERS)))
        about = cast.seen(key, by=by).case
        save_analysis(by=command, case=about, analysed=analysed, request_key=ANALYSIS, today=cast.today)


def browsers(cast, *, ilse):
    """A browser for everybody, in the order of the columns."""
    other = enter(Client(raise_request_exception=False), ilse)
    known = {"nobody": Client(raise_request_exception=False), "ilse": other}
    return {who: known.get(who) or cast.browser(who) for who in PEOPLE}


def ask(settled, who, *, method, path, sends=None):
    """The answer, with the lines that the trail got for it; what was written is undone, cookies too."""
    browser = settled.browsers[who]
    newest, cookies = newest_line(), deepcopy(browser.cookies)
    with transaction.atomic():
        answer = browser.get(path) if method == "GET" else browser.post(path, sends or {})
        answer.lines = lines_after(newest, partnerships=settled.partnerships)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


def newest_line():
    """The number that the trail gave out last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('trail_line', 'id'))")
        return cursor.fetchone()[0]


def lines_after(number, *, partnerships):
    """The lines that were added after it, in these partnerships."""
    found = []
    if newest_line() == number + 1:  # no number was given out since: nothing was written anywhere
        return found
    for partnership in partnerships:
        with in_partnership(partnership):
            found += Line.objects.filter(pk__gt=number)
    return found
