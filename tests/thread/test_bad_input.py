"""What people send that is wrong ends with a clear page, and with nothing half-written."""

import re
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import BACKEND, BOXES, WORDS
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.terms import Extent

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HUGE = 10**30
LARGE = 2**63
STRANGE = {
    "an apostrophe": "Thuis in 't Veld: 's ochtends \"moe\" & <b>stil</b>",
    "Arabic": "ابنتي لا تنام جيدًا",
    "Persian with a joiner": "می‌خواهم کمک",
    "emoji": "Het gaat 👩‍👩‍👧 niet 👍🏽",
    "SQL": "'; DROP TABLE cases_case; --",
    "a template": "{{ request.user }} {% now 'Y' %}",
    "lines": "Eerst dit.\nDan dat.\n\nEn dan nog iets.",
}


def cases_of(cast, key="amina"):
    with cast.acting(key) as by:
        return list(Case.objects.filter(resident_id=by.person_id).order_by("pk"))


def plain(answer):
    return answer.content.decode()


def send(browser, words, *, key=None):
    return browser.post("/vraag", {"words": words, "request_key": str(key or uuid4())})


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_words_of_people_come_back_as_they_were_written_and_steer_nothing(text, cast):
    browser = cast.browser("amina")
    answer = browser.post("/vraag", {"words": text.replace("\n", "\r\n"), "request_key": str(uuid4())})
    assert answer.status_code == 302
    assert [case.words for case in cases_of(cast)] == [text]
    page = plain(browser.get(answer.url))
    assert "<b>stil" not in page
    assert "AnonymousUser" not in page
    assert text.split("\n", maxsplit=1)[0].split(" ", maxsplit=1)[0].replace("'", "&#x27;") in page


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\u00ad", "\u2066"])
def test_signs_that_steer_or_hide_are_left_out(sign, cast):
    answer = send(cast.browser("amina"), f"Ik slaap{sign} slecht")
    assert answer.status_code == 302
    kept = cases_of(cast)[0].words
    assert sign[0] not in kept
    assert kept.replace("[31m", "") == "Ik slaap slecht"


@pytest.mark.parametrize("words", ["", "   ", "\u200b\u200d", "\x00\x00", "\r\n\t"])
def test_words_without_anything_to_read_are_asked_again(words, cast):
    answer = send(cast.browser("amina"), words)
    assert answer.status_code == 422
    assert "wat er aan de hand is" in plain(answer)
    assert cases_of(cast) == []


def test_a_question_of_100_000_characters_is_told_how_long_it_may_be_and_stays_in_the_form(cast):
    answer = send(cast.browser("amina"), "heel veel " * 10_000)
    assert answer.status_code == 422
    assert plain(answer).count("heel veel ") > 9_999
    assert "4000" in plain(answer) or "4.000" in plain(answer)
    assert cases_of(cast) == []


def test_exactly_as_long_as_fits_is_kept_whole_also_in_signs_of_four_bytes(cast):
    text = "🚲" * 4_000
    assert send(cast.browser("amina"), text).status_code == 302
    assert cases_of(cast)[0].words == text


@pytest.mark.parametrize("enforced", [False, True])
def test_more_than_the_site_reads_at_all_gives_a_page_that_helps(enforced, cast):
    browser = Client(enforce_csrf_checks=enforced, raise_request_exception=False)
    browser.force_login(cast.user("amina"), backend=BACKEND)
    browser.get("/vraag")
    token = browser.cookies["csrftoken"].value
    answer = browser.post(
        "/vraag", {"csrfmiddlewaretoken": token, "words": "a" * 1_100_000, "request_key": str(uuid4())}
    )
    assert answer.status_code == 413
    assert "kleiner" in plain(answer)
    assert cases_of(cast) == []


@pytest.mark.parametrize("key", ["", "geen sleutel", "\x00", "x" * 5_000, str(HUGE)])
def test_a_key_of_a_form_that_is_none_writes_nothing(key, cast):
    browser = cast.browser("amina")
    assert browser.post("/vraag", {"words": WORDS, "request_key": key}).status_code == 422
    assert cases_of(cast) == []
    case = cast.opened()
    answer = cast.browser("chantal").post(f"/vraag/{case}/gebeld", {"request_key": key})
    assert 400 <= answer.status_code < 500
    assert cast.browser("chantal").post(f"/vraag/{case}/gebeld").status_code == answer.status_code


