"""A personal link gives one mark without log-in; looking at it does nothing, and a link that does not work says no more."""

import logging
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark, make_link
from wijkwaarde.kernel.measurements.models import MarkLink, Measurement
from wijkwaarde.kernel.measurements.queries import marks_for
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.kernel.plans.actions import agree_plan, write_draft
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.web.logs import PlacesOnly

# Eight weeks before now, so that a mark of today is one after six weeks.
AGREED = timezone.localdate() - timedelta(weeks=8)
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
GONE = "Deze link werkt niet meer"


@pytest.fixture
def key(cast):
    return cast.opened()


def made(cast, key, *, on=None):
    with cast.acting("chantal") as by:
        return make_link(by=by, seen=cast.seen(key, by=by), today=on or cast.today)


def sent(mark=7):
    return {"mark": str(mark), "request_key": str(uuid4())}


def marks(cast, key):
    with cast.acting("amina"):
        return [(one.mark, one.how_given) for one in Measurement.objects.filter(case__key=key, withdrawn_on=None)]


def test_a_link_shows_the_question_and_nobodys_name(cast, key):
    page = Client().get(f"/cijfer/{made(cast, key)}").text
    assert page.count('type="radio"') == 10
    assert not [name for name in ("Amina", "Chantal", "buren") if name in page]


def test_a_mail_scanner_that_follows_the_link_gives_no_mark(cast, key):
    token = made(cast, key)
    for _again in range(3):
        assert Client().get(f"/cijfer/{token}").status_code == 200
    assert marks(cast, key) == []


def test_a_press_gives_the_mark_once_and_a_double_click_says_thank_you_too(cast, key):
    address, form = f"/cijfer/{made(cast, key)}", sent()
    for _again in range(2):
        assert "Je cijfer is bewaard." in Client().post(address, form).text
    assert marks(cast, key) == [(7, "link")]
    assert Client().post(address, sent(2)).status_code == 404
    assert Client().get(address).status_code == 404
    assert marks(cast, key) == [(7, "link")]


def test_an_unknown_expired_used_or_revoked_link_gives_the_same_page(cast, key):
    revoked = made(cast, key)
    used = made(cast, key)
    Client().post(f"/cijfer/{used}", sent())
    expired = made(cast, key)
    with cast.acting("amina"):
        links = MarkLink.objects.filter(case__key=key, used_on=None, revoked_on=None)
        links.update(made_on=cast.today - timedelta(days=28), expires_on=cast.today)
    tokens = (revoked, used, expired, "bestaat-niet")
    pages = [Client().get(f"/cijfer/{token}") for token in tokens]
    assert {page.status_code for page in pages} == {404}
    assert all(GONE in page.text for page in pages)
    assert (
        len({FORM_TOKEN.sub("", page.text.replace(token, "")) for page, token in zip(pages, tokens, strict=True)}) == 1
    )
    assert [Client().post(f"/cijfer/{token}", sent()).status_code for token in (revoked, expired)] == [404, 404]


@pytest.fixture
def fallen(cast, key):
    """A page that somebody gets who gave a lower mark than before with a link, and the token of that."""
    with cast.acting("amina"):
        Case.objects.filter(key=key).update(opened_on=AGREED)
        Participant.objects.filter(case__key=key).update(begin=AGREED)
        Share.objects.filter(participant__case__key=key).update(begin=AGREED)
    with cast.acting("amina") as by:
        seen, new = cast.seen(key, by=by), NewMark(8, AGREED, HowGiven.SELF)
        give_mark(new, by=by, seen=seen, request_key=uuid4(), today=AGREED)
        draft = write_draft(by=by, seen=seen, lines=[NewLine(what="Bellen", who="Opa")], version=0, today=AGREED)
        agree_plan(by=by, seen=seen, version=draft.version, today=AGREED)
    token, form = made(cast, key), sent(4)
    return token, form, Client().post(f"/cijfer/{token}", form)


def seen_by_contact(cast, key):
    with cast.acting("chantal") as by:
        return [one.mark for one in marks_for(cast.seen(key, by=by)).marks]


def test_a_fall_by_link_gets_its_yes_on_the_page_after_the_press(cast, key, fallen):
    token, form, page = fallen
    assert "Mag Chantal dit weten?" in page.text
    assert seen_by_contact(cast, key) == [8]
    for said, found in (("nee", [8]), ("ja", [8, 4]), ("nee", [8])):
        answer = Client().post(f"/cijfer/{token}/antwoord", {"request_key": form["request_key"], "tell": said})
        assert f"Je zei: {said}," in answer.text
        assert seen_by_contact(cast, key) == found


def test_who_made_the_link_or_follows_it_answers_nothing_without_the_key_of_the_form(cast, key, fallen):
    token, _form, _page = fallen
    for told in ({}, {"request_key": str(uuid4())}):
        for client in (Client(), cast.browser("chantal")):
            assert client.post(f"/cijfer/{token}/antwoord", told | {"tell": "ja"}).status_code == 404
    assert Client().get(f"/cijfer/{token}/antwoord").status_code == 405
    assert seen_by_contact(cast, key) == [8]


def test_a_mark_by_link_that_did_not_fall_is_asked_nothing_about(cast, key):
    token, form = made(cast, key), sent(7)
    assert "dit weten?" not in Client().post(f"/cijfer/{token}", form).text
    told = {"request_key": form["request_key"], "tell": "ja"}
    assert Client().post(f"/cijfer/{token}/antwoord", told).status_code == 404


def test_after_the_end_a_mark_still_comes_by_link_and_by_log_in(cast, key):
    token = made(cast, key)
    with cast.acting("amina"):
        Case.objects.filter(key=key).update(closed_on=cast.today)
    assert "Je cijfer is bewaard." in Client().post(f"/cijfer/{token}", sent(7)).text
    assert cast.browser("amina").post(f"/vraag/{key}/cijfer", sent(6)).status_code == 302
    assert marks(cast, key) == [(6, "self")]


def test_a_scanner_that_asks_for_the_head_or_the_options_gives_no_mark(cast, key):
    token = made(cast, key)
    for ask in (Client().head, Client().options):
        assert ask(f"/cijfer/{token}").status_code in {200, 405}
    assert marks(cast, key) == []


def test_of_a_token_only_the_hash_is_kept(cast, key):
    token = made(cast, key)
    with cast.acting("amina"):
        [link] = MarkLink.objects.filter(case__key=key).values()
    assert token not in map(str, link.values())


def test_only_the_fixed_contact_makes_a_link_and_sees_it_once(cast, key):
    cast.chosen(key, "bram")
    browser = cast.browser("chantal")
    page = browser.post(f"/vraag/{key}/cijfer/link").text
    assert "/cijfer/" in page
    assert "<svg" in page
    assert "<svg" not in browser.get(f"/vraag/{key}/cijfer/link").text
    for who in ("amina", "bram", "yara", "olga"):
        assert cast.browser(who).post(f"/vraag/{key}/cijfer/link").status_code == 404
    with cast.acting("bram") as by, pytest.raises(Refused):
        make_link(by=by, seen=cast.seen(key, by=by), today=cast.today)


def test_who_is_logged_in_elsewhere_may_use_a_link_too(cast, key):
    token = made(cast, key)
    assert "Dank je wel" in cast.browser("olga").post(f"/cijfer/{token}", sent()).text
    assert marks(cast, key) == [(7, "link")]


def test_a_log_never_has_the_token(cast, key):
    token = made(cast, key)
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (f"/cijfer/{token}",), "name": "django.request"})
    assert token not in PlacesOnly("%(message)s").format(record)
