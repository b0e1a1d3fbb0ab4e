"""Two browsers at the same moment, each with a connection of its own: one row, nobody's text lost, no error page."""

import threading
from uuid import uuid4

import pytest
from django.db import close_old_connections, connections

from tests.cast import WORDS
from tests.isolation.catalogue import asked
from wijkwaarde.kernel.cases.terms import Extent

pytestmark = pytest.mark.django_db(transaction=True)
AGAIN = 4


@pytest.fixture
def cast(committing_cast):
    return committing_cast


def at_once(*acts):
    """What each act gives, started together in threads of their own."""
    barrier, given = threading.Barrier(len(acts), timeout=20), {}

    def run(place, act):
        try:
            barrier.wait()
            given[place] = act()
        except Exception as error:  # noqa: BLE001 - shown by the test
            given[place] = error
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=part) for part in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    close_old_connections()
    wrong = [error for error in given.values() if isinstance(error, Exception)]
    if wrong:
        raise wrong[0]
    return [given.get(place) for place in range(len(acts))]


def twice(browser, address, *told):
    """The answers when two forms are sent at once from one browser; the same form where one is given."""
    first, second = told if len(told) > 1 else told * 2
    other = type(browser)(raise_request_exception=False)
    other.handler.load_middleware()
    other.cookies = browser.cookies
    return at_once(lambda: browser.post(address, first), lambda: other.post(address, second))


def count(cast, sql, *words, key="amina"):
    with cast.acting(key):
        return asked(f"SELECT count(*) FROM {sql}", words)[0][0]


def statuses(answers):
    return sorted(getattr(answer, "status_code", answer) for answer in answers)


def test_a_question_that_is_sent_twice_at_once_is_one_question(cast):
    browser = cast.browser("amina")
    for again in range(AGAIN):
        answers = twice(browser, "/vraag", {"words": f"{WORDS} {again}", "request_key": str(uuid4())})
        assert statuses(answers) == [302, 302]
        assert answers[0].url == answers[1].url
        assert count(cast, "cases_case WHERE words = %s", f"{WORDS} {again}") == 1
    assert (
        count(cast, "cases_participant p JOIN cases_case c ON c.id = p.case_id WHERE c.words LIKE %s", f"{WORDS}%")
        == 2 * AGAIN
    )


def test_somebody_who_is_chosen_twice_at_once_takes_part_once(cast):
    browser = cast.browser("amina")
    for _again in range(AGAIN):
        case = cast.opened(request_key=uuid4())
        members = [cast.standing(key).membership_id for key in ("bram", "yara")]
        for member in members:
            answers = twice(browser, f"/vraag/{case}/erbij/{member}", {"extent": "what"}, {"extent": "that"})
            assert statuses(answers) == [302, 302]
        taking = (
            "cases_participant WHERE case_id = (SELECT id FROM cases_case WHERE key = %s) AND membership_id = ANY(%s)"
        )
        assert count(cast, taking, case, members) == 2
        assert (
            count(
                cast, f"cases_share WHERE until IS NULL AND participant_id IN (SELECT id FROM {taking})", case, members
            )
            == 2
        )


def test_a_plan_that_is_agreed_twice_at_once_is_agreed_once(cast):
    browser = cast.browser("amina")
    for _again in range(AGAIN):
        case = cast.opened(request_key=uuid4())
        browser.post(f"/vraag/{case}/plan", {"what_1": "Bellen", "who_1": "Opa", "version": "0"})
        assert statuses(twice(browser, f"/vraag/{case}/plan/ja", {"version": "1"})) == [302, 302]
        versions = "plans_planversion v JOIN plans_plan p ON p.id = v.plan_id JOIN cases_case c ON c.id = p.case_id "
        assert count(cast, versions + "WHERE c.key = %s AND v.agreed_on IS NOT NULL", case) == 1
        lines = "trail_line WHERE kind = 'plan_version' AND act = 'WRITE' AND object_id = (SELECT v.id FROM "
        assert count(cast, f"{lines}{versions} WHERE c.key = %s)", case) == 2, "written once, agreed once"


def test_a_first_plan_that_is_sent_twice_at_once_is_one_draft(cast):
    browser = cast.browser("amina")
    for _again in range(AGAIN):
        case = cast.opened(request_key=uuid4())
        told = {"what_1": "Bellen", "who_1": "Opa", "what_2": "Meekijken", "who_2": "Chantal", "version": "0"}
        assert statuses(twice(browser, f"/vraag/{case}/plan", told)) == [302, 302]
        lines = "plans_planline l JOIN plans_planversion v ON v.id = l.plan_version_id JOIN plans_plan p ON p.id = v.plan_id"
        assert count(cast, f"{lines} JOIN cases_case c ON c.id = p.case_id WHERE c.key = %s", case) == 2


