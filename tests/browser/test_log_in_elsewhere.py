"""Logging in with an account elsewhere, in a real browser at a real provider: in, not known, stopped, and not there."""

from dataclasses import replace

import pytest
from django.conf import settings as site_settings
from django.test import Client
from playwright.sync_api import expect

from tests.browser.test_log_in import TELEPHONE, is_for_everybody
from tests.cast import enter
from tests.openid.conftest import STRANGER, site_of, started  # noqa: F401 # pytest finds the provider by its name
from tests.openid.visitor import PASSWORD
from wijkwaarde.web.openid.provider import provider_of

pytestmark = pytest.mark.browser


@pytest.fixture
def site(committing_cast, request, settings):
    """The address of a site that knows the provider, and people whom both know."""
    settings.PHONE = "0800 - 12 34"
    url = settings.SITE = request.getfixturevalue("live_server").url
    provider = request.getfixturevalue("started")
    settings.OPENID = site_of(provider)
    people = [committing_cast.user(who).email for who in ("amina", "chantal")] + [STRANGER]
    provider.told(people=people, sites=[f"{url}/inloggen/elders/terug"], consent=True, behave={"acr": "hoog"})
    yield url
    provider_of.cache_clear()


@pytest.fixture
def opened(chromium):
    """Opens a browser of somebody, on a telephone."""
    contexts = []

    def open_one():
        contexts.append(chromium.new_context(viewport=TELEPHONE, locale="nl-NL"))
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


def go(page, *, site, email, start="/inloggen"):
    """From our page to the page of the provider that asks whether our site may know."""
    page.goto(f"{site}{start}")
    page.get_by_role("link", name="Inloggen met Gemeente Voorbeeld").click()
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Authorize")).to_be_visible()


def test_people_log_in_with_an_account_elsewhere_and_whoever_is_not_let_in_reads_why(
    site, opened, committing_cast, settings
):
    amina = opened()
    amina.goto(f"{site}/inloggen")
    is_for_everybody(amina)
    go(amina, site=site, email=committing_cast.user("amina").email)
    amina.get_by_role("button", name="Authorize").click()
    expect(amina.get_by_text("Amina").first).to_be_attached()
    assert amina.url.startswith(f"{site}/")

    chantal = opened()
    go(chantal, site=site, email=committing_cast.user("chantal").email, start="/inloggen?next=/vandaag")
    chantal.get_by_role("button", name="Authorize").click()
    chantal.wait_for_url(f"{site}/vandaag")
    expect(chantal.get_by_role("heading", level=1)).to_be_visible()

    stranger = opened()
    go(stranger, site=site, email=STRANGER)
    stranger.get_by_role("button", name="Authorize").click()
    expect(stranger.get_by_role("heading", name="Wij kennen je hier nog niet")).to_be_visible()
    expect(stranger.get_by_role("main").get_by_role("link", name="0800 - 12 34")).to_be_visible()
    assert "?" not in stranger.url
    is_for_everybody(stranger)

    stranger.goto(f"{site}/inloggen/elders")
    stranger.get_by_role("button", name="Cancel").click()
    expect(stranger.get_by_role("heading", name="Je bent niet ingelogd")).to_be_visible()
    is_for_everybody(stranger)
    stranger.get_by_role("link", name="Probeer het opnieuw").click()
    expect(stranger.get_by_role("button", name="Authorize")).to_be_visible()

    settings.OPENID = replace(settings.OPENID, issuer="http://127.0.0.1:9")
    stranger.goto(f"{site}/inloggen/elders")
    expect(stranger.get_by_role("heading", name="We krijgen nu geen antwoord van Gemeente Voorbeeld")).to_be_visible()
    stranger.get_by_role("link", name="Op een andere manier inloggen").click()
    assert stranger.url == f"{site}/inloggen"


def test_a_member_ties_an_account_with_another_address_logs_in_with_it_and_unties_it(site, opened, committing_cast):
    bram = opened()
    cookie = enter(Client(), committing_cast.user("bram")).cookies[site_settings.SESSION_COOKIE_NAME].value
    bram.context.add_cookies([{"name": site_settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    bram.goto(f"{site}/hoe-je-inlogt")
    bram.get_by_role("link", name="Bekijk de koppeling").click()
    is_for_everybody(bram)
    bram.get_by_role("link", name="Naar Gemeente Voorbeeld").click()
    bram.locator("[name=login]").fill(STRANGER)
    bram.locator("[name=password]").fill(PASSWORD)
    bram.keyboard.press("Enter")
    bram.get_by_role("button", name="Authorize").click()
    expect(bram.get_by_text(STRANGER)).to_be_visible()
    assert bram.url == f"{site}/hoe-je-inlogt/elders"
    is_for_everybody(bram)
    bram.get_by_role("button", name="Ja, koppel dit account").click()
    expect(bram.get_by_text("is gekoppeld sinds")).to_be_visible()
    is_for_everybody(bram)

    elsewhere = opened()
    go(elsewhere, site=site, email=STRANGER, start="/inloggen?next=/vandaag")
    elsewhere.get_by_role("button", name="Authorize").click()
    elsewhere.wait_for_url(f"{site}/vandaag")

    bram.get_by_role("button", name="Losmaken").click()
    expect(bram.get_by_role("button", name="Terugdraaien")).to_be_visible()
    is_for_everybody(bram)
    elsewhere.reload()
    assert elsewhere.url.startswith(f"{site}/inloggen?next=")