@pytest.mark.parametrize("version", ["", "een", "-1", str(HUGE), str(LARGE), "1.5", "\x00"])
def test_a_version_that_is_none_or_absurd_changes_nothing(version, cast):
    case = cast.opened()
    browser = cast.browser("amina")
    answer = browser.post(f"/vraag/{case}/wil-kan-nodig", {"wants": "Anders", "version": version})
    assert answer.status_code in {409, 422}
    assert "Anders" in plain(answer)
    plan = {"what_1": "Bellen", "who_1": "Opa", "version": version}
    answer = browser.post(f"/vraag/{case}/plan", plan)
    assert answer.status_code in {409, 422}
    assert "Bellen" in plain(answer)
    assert browser.post(f"/vraag/{case}/plan", plan | {"version": "0"}).status_code == 302
    answer = browser.post(f"/vraag/{case}/plan/ja", {"version": version}, follow=True)
    assert answer.status_code < 500
    assert "Ja, dit spreken we af" in plain(browser.get(f"/vraag/{case}"))


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e9", "", "٣", "²", "%00", str(HUGE), str(10**6), "1.5"])
def test_a_page_number_that_is_none_gives_a_page(number, cast):
    case = cast.opened()
    for who, address in (("amina", "/wie-keek"), ("amina", f"/vraag/{case}/erbij"), ("chantal", "/vandaag")):
        assert cast.browser(who).get(f"{address}?bladzijde={number}").status_code == 200, address


@pytest.mark.parametrize("words", ["%00", "%25%25__", "'", "%F0%9F%98%80", "a" * 5_000, "%FF%FE", "   "])
def test_any_search_is_answered(words, cast):
    case = cast.opened()
    assert cast.browser("amina").get(f"/vraag/{case}/erbij?q={words}").status_code == 200


@pytest.mark.parametrize("who", ["amina", "chantal"])
def test_what_is_not_there_is_not_found(who, cast):
    case = cast.opened()
    browser = cast.browser(who)
    for rest in ("", "/wil-kan-nodig", "/erbij", "/plan", "/erbij/1", "/stoppen/1"):
        assert browser.get(f"/vraag/{uuid4()}{rest}").status_code == 404, rest
    for rest in ("/gebeld", "/plan/ja", "/plan/afspraak/1"):
        assert browser.post(f"/vraag/{uuid4()}{rest}").status_code == 404, rest
    for number in (0, 99_999_999, LARGE, HUGE):
        assert browser.post(f"/vraag/{case}/plan/afspraak/{number}", {"state": "done"}).status_code == 404
    assert browser.get(f"/vraag/{case}x").status_code == 404
    assert browser.get("/vraag/geen-uuid").status_code == 404


@pytest.mark.parametrize("number", [0, 99_999_999, LARGE, HUGE])
def test_a_number_that_names_nobody_is_not_found_and_written_down(number, cast):
    case = cast.opened()
    browser = cast.browser("amina")
    assert browser.get(f"/vraag/{case}/erbij/{number}").status_code == 404
    assert browser.post(f"/vraag/{case}/erbij/{number}", {"extent": "what"}).status_code == 404
    assert browser.get(f"/vraag/{case}/stoppen/{number}").status_code == 404
    assert browser.post(f"/vraag/{case}/stoppen/{number}").status_code == 404


def test_a_wrong_method_gets_a_page_that_names_the_right_one(cast):
    case = cast.opened()
    browser = cast.browser("amina")
    for address in (f"/vraag/{case}/gebeld", f"/vraag/{case}/plan/ja", f"/vraag/{case}/plan/afspraak/1"):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST"), address
        assert "knop" in plain(answer)
    for address in ("/mijn-plan", "/wie-keek", f"/vraag/{case}", f"/vraag/{case}/erbij"):
        assert browser.post(address).status_code == 405
    assert browser.delete(f"/vraag/{case}/plan").status_code == 405


def test_a_member_of_next_door_is_not_chosen(cast):
    case = cast.opened()
    olga = cast.standing("olga").membership_id
    browser = cast.browser("amina")
    assert browser.get(f"/vraag/{case}/erbij/{olga}").status_code == 404
    assert browser.post(f"/vraag/{case}/erbij/{olga}", {"extent": "what"}).status_code == 404


