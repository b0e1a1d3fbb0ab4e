"""The pages of the site in their states: empty, filled, crowded, with errors, out of date; built once beside the stories."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from django.db import connection
from django.utils import timezone
from PIL import Image

from tests.browser.books import of_the_books
from tests.browser.budget import of_the_budget
from tests.browser.danger import of_danger
from tests.browser.delivered import of_deliveries
from tests.browser.hours import of_hours
from tests.browser.part import of_a_part
from tests.browser.published import of_what_is_public
from tests.browser.reconciled import of_reconciled
from tests.browser.sharing import of_sharing
from tests.cast import Cast
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.carers.actions import add_carer
from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.cases.actions import note_contact, promise_next
from wijkwaarde.kernel.cases.queries import own_cases
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.measurements.actions import make_link
from wijkwaarde.kernel.parties.actions import add_person
from wijkwaarde.kernel.photos.actions import add_photo
from wijkwaarde.kernel.round_tables.actions import plan_table
from wijkwaarde.kernel.round_tables.rules import NewTable
from wijkwaarde.kernel.round_tables.terms import Kind

REQUEST = UUID("00000000-0000-4000-8000-0000000000f1")
NAME = "أمينة van den Langenbergschenhoek-Oosterwijk 🌻"
RESIDENTS = {"full": NAME, "quiet": "Stil", "plain": "Zonder", "english": "Engels"}
# Who is called so belongs to one story.
STORY = "story-"
LONG = "kinderopvangtoeslagterugvorderingsbezwaarprocedure" * 4
QUESTION = f"{LONG} 🏡🚲 ابنتي لا تنام جيدًا والجيران يطرقون على الحائط. Wat nu?"
BOXES = {
    "wants": f"Rust. {LONG}",
    "cans": "أستطيع أن أطبخ للجيران 🍲",
    "needs": "",
    "feared": "Dat ik mijn huis kwijtraak.",
}
MANY = 1000
CROWD = """
WITH made AS (
    INSERT INTO cases_case
        (partnership_id, key, resident_id, words, wants, cans, needs, opened_on, call_before, version, request_key)
    SELECT %(partnership)s, gen_random_uuid(), %(person)s, 'Vraag ' || n, '', '', '', %(today)s, %(today)s, 1,
        gen_random_uuid()
    FROM generate_series(1, %(many)s) n RETURNING id
), taking AS (
    INSERT INTO cases_participant (partnership_id, case_id, membership_id, part, begin)
    SELECT %(partnership)s, id, %(member)s, 'professional', %(today)s FROM made RETURNING id
)
INSERT INTO cases_share (partnership_id, participant_id, extent, begin)
SELECT %(partnership)s, id, 'what', %(today)s FROM taking
"""


class Neighbours(Cast):
    """The cast, with a resident about whom there is a lot, one about whom there is nothing, and two who still have to ask."""

    def email(self, key):
        is_own = key in RESIDENTS or key.startswith(STORY)
        return f"{key}@voorbeeld.example" if is_own else super().email(key)


@dataclass(frozen=True)
class State:
    """A page in a state: who looks, where, and what they do first."""

    name: str
    path: str
    who: str = ""
    is_resident: bool = False
    fill: tuple = ()
    press: str = ""


def build(cast):
    """A resident with long words in several scripts, a plan, people and looks; and a professional with a thousand cases."""
    with cast.acting("amina") as by:
        for who, name in RESIDENTS.items():
            add_user(cast.email(who), person=add_person(by=by, name=name))
    key = cast.opened("full", words=QUESTION, boxes=BOXES, request_key=REQUEST)
    bram = cast.chosen(key, "bram", by="full")
    yara = cast.chosen(key, "yara", by="full", extent=Extent.THAT)
    cast.agreed(
        key, (f"Praten over {LONG}"[:190], bram), ("نتحدث مع الجيران 🤝", yara), ("Een lamp", LONG[:90]), by="full"
    )
    call(cast, key)
    crowd(cast)
    with cast.acting("fenna") as by:
        fenna = own_cases(by=by, today=cast.today).get().key
    table = at_the_table(cast, key, participants={bram.pk, yara.pk})
    membership = cast.standing("chantal").membership_id
    school = [State(**one) for one in of_a_part(cast, fenna)]
    known = states(key, fenna=fenna, participant=bram.pk, membership=membership, table=table)
    told = [*of_danger(cast, words=LONG, request_key=REQUEST), *of_the_budget(cast, words=LONG)]
    told += [*of_sharing(cast, words=LONG, request_key=REQUEST), *of_deliveries(cast, words=LONG)]
    told += of_reconciled(cast, words=LONG)
    told += of_hours(cast, words=LONG)
    told += [*of_what_is_public(cast, words=LONG), *of_the_books(cast)]
    others = [State(**one) for one in told]
    return [*known, *school, *of_who_cares(cast, key), *of_the_photo(cast, key), *others]


def of_the_photo(cast, key):
    """A small plan on the telephone, and a paper that is written down from its photo."""
    raw = BytesIO()
    Image.new("RGB", (900, 1200), "lightgrey").save(raw, "JPEG")
    with cast.acting("chantal") as by:
        told = {"by": by, "seen": cast.seen(key, by=by), "request_key": REQUEST, "now": timezone.now()}
        photo = f"/vraag/{key}/foto/{add_photo(raw=raw.getvalue(), **told).pk}"
    spoken = (("text", f"Bram belt voor 12 december\n{LONG}\n{NAME}"),)
    return [
        State("plan-by-phone", f"/vraag/{key}/plan/meteen", who="chantal"),
        State("plan-by-phone-wrong", f"/vraag/{key}/plan/meteen", press="Dit spreken we af", who="chantal"),
        State("photos", f"/vraag/{key}/foto", who="full", is_resident=True),
        State("photos-wrong", f"/vraag/{key}/foto", press="Foto bewaren", who="chantal"),
        State("photo-write", f"{photo}/opschrijven", who="chantal"),
        State("photo-spoken", f"{photo}/opschrijven", fill=spoken, press="Maak er afspraken van", who="chantal"),
        State("photo-read-back", f"{photo}/opschrijven", press="Eerst voorlezen", who="full", is_resident=True),
        State("photo-remove", f"{photo}/weghalen", who="full", is_resident=True),
    ]


def of_who_cares(cast, key):
    """Somebody with a long name who cares along and can give a mark with a link, and the pages about that."""
    with cast.acting("chantal") as by:
        seen, new = cast.seen(key, by=by), NewCarer(NAME[:90], "zus en buurvrouw", "06 - 12 34 56 11", said_yes=True)
        carer = add_carer(new, by=by, seen=seen, request_key=REQUEST, today=cast.today)
        token = make_link(by=by, seen=seen, today=cast.today, carer=carer)
    page = f"/vraag/{key}/wie-zorgt-mee"
    return [
        State("carers", page, who="full", is_resident=True),
        State("carers-wrong", page, who="full", is_resident=True, press="Bewaren"),
        State("carers-contact", page, who="chantal"),
        State("carer-mark", f"{page}/{carer.pk}/cijfer", who="chantal"),
        State("carer-link", f"{page}/{carer.pk}/cijfer/link", who="chantal"),
        State("carer-by-link", f"/cijfer/{token}"),
    ]


def of_standing_in(case):
    """Who stands in for a colleague, and who reads and writes for a resident."""
    return [
        State("covers", "/vervanging", who="chantal"),
        State("covers-wrong", "/vervanging", press="Vervanging afspreken", who="marieke"),
        State("cover-here", f"{case}/vervanging", who="chantal"),
        State("for-child", "/vraag-voor-mijn-kind", who="quiet", is_resident=True),
        State("for-child-wrong", "/vraag-voor-mijn-kind", press="Versturen", who="quiet", is_resident=True),
        State("representative", f"{case}/meelezen", who="full", is_resident=True),
        State("representative-contact", f"{case}/meelezen", who="chantal"),
    ]


def of_yes_and_no(case, *, participant, resident):
    """The four yeses, and what somebody sees."""
    page = f"{case}/waar-zeg-ik-ja-tegen"
    return [
        State("yeses", page, **resident),
        State("yeses-contact", page, who="chantal"),
        State("yeses-letter", f"{page}/brief", **resident),
        State("measuring", f"{page}/meten", **resident),
        State("measuring-wrong", f"{page}/meten", press="Bewaren", who="chantal"),
        State("release", f"{page}/vertellen", **resident),
        State("release-wrong", f"{page}/vertellen", press="Ja, dit mag", **resident),
        State("preview", f"{case}/zo-ziet/{participant}", **resident),
    ]


def at_the_table(cast, key, *, participants):
    """A big table with people who have a part and people who come along."""
    guests = (NAME[:60], "Fatma O'Brien", LONG[:90])
    starts_at = timezone.now() + timedelta(days=9)
    new = NewTable(Kind.BIG, starts_at, 90, LONG[:180], frozenset(participants), guests)
    with cast.acting("full") as by:
        seen = cast.seen(key, by=by)
        return plan_table(by=by, seen=seen, new=new, request_key=REQUEST, now=timezone.now()).pk


def call(cast, key):
    """Chantal called, and said when she comes back."""
    with cast.acting("chantal") as by:
        told = {"by": by, "seen": cast.seen(key, by=by), "request_key": REQUEST, "today": cast.today}
        note_contact(manner=Manner.CALL, **told)
        promise_next(next_on=cast.today + timedelta(days=7), **told)


def crowd(cast):
    """A thousand cases in which Marieke takes part, all of one resident."""
    marieke, quiet = cast.actor("marieke"), cast.actor("quiet")
    told = {"partnership": marieke.partnership_id, "member": marieke.membership_id, "person": quiet.person_id}
    with in_partnership(marieke.partnership_id), connection.cursor() as cursor:
        cursor.execute(CROWD, told | {"today": cast.today, "many": MANY})


def states(key, *, fenna, participant, membership, table):
    """Every page in every state worth a look."""
    case, plain = f"/vraag/{key}", f"/vraag/{fenna}"
    resident = {"who": "full", "is_resident": True}
    return [
        *before_log_in(),
        State("no-page", "/is-er-niet", **resident),
        State("logout", "/uitloggen", **resident),
        State("as-who", "/als-wie", **resident),
        State("question", "/vraag", who="quiet", is_resident=True),
        State("question-wrong", "/vraag", press="Versturen", **resident),
        State("reach", "/bereikbaar", **resident),
        State("reach-wrong", "/bereikbaar", fill=(("phone", "bel maar"),), press="Bewaren", **resident),
        State("case-contact", case, who="chantal"),
        *of_standing_in(case),
        State("next-time", f"{case}/volgende-keer", who="chantal"),
        State("next-time-wrong", f"{case}/volgende-keer", press="Bewaren", who="chantal"),
        *of_own_data(case, resident=resident),
        *of_the_case(case, plain=plain, resident=resident),
        *of_yes_and_no(case, participant=participant, resident=resident),
        *of_the_table(case, table=table, resident=resident),
        *of_plans(case, resident=resident),
        State("barrier", f"{case}/in-de-weg", **resident),
        State("barrier-wrong", f"{case}/in-de-weg", press="Versturen", **resident),
        *of_the_mark(case, plain=plain, resident=resident),
        *of_amounts(case),
        State("ending", f"{case}/klaar", **resident),
        State("ending-contact", f"{case}/klaar", who="chantal"),
        State("ending-wrong", f"{case}/klaar", fill=(("until", "2020-01-01"),), press="Bewaren", who="chantal"),
        State("come-back", f"{case}/terugkomen", **resident),
        State("own-costs", f"{case}/wat-kost-het-mij", **resident),
        State("own-costs-contact", f"{case}/wat-kost-het-mij", who="chantal"),
        State("choose", f"{case}/erbij", **resident),
        State("choose-none", f"{case}/erbij?q=zzz", **resident),
        State("chosen", f"{case}/erbij/{membership}", **resident),
        State("stop", f"{case}/stoppen/{participant}", **resident),
        State("analysis-off", f"{plain}/micro-analyse", who="fenna", is_resident=True),
        State("analysis", f"{plain}/micro-analyse?bedragen=aan", who="fenna", is_resident=True),
        *of_the_analysis(case, plain=plain),
        *of_members(),
    ]


def of_own_data(case, *, resident):
    """Who looked, what somebody asks about their data and who answers; how long it stays, and what is done with it."""
    return [
        State("looks", "/wie-keek", **resident),
        State("looks-empty", "/wie-keek", who="quiet", is_resident=True),
        State("looks-by-organisation", "/wie-keek?per=organisatie", **resident),
        State("my-data", "/mijn-gegevens", press="Lezen en afdrukken", **resident),
        State("my-data-ask-wrong", "/mijn-gegevens/vragen", press="Versturen", **resident),
        State("privacy-requests", "/privacyverzoeken", who="karel"),
        State("privacy-where-wrong", "/privacyverzoeken/bezwaar", press="Bewaren", who="karel"),
        State("how-long", f"{case}/hoe-lang", **resident),
        State("keeping", "/bewaren", who="marieke"),
        State("register", "/verwerkingsregister", who="marieke"),
        State("sessions", "/ingelogd", **resident),
    ]


def of_the_analysis(case, *, plain):
    """Making an analysis and saying how it went, for who helps; before there is one, and after."""
    make, after = "micro-analyse/maken", "micro-analyse/hoe-ging-het"
    wrong = (("risk_1", "eviction"),)
    return [
        State("analysis-bram", f"{plain}/micro-analyse", who="bram"),
        State("analysis-make", f"{case}/{make}", who="chantal"),
        State("analysis-make-wrong", f"{case}/{make}", fill=wrong, press="Maak de micro-analyse", who="chantal"),
        State("analysis-after", f"{plain}/{after}", who="bram"),
        State("analysis-after-wrong", f"{plain}/{after}", press="Bewaren", who="bram"),
        State("risks", "/risicolijst", who="marieke"),
        State("budget-none", "/wijkbudget", who="karel"),
    ]


def of_the_case(case, *, plain, resident):
    """The page of a case for everybody in it, and the three boxes."""
    return [
        State("case", case, **resident),
        State("case-plain", plain, who="fenna", is_resident=True),
        State("case-bram", case, who="bram"),
        State("case-part", case, who="yara"),
        State("likeness-none", f"{case}/lijkt-op", who="chantal"),
        State("boxes", f"{case}/wil-kan-nodig", **resident),
        State(
            "boxes-stale",
            f"{case}/wil-kan-nodig",
            fill=(("wants", "Iets anders"), ("version", "1")),
            press="Bewaren",
            **resident,
        ),
    ]


def of_the_table(case, *, table, resident):
    """Planning a meeting, one that is planned, and the paper to take along."""
    return [
        State("table-plan", f"{case}/tafel", **resident),
        State("table-wrong", f"{case}/tafel", fill=(("minutes", "1"),), press="Afspraak bewaren", **resident),
        State("table", f"{case}/tafel/{table}", **resident),
        State("table-part", f"{case}/tafel/{table}", who="yara"),
        State("table-change", f"{case}/tafel/{table}/veranderen", who="bram"),
        State("table-paper", f"{case}/tafel/a4", **resident),
        State("table-letter", f"{case}/tafel/{table}/brief", who="chantal"),
    ]


def of_the_mark(case, *, plain, resident):
    """The fixed question, open and closed, for who answers it and for who writes it down."""
    return [
        State("mark", f"{case}/cijfer", **resident),
        State("mark-wrong", f"{case}/cijfer", press="Versturen", **resident),
        State("mark-closed", f"{plain}/cijfer", who="fenna", is_resident=True),
        State("mark-bram", f"{case}/cijfer", who="bram"),
        State("mark-link", f"{case}/cijfer/link", who="chantal"),
    ]


def of_amounts(case):
    """What runs and what it takes, one row of it, and the shortlist for who looks after it and who reads it."""
    return [
        State("amounts", f"{case}/bedragen", who="bram"),
        State("amounts-row", f"{case}/bedragen/plan/1", who="bram"),
        State("amounts-wrong", f"{case}/bedragen/plan/1", press="Bewaren", who="bram"),
        State("amounts-now", f"{case}/bedragen/nu/1", who="bram"),
        State("amounts-new", f"{case}/bedragen/nu/erbij", who="bram"),
        State("shortlist", "/vaste-prijzen?q=politie", who="karel"),
        State("shortlist-read", "/vaste-prijzen", who="bram"),
    ]


def of_plans(case, *, resident):
    """The pages of a plan: to write it, to read back what was agreed, on paper and as a text."""
    wrong = (("what_1", ""), ("before_1", "2020-01-01"))
    return [
        State("plan", f"{case}/plan", **resident),
        State("plan-wrong", f"{case}/plan", fill=wrong, press="Bewaren", **resident),
        State("plan-more", f"{case}/plan", press="Nog een afspraak", **resident),
        State("disagree", f"{case}/niet-mee-eens", **resident),
        State("plan-versions", f"{case}/plan/versies", **resident),
        State("plan-paper", f"{case}/plan/print", **resident),
        State("plan-copy", f"{case}/plan/kopie", who="bram"),
        State("save", f"{case}/bewaren", **resident),
        State("save-bram", f"{case}/bewaren", who="bram"),
    ]


def of_members():
    """The pages of who works here."""
    return [
        State("today", "/vandaag", who="bram"),
        State("today-contact", "/vandaag", who="chantal"),
        State("room", "/vandaag/ruimte", who="chantal"),
        State("waiting", "/vandaag/wacht-op-mij", who="chantal"),
        State("waiting-empty", "/vandaag/wacht-op-mij", who="karel"),
        State("bring", "/vraag-voor-iemand", who="bram"),
        State("bring-wrong", "/vraag-voor-iemand", press="Versturen", who="bram"),
        State("bring-known", "/vraag-voor-iemand", fill=(("name", NAME),), press="Versturen", who="bram"),
        State("today-manager", "/vandaag", who="marieke"),
        State("barriers", "/in-de-weg", who="marieke"),
        State("today-board", "/vandaag", who="hanneke"),
        State("barriers-board", "/in-de-weg", who="hanneke"),
        State("barriers-none", "/in-de-weg", fill=(("q", "zzz"),), press="Zoek", who="marieke"),
        State("today-empty", "/vandaag", who="karel"),
        State("retention", "/bewaren", who="marieke"),
        State("retention-wrong", "/bewaren", press="Besluit vastleggen", who="marieke"),
        State("people", "/mensen", who="bram"),
        State("people-empty", "/mensen", who="karel"),
        State("people-crowded", "/mensen", who="marieke"),
        State("people-none", "/mensen", fill=(("q", "zzz"),), press="Zoek", who="marieke"),
    ]


OPEN = (
    "/",
    "/inloggen",
    "/inloggen/code",
    "/inloggen/passkey",
    "/wachtwoord",
    "/toegankelijkheid",
    "/jouw-gegevens",
    "/verwerkingsregister",
    "/postvak",
)


def before_log_in():
    """The pages that everybody may open."""
    return [
        *(State(path.strip("/") or "home", path, is_resident=True) for path in OPEN),
        State("login-wrong", "/inloggen", is_resident=True, press="Inloggen"),
        State("code-wrong", "/inloggen/code", is_resident=True, press="Stuur mij een code"),
    ]
