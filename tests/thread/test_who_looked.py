"""The trail as it is written and as the resident reads it; who sees only that, reads no word."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cast import BOXES, WORDS
from tests.isolation.catalogue import asked
from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.actions import end_membership, put_on_duty
from wijkwaarde.kernel.accounts.queries import user_with
from wijkwaarde.kernel.cases.actions import give_missing_contacts
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.web.format import near_day

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SECRET = "Elke avond om elf uur bellen"
OWN = "Langskomen met de bakfiets"
PAGES = ("/", "/mijn-plan", "/vandaag", "/wie-keek", "/vraag", "/als-wie")
OF_CASE = ("", "/wil-kan-nodig", "/erbij", "/plan", "/gebeld", "/plan/ja")
TAG = re.compile(r"<[^>]+>")
NEVER = (WORDS, *BOXES.values(), SECRET)


@pytest.fixture
def case(cast):
    """A case with words, boxes and an agreed plan; Bram sees everything, Yara only what she does herself."""
    key = cast.opened()
    cast.chosen(key, "bram")
    yara = cast.chosen(key, "yara", extent=Extent.THAT)
    cast.agreed(key, (SECRET, "Opa"), (OWN, yara))
    return key


def lines(cast, *, after=0):
    with cast.acting("amina"):
        return asked(
            "SELECT act, kind, subject_ids, purpose, membership_id, organisation_id, command, trace_id FROM trail_line "
            "WHERE id > %s ORDER BY id",
            [after],
        )


def last(cast):
    with cast.acting("amina"):
        return asked("SELECT max(id) FROM trail_line")[0][0]


def text_of(cast, who, address):
    return cast.browser(who).get(address, follow=True).content.decode()


@pytest.mark.parametrize("who", ["yara", "marieke", "karel", "dirk", "fenna", "olga", "noor"])
def test_who_may_not_read_finds_no_word_of_it_on_any_page(who, case, cast):
    browser = cast.browser(who)
    addresses = [*PAGES, *(f"/vraag/{case}{rest}" for rest in OF_CASE)]
    for address in addresses:
        for answer in (browser.get(address, follow=True), browser.post(address, {"q": "Amina"}, follow=True)):
            page = answer.content.decode()
            assert not [word for word in NEVER if word in page], address
            assert who == "yara" or OWN not in page, address
    assert who != "yara" or OWN in text_of(cast, "yara", f"/vraag/{case}")


def test_who_may_read_finds_the_words(case, cast):
    for who in ("amina", "bram", "chantal"):
        page = text_of(cast, who, f"/vraag/{case}")
        assert all(word in page for word in (*NEVER, OWN)), who


def test_sharing_stops_at_once(case, cast):
    browser = cast.browser("bram")
    assert browser.get(f"/vraag/{case}").status_code == 200
    with cast.acting("amina") as by:
        people = {
            one.membership.name: one.pk for one in cast.seen(case, by=by).case.participants.all() if one.membership
        }
    cast.browser("amina").post(f"/vraag/{case}/stoppen/{people['Bram']}")
    assert browser.get(f"/vraag/{case}").status_code == 404
    assert "Amina" not in browser.get("/vandaag").content.decode()


def test_a_look_is_one_line_with_who_for_whom_about_whom_and_why(case, cast):
    begin, chantal, amina = last(cast), cast.actor("chantal"), cast.actor("amina")
    text_of(cast, "chantal", f"/vraag/{case}")
    [(act, kind, about, why, member, organisation, command, trace)] = lines(cast, after=begin)
    assert (act, kind, about, why) == ("READ", "case", [amina.person_id], "contact")
    assert (member, organisation, command) == (chantal.membership_id, chantal.organisation_id, "")
    assert len(trace) == 32


def test_a_list_leaves_a_line_with_everybody_who_stands_in_it(case, cast):
    cast.opened("dirk", request_key=uuid4())
    begin = last(cast)
    page = text_of(cast, "chantal", "/vandaag")
    shown = [key for key in ("amina", "fenna", "dirk") if key.capitalize() in page]
    assert shown == ["amina", "fenna", "dirk"]
    about = {
        subject for act, _kind, subjects, *_rest in lines(cast, after=begin) if act == "SEARCH" for subject in subjects
    }
    assert about == {cast.actor(key).person_id for key in shown}


def test_the_second_page_of_a_list_names_who_stands_on_it(cast):
    for _number in range(25):
        cast.opened("dirk", request_key=uuid4(), boxes=None)
    begin = last(cast)
    text_of(cast, "chantal", "/vandaag?bladzijde=2")
    assert {act for act, *_rest in lines(cast, after=begin)} == {"SEARCH"}


def test_ones_own_looks_are_not_listed_and_those_of_others_are_by_day(case, cast):
    amina = cast.browser("amina")
    for _again in range(3):
        amina.get(f"/vraag/{case}")
    before = amina.get("/wie-keek").content.decode()
    assert "keek in je plan" not in before
    text_of(cast, "bram", f"/vraag/{case}")
    text_of(cast, "chantal", "/vandaag")
    after = amina.get("/wie-keek").content.decode()
    assert after.count("Bram") >= 1
    assert "Huis van de Wijk" in after
    assert "Chantal" in after
    assert "Amina keek" not in after


def test_somebody_from_outside_is_told_of_without_a_name_that_says_more(case, cast):
    assert cast.browser("yara").get(f"/vraag/{case}/plan").status_code == 404
    assert cast.browser("dirk").get(f"/vraag/{case}").status_code == 404
    page = text_of(cast, "amina", "/wie-keek")
    assert page.count("kreeg niets te zien") >= 1
    assert "Dirk" not in page


def looks_of(cast, who):
    """The lines of the page: who, when and why."""
    page = html.unescape(TAG.sub(" ", text_of(cast, who, "/wie-keek").partition("<main")[2].replace("</li>", "\n")))
    return [" ".join(line.split()) for line in page.splitlines() if line.strip()]


def stop(cast, case, name):
    with cast.acting("amina") as by:
        taking = cast.seen(case, by=by).case.participants.get(membership__name=name)
    assert cast.browser("amina").post(f"/vraag/{case}/stoppen/{taking.pk}").status_code == 302


def test_who_took_part_is_told_of_in_the_past(case, cast):
    text_of(cast, "bram", f"/vraag/{case}")
    assert "doet mee met je plan sinds" in text_of(cast, "amina", "/wie-keek")
    stop(cast, case, "Bram")
    page = text_of(cast, "amina", "/wie-keek")
    assert f"Bram deed mee met je plan tot {near_day(cast.today)}." in page
    assert "Bram doet mee" not in page


def test_who_takes_part_again_is_told_of_in_the_present(case, cast):
    text_of(cast, "bram", f"/vraag/{case}")
    stop(cast, case, "Bram")
    cast.chosen(case, "bram")
    assert "Bram doet mee met je plan sinds" in text_of(cast, "amina", "/wie-keek")


def test_a_contact_who_left_was_the_contact_and_the_command_says_what_it_did(case, cast):
    text_of(cast, "chantal", f"/vraag/{case}")
    assert "Chantal is jouw vaste contact." in text_of(cast, "amina", "/wie-keek")
    by = Actor.console("give-contacts", partnership_id=cast.actor("amina").partnership_id)
    with recorded(by=by):
        end_membership(by=by, email=cast.email("chantal"), today=cast.today)
        bram = user_with(cast.email("bram")).memberships.get()
        put_on_duty(by=by, membership=bram, today=cast.today)
        assert give_missing_contacts(by=by, today=cast.today) >= 1
    page = text_of(cast, "amina", "/wie-keek")
    assert "Chantal was jouw vaste contact." in page
    assert "Chantal is jouw vaste contact." not in page
    assert "zorgde voor een vast contact." in page
    assert "zorgde voor een vast contact. (" not in page


def test_who_takes_part_and_may_not_do_something_is_not_told_of_as_somebody_who_saw_nothing(case, cast):
    assert cast.browser("yara").get(f"/vraag/{case}/plan").status_code == 404
    assert "wilde iets doen wat niet mocht." in text_of(cast, "amina", "/wie-keek")
    stop(cast, case, "Yara")
    assert cast.browser("yara").get(f"/vraag/{case}").status_code == 404
    page = text_of(cast, "amina", "/wie-keek")
    assert "wilde iets doen wat niet meer mocht." in page
    assert "kreeg niets te zien" not in page


def test_the_same_thing_done_again_on_one_day_is_one_line_with_the_last_time_and_how_often(case, cast):
    with cast.acting("amina") as by:
        here, about = by.partnership_id, by.person_id
    chantal = cast.standing("chantal").membership_id
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    for minutes in (0, 5, 9):
        add_look(chantal, about=about, partnership_id=here, at=noon + timedelta(minutes=minutes))
    add_look(chantal, about=about, partnership_id=here, at=noon - timedelta(days=1))
    found = [line for line in looks_of(cast, "amina") if "Chantal" in line and "keek in je plan" in line]
    assert ["12:09" in found[0], "(3 keer)" in found[0]] == [True, True]
    assert ["12:00" in found[1], "keer)" in found[1]] == [True, False]
    assert len(found) == 2


def add_look(membership_id, *, about, partnership_id, at):
    with in_partnership(partnership_id):
        Line.objects.create(
            at=at,
            partnership_id=partnership_id,
            user_id=1,
            membership_id=membership_id,
            act=Act.READ.value,
            kind="case",
            subject_ids=[about],
            purpose=Purpose.CONTACT.value,
            trace_id="",
        )


def test_who_looked_at_somebody_else_is_not_told(case, cast):
    text_of(cast, "bram", f"/vraag/{case}")
    assert "Bram" not in text_of(cast, "dirk", "/wie-keek")
    for who in ("chantal", "marieke", "olga"):
        assert cast.browser(who).get("/wie-keek").status_code == 404


def test_a_case_of_next_door_that_is_tried_is_denied_without_a_hint(cast):
    begin = last(cast)
    strange = cast.browser("chantal").get(f"/vraag/{cast.next_doors_case}")
    nothing = cast.browser("chantal").get(f"/vraag/{uuid4()}")
    token = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f-]{36}')
    assert token.sub(b"", strange.content) == token.sub(b"", nothing.content)
    assert [(act, about) for act, _kind, about, *_rest in lines(cast, after=begin)] == [("DENIED", []), ("DENIED", [])]


def test_nothing_that_was_written_stands_in_the_trail(case, cast):
    with cast.acting("amina"):
        whole = str(asked("SELECT trail_line::text FROM trail_line"))
    assert not [word for word in (*NEVER, OWN, "Amina", "Chantal") if word in whole]
