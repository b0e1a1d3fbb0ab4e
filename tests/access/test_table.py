"""Every address of the site times everybody of the cast: what they get, and what the trail keeps of it."""

import re
from importlib import reload

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import clear_url_caches

from tests.access import table
from tests.access.people import MADE_UP, NO_ID, OTHER_PARTNERSHIP, ask, settle
from tests.access.printed import printed
from wijkwaarde import urls
from wijkwaarde.web.openid.configuration import Configuration, configured
from wijkwaarde.web.outbox import urls as outbox

LINES = table.lines()
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
NOT_FOUND = 404
ONLY_READ = "405"
# What somebody did, or with whom, never stands in a cookie.
COOKIES = {"csrftoken", "sessionid", "django_language"}
LOOKED = {"READ", "SEARCH"}
PURPOSES = {
    "amina": "own",
    "bram": "professional",
    "ilse": "professional",
    "chantal": "contact",
    "yara": "emergency",
    "marieke": "task",
    "karel": "task",
}


# A provider of log-ins that does not answer: port 9 throws everything away, and nothing listens there.
NOBODY_THERE = configured(Configuration(issuer="http://127.0.0.1:9", client_id="wijk", name="Gemeente Voorbeeld"))


@pytest.fixture(scope="module", autouse=True)
def demo():
    """All addresses, those of the demo and of a site with a provider too."""
    with override_settings(DEMO=True, OPENID=NOBODY_THERE):
        again()
        yield
    again()


def again():
    reload(outbox)
    reload(urls)
    clear_url_caches()


@pytest.fixture(scope="module")
def settled(committed_cast, django_db_blocker):
    """Amina's case, in a transaction that is undone after the last of these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        settled = settle(committed_cast)
        settled.told = {}  # what everybody was told, so that no address is asked twice for the same
        yield settled
        transaction.set_rollback(True)


def test_every_address_stands_in_the_table_and_no_other():
    assert set(table.addresses()) == set(LINES)


def test_every_line_stands_in_the_file_of_its_room():
    rooms = table.rooms()
    elsewhere = {
        name: f"{rooms[name]}.toml" for room, told in table.files().items() for name in told if rooms[name] != room
    }
    assert elsewhere == {}


def test_an_address_that_stands_in_two_files_is_refused(tmp_path, monkeypatch):
    for room in ("home", "login"):
        (tmp_path / f"{room}.toml").write_text("[home]\n", encoding="utf-8")
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    with pytest.raises(AssertionError, match="home"):
        table.lines()


def test_an_address_of_the_demo_is_there_only_in_the_demo():
    with override_settings(DEMO=False):
        again()
        there = set(table.addresses())
    again()
    assert set(LINES) - there == {name for name, line in LINES.items() if line.demo}


def test_without_a_provider_its_addresses_are_there_for_nobody(settled):
    with override_settings(OPENID=None):
        for name, room in table.rooms().items():
            if room == "openid":
                path = table.path(name, route=table.addresses()[name], ids=settled.ids)
                answers = {
                    ask(settled, who, method=one, path=path).status_code for who in PURPOSES for one in table.METHODS
                }
                assert answers <= {NOT_FOUND, int(ONLY_READ)}, name
                assert ask(settled, "bram", method="GET", path=path).status_code in answers, name


def test_who_may_open_what_is_told_to_readers_as_it_is():
    assert table.PAGE.read_text(encoding="utf-8") == printed(), "make it anew: python -m tests.access.printed"


@pytest.mark.parametrize("name", LINES)
def test_everybody_gets_what_the_table_says(settled, name):
    line = LINES[name]
    path = table.path(name, route=table.addresses()[name], ids=settled.ids)
    for method in table.METHODS:
        answers = {who: ask(settled, who, method=method, path=path, sends=line.sends) for who in table.PEOPLE}
        assert {who: table.answer_of(answer) for who, answer in answers.items()} == getattr(line, method), method
        for who, answer in answers.items():
            assert set(answer.cookies) <= COOKIES, (who, method)
            check_trail(settled, line=line, who=who, method=method, answer=answer)
            if answer.status_code == NOT_FOUND:
                settled.told[name, who, method] = told_by(answer, key=settled.ids["key"])


def check_trail(settled, *, line, who, method, answer):
    """A look or a change is written down about Amina, a refusal too, and nothing else."""
    about = [one for one in answer.lines if settled.person in one.subject_ids]
    acts = {one.act for one in about}
    if method == "GET":
        assert bool(acts & LOOKED) == (who in line.reads), (who, acts)
    assert ("WRITE" in acts) == (method == "POST" and who in line.writes), (who, acts)
    assert {one.purpose for one in about if one.act in {"READ", "WRITE"}} <= {PURPOSES.get(who)}, who
    denied = [one.subject_ids for one in answer.lines if one.act == "DENIED"]
    if answer.status_code != NOT_FOUND or who == "nobody":  # of who is not logged in nothing is known
        assert denied == [], who
    elif is_about_a_case(line.name):
        assert denied == [[] if who == OTHER_PARTNERSHIP else [settled.person]], who
    else:
        assert denied == [[]], who


def is_about_a_case(name):
    return "<uuid:key>" in table.addresses().get(name, "")


CASE_LINES = [name for name in LINES if is_about_a_case(name)]


@pytest.mark.parametrize("name", CASE_LINES)
def test_who_may_not_see_a_case_cannot_tell_it_from_one_that_never_was(settled, name):
    for method in table.METHODS:
        for who, word in getattr(LINES[name], method).items():
            if word == str(NOT_FOUND):
                real = settled.told.get((name, who, method)) or bare(settled, name, who, method=method)
                assert real == bare(settled, name, who, method=method, key=MADE_UP)


@pytest.mark.parametrize(
    "name", [name for name in CASE_LINES if len(table.PLACES.findall(table.addresses()[name])) > 1]
)
def test_what_is_not_in_the_own_case_is_not_there(settled, name):
    (other,) = [place for place in table.PLACES.findall(table.addresses()[name]) if place != "key"]
    path = table.path(name, route=table.addresses()[name], ids=settled.ids | {other: NO_ID})
    method = "GET" if LINES[name].POST["amina"] == ONLY_READ else "POST"
    answer = ask(settled, "amina", method=method, path=path, sends=LINES[name].sends)
    assert answer.status_code == NOT_FOUND


def bare(settled, name, who, *, method, key=None):
    """What somebody is told at an address, of this case or of one with another key."""
    ids = settled.ids | ({"key": key} if key else {})
    path = table.path(name, route=table.addresses()[name], ids=ids)
    return told_by(ask(settled, who, method=method, path=path, sends=LINES[name].sends), key=ids["key"])


def told_by(answer, *, key):
    """What an answer tells: status, headers and text, without the token and the address that were sent along."""
    text = TOKEN.sub(b"", answer.content).replace(str(key).encode(), b"")
    return answer.status_code, dict(answer.headers), text