def test_a_line_that_is_marked_twice_at_once_is_marked_once(cast):
    browser = cast.browser("amina")
    case = cast.opened()
    version = cast.agreed(case, ("Een", "Opa"), ("Twee", "Opa"), ("Drie", "Opa"))
    with cast.acting("amina"):
        lines = [line.pk for line in version.lines.all()]
    for line in lines:
        assert statuses(twice(browser, f"/vraag/{case}/plan/afspraak/{line}", {"state": "done"})) == [302, 302]
        assert count(cast, "trail_line WHERE kind = 'plan_line' AND act = 'WRITE' AND object_id = %s", line) == 1
        assert count(cast, "plans_planline WHERE id = %s AND state = 'done' AND version = 2", line) == 1


def test_a_call_that_is_noted_twice_at_once_is_noted_once(cast):
    browser = cast.browser("chantal")
    for _again in range(AGAIN):
        case = cast.opened(request_key=uuid4())
        assert statuses(twice(browser, f"/vraag/{case}/gebeld", {"request_key": str(uuid4())})) == [302, 302]
        assert count(cast, "cases_contactnote WHERE case_id = (SELECT id FROM cases_case WHERE key = %s)", case) == 1


def test_two_people_who_save_the_boxes_at_once_both_keep_their_text(cast):
    case = cast.opened()
    amina, chantal = cast.browser("amina"), cast.browser("chantal")
    for version in range(2, 2 + AGAIN):
        texts = [f"Rust, zegt Amina {version}", f"Hulp, zegt Chantal {version}"]
        told = [{"wants": text, "cans": "", "needs": "", "version": str(version)} for text in texts]
        answers = at_once(
            lambda told=told: amina.post(f"/vraag/{case}/wil-kan-nodig", told[0]),
            lambda told=told: chantal.post(f"/vraag/{case}/wil-kan-nodig", told[1]),
        )
        assert statuses(answers) == [302, 409]
        loser = next(answer for answer in answers if answer.status_code == 409).content.decode()
        assert all(text in loser for text in texts)
        assert f'name="version" value="{version + 1}"' in loser


def test_two_people_who_write_the_plan_at_once_both_keep_their_text(cast):
    amina, chantal = cast.browser("amina"), cast.browser("chantal")
    for again in range(AGAIN):
        case = cast.opened(request_key=uuid4())
        texts = [f"Bellen {again}", f"Langskomen {again}"]
        told = [{"what_1": text, "who_1": "Opa", "version": "0"} for text in texts]
        answers = at_once(
            lambda case=case, told=told: amina.post(f"/vraag/{case}/plan", told[0]),
            lambda case=case, told=told: chantal.post(f"/vraag/{case}/plan", told[1]),
        )
        assert statuses(answers) == [302, 409]
        loser = next(answer for answer in answers if answer.status_code == 409).content.decode()
        assert all(text in loser for text in texts)


def test_a_yes_at_the_moment_that_the_plan_changes_is_for_one_text_that_was_read(cast):
    amina, chantal = cast.browser("amina"), cast.browser("chantal")
    for _again in range(2 * AGAIN):
        case = cast.opened(request_key=uuid4())
        amina.post(f"/vraag/{case}/plan", {"what_1": "Gelezen", "who_1": "Opa", "version": "0"})
        answers = at_once(
            lambda case=case: amina.post(f"/vraag/{case}/plan/ja", {"version": "1"}),
            lambda case=case: chantal.post(f"/vraag/{case}/plan", {"what_1": "Nieuw", "who_1": "Opa", "version": "1"}),
        )
        assert statuses(answers) in ([302, 302], [302, 409])
        agreed = (
            "plans_planline l JOIN plans_planversion v ON v.id = l.plan_version_id JOIN plans_plan p ON p.id = v.plan_id "
            "JOIN cases_case c ON c.id = p.case_id WHERE c.key = %s AND v.agreed_on IS NOT NULL AND l.what = 'Nieuw'"
        )
        assert count(cast, agreed, case) == 0


def test_choosing_and_stopping_at_once_leaves_no_share_without_a_part(cast):
    browser = cast.browser("amina")
    case = cast.opened()
    bram = cast.chosen(case, "bram", extent=Extent.WHAT)
    member = cast.standing("bram").membership_id
    other = cast.browser("amina")
    for _again in range(AGAIN):
        answers = at_once(
            lambda: browser.post(f"/vraag/{case}/stoppen/{bram.pk}"),
            lambda: other.post(f"/vraag/{case}/erbij/{member}", {"extent": "what"}),
        )
        assert statuses(answers) in ([302, 302], [302, 404])
        loose = "cases_share s JOIN cases_participant p ON p.id = s.participant_id WHERE s.until IS NULL AND p.until IS NOT NULL"
        assert count(cast, loose) == 0
