"""Whatever a provider, a network or a visitor does wrong: nobody gets in, and a calm page says so."""

import socket
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.openid.conftest import AMINA
from tests.openid.provider.lies import TOKENS
from tests.openid.test_good_ways import GO, STOPPED, opened, way, who
from wijkwaarde.web.openid import errand, fetching
from wijkwaarde.web.openid.configuration import Configuration, configured

pytestmark = pytest.mark.django_db
REFUSED, WEAK, DOWN = "Inloggen is niet gelukt", "Er is een extra stap nodig", "We krijgen nu geen antwoord"
OVER, UNKNOWN, CANCELLED = "Begin nog een keer", "Wij kennen je hier nog niet", "Je bent niet ingelogd"
# What the log says of each lie: a word that helps who keeps the site running, and nobody who reads along.
LIES = {
    "issuer": "InvalidIssuerError",
    "audience": "InvalidAudienceError",
    "audiences": "asked by another",
    "asked by another": "asked by another",
    "nonce": "nonce",
    "no nonce": "MissingRequiredClaimError",
    "expired": "ExpiredSignatureError",
    "no end": "MissingRequiredClaimError",
    "old": "made too long ago",
    "future": "ImmatureSignatureError",
    "not yet": "ImmatureSignatureError",
    "no subject": "no subject",
    "other key": "InvalidSignatureError",
    "unknown key": "no key, or several, that may have signed",
    "none": "algorithm",
    "secret": "algorithm",
    "touched": "InvalidSignatureError",
    "no token": "no ID token",
    "not a token": "DecodeError",
}
OTHERS = {"weak": WEAK, "no level": WEAK, "unverified": UNKNOWN, "almost verified": UNKNOWN}
UNDESCRIBED = ("description of another", "plain http", "file", "no pkce")


def said(response):
    """The heading of the page, after looking whether it gives nothing away."""
    page = response.content.decode()
    assert response.wsgi_request.get_full_path() == STOPPED
    assert "Traceback" not in page
    assert "http://127.0.0.1" not in page
    return page.partition('id="mis">')[2].partition("</h1>")[0]


def back_from(client, visitor, *, start=GO):
    """The address at which somebody comes back, not opened yet."""
    return visitor.sent(client.get(start).url).removeprefix("http://testserver")


def test_there_is_a_test_for_every_lie():
    assert set(LIES) | set(OTHERS) == set(TOKENS)


@pytest.mark.parametrize("lie", [*LIES, *OTHERS])
def test_a_token_that_is_not_right_lets_nobody_in(client, amina, provider, visitor, caplog, lie):
    provider.told(behave={"lie": lie})
    back = way(client, visitor(AMINA))
    assert (back.status_code, said(back)) == (403, OTHERS.get(lie, REFUSED))
    assert who(client) is None
    assert LIES.get(lie, "") in caplog.text
    assert "eyJ" not in caplog.text
    assert AMINA not in caplog.text


def test_somebody_elses_address_in_what_more_is_told_lets_nobody_in(client, amina, provider, visitor):
    provider.told(behave={"lie": "address elsewhere", "more": "somebody else"})
    assert said(way(client, visitor(AMINA))) == REFUSED
    assert who(client) is None


@pytest.mark.parametrize("lie", UNDESCRIBED)
def test_a_provider_that_describes_itself_wrongly_is_not_gone_to(client, provider, lie):
    provider.told(behave={"lie": lie})
    there = opened(client, GO)
    assert there.status_code == 503
    assert said(there).startswith(DOWN)
    assert "Gemeente Voorbeeld" in said(there)


def test_a_provider_that_signs_with_secrets_only_is_not_believed(client, amina, provider, visitor):
    provider.told(behave={"lie": "only secrets"})
    assert said(way(client, visitor(AMINA))) == REFUSED


@pytest.mark.parametrize("lie", ["down", "no json", "endless", "elsewhere", "silent"])
def test_a_provider_that_does_not_answer_well_is_called_away(client, amina, provider, visitor, lie, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 1)
    back = back_from(client, visitor(AMINA))
    provider.told(behave={"lie": lie})
    answer = opened(client, back)
    assert answer.status_code == 503
    assert said(answer).startswith(DOWN)
    assert who(client) is None


