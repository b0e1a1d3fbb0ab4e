"""Logging in as people do it: on a telephone with a code from the postbox, at a desk with a password that can be read."""

from importlib import reload
from pathlib import Path

import pytest
from django.urls import clear_url_caches

from wijkwaarde import urls
from wijkwaarde.demo.cast import PASSWORD
from wijkwaarde.kernel.accounts.actions import set_password
from wijkwaarde.web.login.post import settled
from wijkwaarde.web.outbox import urls as outbox

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TELEPHONE = {"width": 390, "height": 844}


def reread():
    reload(outbox)
    reload(urls)
    clear_url_caches()


@pytest.fixture
def site(committing_cast, request, settings, tmp_path):
    """The address of the demo, with its people and an empty postbox."""
    settings.DEMO = True
    settings.OUTBOX = tmp_path / "outbox"
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": settings.OUTBOX}}}
    set_password(user=committing_cast.user("bram"), password=PASSWORD)
    reread()
    yield request.getfixturevalue("live_server").url
    settings.DEMO = False
    reread()


@pytest.fixture
def page(chromium):
    """A page of a Dutch browser, that may open another beside it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield context.new_page()
    context.close()


def is_for_everybody(page):
    """Nothing that axe finds, and no step to the side on a telephone."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_resident_logs_in_on_a_telephone_with_the_code_from_the_postbox(site, page):
    page.set_viewport_size(TELEPHONE)
    page.goto(f"{site}/inloggen")
    is_for_everybody(page)
    page.get_by_role("link", name="Stuur mij een code").click()
    is_for_everybody(page)
    page.get_by_role("textbox", name="E-mailadres").fill("Amina@Voorbeeld.example")
    page.get_by_role("button", name="Stuur mij een code").click()
    is_for_everybody(page)
    settled()

    postbox = page.context.new_page()
    postbox.set_viewport_size(TELEPHONE)
    postbox.goto(f"{site}/postvak")
    is_for_everybody(postbox)
    code = postbox.locator(".ww-code").first.inner_text()

    page.get_by_role("textbox", name="Code").fill(code.replace("-", " "))
    page.keyboard.press("Enter")
    page.get_by_text("Amina").first.wait_for(state="attached")
    page.goto(f"{site}/uitloggen")
    is_for_everybody(page)
    page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    page.get_by_text("Je bent uitgelogd.").wait_for()


def test_a_professional_reads_back_the_password_and_logs_in_with_enter(site, page):
    page.goto(f"{site}/inloggen")
    page.get_by_role("textbox", name="E-mailadres").fill("bram@voorbeeld.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Laat het wachtwoord zien").click()
    assert page.locator("[name=password]").get_attribute("type") == "text"
    assert page.locator("[name=password]").input_value() == PASSWORD
    is_for_everybody(page)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{site}/inloggen/tweede-stap")
    is_for_everybody(page)
    page.locator("[name=code]").fill(page.locator(".ww-demo-code strong").inner_text())
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(f"{site}/vandaag")
    is_for_everybody(page)


def test_who_types_something_wrong_is_told_where_and_keeps_what_was_typed(site, page):
    page.goto(f"{site}/inloggen")
    page.get_by_role("textbox", name="E-mailadres").fill("bram")
    page.get_by_role("button", name="Inloggen").click()
    assert page.locator("[autofocus]").evaluate("place => place === document.activeElement")
    assert page.get_by_role("textbox", name="E-mailadres").input_value() == "bram"
    page.get_by_role("link", name="Wachtwoord", exact=True).click()
    assert page.locator("[name=password]").evaluate("place => place === document.activeElement")
    is_for_everybody(page)
