"""Who logs in elsewhere and is known here gets in; who is not known reads whom to call."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from tests.openid.conftest import AMINA, BRAM, STRANGER
from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.kernel.identities.models import Identity
from wijkwaarde.web.login.second_factor import was_used

pytestmark = pytest.mark.django_db
GO, HOME, STOPPED = "/inloggen/elders", "/", "/inloggen/elders/mislukt"


def way(client, visitor, *, start=GO):
    """Go to the provider, log in there, and come back."""
    sent = client.get(start)
    assert sent.status_code == 302, sent.content.decode()
    back = visitor.sent(sent.url)
    assert back.startswith("http://testserver/"), back
    return opened(client, back.removeprefix("http://testserver"))


def opened(client, url):
    """Open an address; where that leads to the page that says why not, that page."""
    answer = client.get(url)
    return client.get(STOPPED) if answer.headers.get("Location") == STOPPED else answer


def who(client):
    request = client.get("/als-wie").wsgi_request
    return request.user.email if request.user.is_authenticated else None


def test_who_is_known_by_a_verified_address_gets_in_and_is_known_by_subject_from_then_on(client, amina, visitor):
    there = visitor(AMINA)
    back = way(client, there)
    assert (back.status_code, back.url) == (302, HOME)
    assert who(client) == AMINA
    tied = Identity.objects.get()
    assert tied.user == amina
    client.post("/uitloggen")
    amina.email = "nieuw@voorbeeld.nl"
    amina.save()
    assert way(client, there).url == HOME
    assert who(client) == "nieuw@voorbeeld.nl"
    assert Identity.objects.count() == 1


def test_the_way_there_asks_for_a_code_with_pkce_state_nonce_and_level_and_names_our_own_address(client, provider):
    sent = urlsplit(client.get(GO).url)
    asks = {name: value for name, [value] in parse_qs(sent.query).items()}
    assert asks.pop("redirect_uri") == "http://testserver/inloggen/elders/terug"
    assert (asks.pop("response_type"), asks.pop("client_id"), asks.pop("scope")) == ("code", "wijk", "openid email")
    assert asks.pop("acr_values") == "hoog midden"
    assert asks.pop("code_challenge_method") == "S256"
    assert set(asks) == {"state", "nonce", "code_challenge"}
    assert all(len(value) >= 43 for value in asks.values())
    assert f"{sent.scheme}://{sent.netloc}" == provider.url
    again = {name: value for name, [value] in parse_qs(urlsplit(client.get(GO).url).query).items()}
    assert not {asks[name] for name in asks} & set(again.values())


def test_a_level_that_is_strong_enough_counts_as_two_factors_and_a_lower_one_as_one(client, bram, provider, visitor):
    way(client, visitor(BRAM))
    first = client.get("/als-wie").wsgi_request
    assert not was_used(first)
    client.post("/uitloggen")
    provider.told(behave={"acr": "hoog"})
    assert way(client, visitor(BRAM)).url == HOME
    assert was_used(client.get("/als-wie").wsgi_request)
    assert client.get("/vandaag").status_code == 200


def test_a_method_that_the_settings_name_counts_as_two_factors_too(client, bram, provider, visitor, settings):
    settings.OPENID = replace(settings.OPENID, levels=(), two_factors="", methods=("mfa",))
    provider.told(behave={"acr": "", "amr": ["pwd", "mfa"]})
    way(client, visitor(BRAM))
    assert was_used(client.get("/als-wie").wsgi_request)


def test_an_address_that_the_provider_tells_only_when_asked_for_more_is_asked_for(client, amina, provider, visitor):
    provider.told(behave={"lie": "address elsewhere"})
    assert way(client, visitor(AMINA)).url == HOME
    assert who(client) == AMINA


def test_after_log_in_comes_the_page_that_was_asked_for_and_never_another_site(client, amina, visitor):
    there = visitor(AMINA)
    assert way(client, there, start=f"{GO}?next=/mijn-vragen").url == "/mijn-vragen"
    for elsewhere in ("https://elders.example/", "//elders.example/", "/\\elders.example", "javascript:alert(1)"):
        client.post("/uitloggen")
        assert way(client, there, start=f"{GO}?next={elsewhere}").url == HOME


def test_a_key_that_was_changed_at_the_provider_is_fetched_and_a_strange_one_only_once(
    client, amina, provider, visitor
):
    there, keys = visitor(AMINA), "/.well-known/jwks.json"
    way(client, there)
    assert provider.told(behave={"rotated": "yes"}).count(keys) == 1
    assert way(client, there).url == HOME
    assert provider.told(behave={"lie": "unknown key"}).count(keys) == 1
    assert way(client, there).status_code == 403
    assert provider.told().count(keys) == 0


def test_a_session_from_before_log_in_is_not_the_one_after_it(client, amina, visitor):
    client.get(GO)
    before = client.session.session_key
    way(client, visitor(AMINA))
    assert client.session.session_key != before


def test_who_is_logged_in_as_somebody_else_goes_on_as_who_came_from_the_provider(client, amina, bram, visitor):
    client.force_login(bram)
    assert way(client, visitor(AMINA)).status_code == 302
    assert who(client) == AMINA


def test_who_is_known_there_and_not_here_gets_no_account_and_reads_whom_to_call(client, amina, visitor, settings):
    settings.PHONE = "0800 - 12 34"
    before = User.objects.count()
    back = way(client, visitor(STRANGER))
    page = back.content.decode()
    assert back.status_code == 403
    assert "Wij kennen je hier nog niet" in page
    assert 'href="tel:08001234"' in page
    assert who(client) is None
    assert not Identity.objects.exists()
    assert User.objects.count() == before


def test_an_address_that_now_belongs_to_somebody_else_there_opens_nothing(client, amina, visitor):
    Identity.objects.create(user=amina, issuer=visitor(AMINA).provider.url, subject="another", since=timezone.now())
    assert way(client, visitor(AMINA)).status_code == 403
    assert who(client) is None


def test_a_log_in_that_was_closed_stays_closed(client, amina, visitor):
    there = visitor(AMINA)
    way(client, there)
    client.post("/uitloggen")
    amina.is_active = False
    amina.save()
    assert "Wij kennen je hier nog niet" in way(client, there).content.decode()


def test_the_page_to_log_in_has_the_button_and_takes_along_where_somebody_was_going(client, provider):
    page = client.get("/inloggen?next=/als-wie").content.decode()
    assert "Inloggen met Gemeente Voorbeeld" in page
    assert 'href="/inloggen/elders?next=%2Fals-wie"' in page


def test_without_a_provider_there_is_no_button_and_no_address(client, db):
    assert "Heb je een account bij" not in client.get("/inloggen").content.decode()
    assert client.get(GO).status_code == 404
    assert client.get(f"{GO}/terug").status_code == 404