def test_a_provider_that_is_not_there_has_a_page_that_says_so(client, provider, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.OPENID = replace(settings.OPENID, issuer=f"http://127.0.0.1:{free.getsockname()[1]}")
        there = opened(client, GO)
    assert there.status_code == 503
    assert said(there).startswith(DOWN)


def test_who_stops_at_the_provider_reads_that_nothing_happened(client, amina, provider, visitor):
    provider.told(consent=True)
    there = visitor(AMINA)
    page = there.sent(client.get(GO).url)
    back = there.press(page, action="cancel")
    answer = opened(client, back.removeprefix("http://testserver"))
    assert (answer.status_code, said(answer)) == (200, CANCELLED)
    assert who(client) is None


@pytest.mark.parametrize(
    ("told", "page"), [("server_error", DOWN), ("unmet_authentication_requirements", WEAK), ("<script>", REFUSED)]
)
def test_other_ends_at_the_provider_have_their_page(client, provider, told, page):
    state = parse_qs(urlsplit(client.get(GO).url).query)["state"][0]
    answer = opened(
        client, f"{GO}/terug?{urlencode({'state': state, 'error': told, 'error_description': '<b>weg</b>'})}"
    )
    assert said(answer).startswith(page)
    assert "weg" not in answer.content.decode()
    assert "script>" not in answer.content.decode().partition("<main")[2]


@pytest.mark.parametrize("state", ["", "verzonnen", "a" * 5000])
def test_a_state_that_this_browser_was_not_sent_with_lets_nobody_in(client, amina, visitor, state):
    back = urlsplit(back_from(client, visitor(AMINA)))
    brought = {name: value for name, [value] in parse_qs(back.query).items()} | {"state": state}
    answer = opened(client, f"{back.path}?{urlencode(brought)}")
    assert (answer.status_code, said(answer)) == (400, OVER)
    assert who(client) is None


def test_the_way_back_of_one_browser_opens_nothing_in_another(client, amina, visitor):
    back = back_from(client, visitor(AMINA))
    victim = type(client)()
    victim.get(GO)
    assert said(opened(victim, back)) == OVER
    assert who(victim) is None


def test_a_way_back_works_once_and_its_code_too(client, amina, visitor):
    back = back_from(client, visitor(AMINA))
    kept = client.session[errand.ERRANDS]
    assert opened(client, back).status_code == 302
    client.post("/uitloggen")
    assert said(opened(client, back)) == OVER
    session = client.session
    session[errand.ERRANDS] = kept
    session.save()
    assert said(opened(client, back)) == REFUSED
    assert who(client) is None


def test_who_comes_back_too_late_begins_again(client, amina, visitor):
    back = back_from(client, visitor(AMINA))
    aged(client, by=timedelta(minutes=16))
    assert said(opened(client, back)) == OVER


def test_a_clock_that_went_back_does_not_make_a_way_back_last_longer(client, amina, visitor):
    back = back_from(client, visitor(AMINA))
    aged(client, by=timedelta(hours=-1))
    assert said(opened(client, back)) == OVER


@pytest.mark.parametrize("changed", [{"verifier": "x" * 43}, {"verifier": ""}], ids=["another", "none"])
def test_a_code_is_worth_nothing_without_the_word_that_only_our_server_knows(client, amina, visitor, changed):
    back = back_from(client, visitor(AMINA))
    edited(client, **changed)
    assert said(opened(client, back)) == REFUSED
    assert who(client) is None


def test_an_answer_of_another_provider_lets_nobody_in(client, amina, visitor):
    back = back_from(client, visitor(AMINA))
    assert said(opened(client, f"{back}&iss=https%3A%2F%2Fiemand-anders.example")) == REFUSED


def test_a_provider_that_promised_to_name_itself_does(client, amina, provider, visitor):
    provider.told(behave={"lie": "names itself"})
    assert said(way(client, visitor(AMINA))) == REFUSED
    back = back_from(client, visitor(AMINA))
    assert opened(client, f"{back}&{urlencode({'iss': provider.url})}").status_code == 302


def test_the_secret_of_the_site_must_be_right(client, amina, visitor, settings):
    settings.OPENID = replace(settings.OPENID, client_secret="geraden")
    assert said(way(client, visitor(AMINA))) == REFUSED


def test_only_a_few_ways_are_open_at_once_and_none_opens_by_a_form(client, provider):
    for _ in range(8):
        client.get(GO)
    assert len(client.session[errand.ERRANDS]) == errand.MOST_AT_ONCE
    assert client.post(GO).status_code == 405
    assert client.post(f"{GO}/terug").status_code == 405


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "http://inloggen.example"},
        {"issuer": "http://localhost:8000"},
        {"issuer": "https://naam:woord@inloggen.example"},
        {"issuer": "https://inloggen.example?x"},
        {"issuer": "inloggen.example"},
        {"client_id": ""},
        {"name": ""},
        {"two_factors": "hoog"},
    ],
)
def test_settings_that_are_half_or_unsafe_stop_the_site_from_starting(told):
    whole = Configuration(issuer="https://inloggen.example", client_id="wijk", name="Inloggen")
    assert configured(whole) == whole
    with pytest.raises(ImproperlyConfigured, match="WIJKWAARDE_OPENID_"):
        configured(replace(whole, **told))


def test_the_secret_does_not_stand_in_what_is_printed_of_the_settings():
    assert "geheim" not in repr(Configuration(issuer="", client_id="", name="", client_secret="geheim"))


def aged(client, *, by):
    """Make the errands of this browser older."""
    session = client.session
    for one in session[errand.ERRANDS].values():
        one["began"] -= by.total_seconds()
    session.save()


def edited(client, **changed):
    """Change what our server remembers of the errands of this browser."""
    session = client.session
    for one in session[errand.ERRANDS].values():
        one.update(changed)
    session.save()