@pytest.mark.parametrize("who", ["marieke", "karel"])
def test_only_a_professional_is_chosen(who, cast):
    case = cast.opened()
    member = cast.standing(who).membership_id
    answer = cast.browser("amina").post(f"/vraag/{case}/erbij/{member}", {"extent": "what"})
    assert answer.status_code in {404, 409}
    assert cast.browser(who).get(f"/vraag/{case}").status_code == 404


@pytest.mark.parametrize("extent", ["", "everything", "WHAT", "\x00"])
def test_an_extent_that_does_not_exist_is_asked_again(extent, cast):
    case = cast.opened()
    bram = cast.standing("bram").membership_id
    assert cast.browser("amina").post(f"/vraag/{case}/erbij/{bram}", {"extent": extent}).status_code == 422
    assert cast.browser("bram").get(f"/vraag/{case}").status_code == 404


def test_a_participant_of_another_case_is_not_stopped(cast):
    case = cast.opened()
    fennas = cast.browser("fenna").get("/mijn-plan", follow=True)
    stop, *others = re.findall(r"/vraag/[0-9a-f-]+/stoppen/(\d+)", plain(fennas))
    assert cast.browser("amina").get(f"/vraag/{case}/stoppen/{stop}").status_code == 404
    assert cast.browser("amina").post(f"/vraag/{case}/stoppen/{stop}").status_code == 404
    assert plain(cast.browser("fenna").get("/mijn-plan", follow=True)).count("/stoppen/") == 1 + len(others)


def test_the_fixed_contact_is_not_stopped_by_an_address(cast):
    case = cast.opened()
    with cast.acting("amina") as by:
        contact = next(one for one in cast.seen(case, by=by).case.participants.all() if one.membership_id)
    assert cast.browser("amina").post(f"/vraag/{case}/stoppen/{contact.pk}").status_code == 404
    assert cast.browser("chantal").get(f"/vraag/{case}").status_code == 200


def test_a_line_of_another_plan_is_not_marked(cast):
    case = cast.opened()
    other = cast.agreed(case, ("Elke avond bellen", "Opa"))
    [line] = lines_of(cast, other)
    fenna = cast.browser("fenna")
    key = plain(fenna.get("/mijn-plan", follow=True)).split("/vraag/")[1][:36]
    assert fenna.post(f"/vraag/{key}/plan/afspraak/{line.pk}", {"state": "done"}).status_code == 404
    assert [one.state for one in lines_of(cast, other)] == ["open"]


def lines_of(cast, version, key="amina"):
    with cast.acting(key):
        return list(version.lines.order_by("position"))


@pytest.mark.parametrize("state", ["", "OPEN", "weg", "open", "\x00"])
def test_a_state_that_does_not_exist_or_cannot_come_next_changes_nothing(state, cast):
    case = cast.opened()
    version = cast.agreed(case, ("Elke avond bellen", "Opa"))
    browser = cast.browser("amina")
    [line] = lines_of(cast, version)
    assert browser.post(f"/vraag/{case}/plan/afspraak/{line.pk}", {"state": "done"}).status_code == 302
    answer = browser.post(f"/vraag/{case}/plan/afspraak/{line.pk}", {"state": state})
    assert answer.status_code == 409
    assert [one.state for one in lines_of(cast, version)] == ["done"]


@pytest.mark.parametrize(
    "day", ["0001-01-01", "1999-12-31", "gisteren", "2026-02-30", "2026-13-01", "10000-01-01", "\x00"]
)
def test_a_day_that_has_been_or_does_not_exist_is_asked_again_and_the_rest_stays(day, cast):
    case = cast.opened()
    told = {"what_1": "Elke avond bellen", "who_1": "Opa", "before_1": day, "version": "0"}
    answer = cast.browser("amina").post(f"/vraag/{case}/plan", told)
    assert answer.status_code == 422
    assert "Elke avond bellen" in plain(answer)
    assert "Opa" in plain(answer)
    assert 'href="#id_before_1"' in plain(answer)


@pytest.mark.parametrize("day", ["today", "tomorrow", "9999-12-31"])
def test_a_day_that_comes_is_kept_and_every_page_still_opens(day, cast):
    case = cast.opened()
    bram = cast.chosen(case, "bram")
    known = {"today": cast.today, "tomorrow": cast.today + timedelta(days=1)}
    before = known.get(day) or date.fromisoformat(day)
    amina = cast.browser("amina")
    told = {"what_1": "Meekijken", "who_1": "Bram", "before_1": before.isoformat(), "version": "0"}
    assert amina.post(f"/vraag/{case}/plan", told).status_code == 302
    assert f'value="{before.isoformat()}"' in plain(amina.get(f"/vraag/{case}/plan")), (
        "as a browser's calendar reads it"
    )
    assert amina.post(f"/vraag/{case}/plan/ja", {"version": "1"}).status_code == 302
    for who, address in (
        ("amina", f"/vraag/{case}"),
        ("bram", f"/vraag/{case}"),
        ("bram", "/vandaag"),
        ("chantal", "/vandaag"),
    ):
        answer = cast.browser(who).get(address)
        assert answer.status_code == 200
    assert bram.pk


def test_the_same_form_of_two_people_makes_no_case_of_the_other(cast):
    key = uuid4()
    assert send(cast.browser("amina"), WORDS, key=key).status_code == 302
    answer = send(cast.browser("fenna"), "Een andere vraag", key=key)
    assert answer.status_code == 302
    assert [case.words for case in cases_of(cast)] == [WORDS]
    assert [case.words for case in cases_of(cast, "fenna")][-1] == "Een andere vraag"


def test_a_tap_of_one_case_does_not_count_for_another(cast):
    key, first, second = uuid4(), cast.opened(), cast.opened(request_key=uuid4())
    chantal = cast.browser("chantal")
    assert chantal.post(f"/vraag/{first}/gebeld", {"request_key": str(key)}).status_code == 302
    answer = chantal.post(f"/vraag/{second}/gebeld", {"request_key": str(key)})
    noted = "Laatst gesproken" in plain(chantal.get(f"/vraag/{second}"))
    assert noted or answer.status_code == 409, "either it is noted, or nobody says that it was"


@pytest.mark.parametrize("extent", [Extent.THAT, Extent.WHAT])
@pytest.mark.parametrize("who", ["amina", "bram"])
def test_only_the_fixed_contact_notes_that_they_called(who, extent, cast):
    case = cast.opened()
    cast.chosen(case, "bram", extent=extent)
    answer = cast.browser(who).post(f"/vraag/{case}/gebeld", {"request_key": str(uuid4())})
    assert answer.status_code == 409
    assert "Ik heb gebeld" in plain(cast.browser("chantal").get("/vandaag"))


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org"])
def test_the_way_back_leads_nowhere_else(back, cast):
    case = cast.opened()
    [line] = lines_of(cast, cast.agreed(case, ("Elke avond bellen", "Opa")))
    answer = cast.browser("amina").post(f"/vraag/{case}/plan/afspraak/{line.pk}", {"state": "busy", "terug": back})
    assert (answer.status_code, answer.url) == (302, f"/vraag/{case}")


class Broken(BytesIO):
    """A line that breaks while the form comes over."""

    def read(self, *_size):
        raise OSError("the line broke")


@pytest.mark.parametrize("line", [BytesIO, Broken])
def test_a_form_that_was_cut_off_half_way_saves_no_half_text(line, cast):
    case = cast.opened()
    body = f"version=2&cans=Overdag+thuis+zijn.&needs=Iemand+die+meekijkt.&wants={'Rust+in+de+nacht.' * 9}".encode()
    browser = cast.browser("amina")
    half = {"wsgi.input": line(body[:80]), "CONTENT_LENGTH": str(len(body))}
    kind = "application/x-www-form-urlencoded"
    answer = browser.generic("POST", f"/vraag/{case}/wil-kan-nodig", body, kind, **half)
    assert answer.status_code == 400
    assert "probeer het nog een keer" in plain(answer)
    assert [one.wants for one in cases_of(cast)] == [BOXES["wants"]]
    assert browser.generic("POST", f"/vraag/{case}/wil-kan-nodig", body, kind).status_code == 302


def test_a_form_without_its_cookie_is_told_to_send_again(cast):
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(cast.user("amina"), backend=BACKEND)
    answer = send(browser, WORDS)
    assert answer.status_code == 403
    assert "laad de pagina opnieuw" in plain(answer)
    assert cases_of(cast) == []
