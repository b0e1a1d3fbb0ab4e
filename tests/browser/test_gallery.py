"""The shell and the components of the site in a real browser: nothing for axe, no violation, and the ways out work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser.visits import FOUND

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 768, 1280)
LEAST_TARGET = 24
EXIT = "https://exit.example/"
SMALL = """[...document.querySelectorAll('a, button, summary, input, select, textarea, label[for]')]
    .filter(one => one.checkVisibility() && getComputedStyle(one).display !== 'inline' && one.type !== 'hidden')
    .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height]).filter(one => one[1] < 24)"""


@pytest.fixture(scope="module")
def served(django_db_setup, django_db_blocker):
    """The address of the site on its own server for the pages of this file, which write nothing."""
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture
def site(served, settings):
    """The address of the site, whose quick exit leads to nowhere real."""
    settings.QUICK_EXIT = EXIT
    return served


@pytest.fixture
def visit(chromium, site):
    """Opens a page of the site at a width; what the browser complains of is in `page.complaints`."""
    contexts = []

    def opened(path: str, *, width: int = 1280, **how):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="nl-NL", **how)
        contexts.append(context)
        context.route(
            f"{EXIT}**", lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html")
        )
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(site + path)
        page.evaluate("document.fonts.ready")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/componenten", "/is-er-niet"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(visit, path: str, width: int) -> None:
    page = visit(path, width=width, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE)
    found = page.evaluate(FOUND, RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.browser
def test_the_browser_has_nothing_to_complain_of(visit) -> None:
    page = visit("/componenten")
    assert page.complaints == []
    assert page.evaluate("document.fonts.check('700 20px \"Source Sans 3\"')")
    assert page.evaluate("typeof htmx") == "object"


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_whatever_people_write(visit, width: int) -> None:
    page = visit("/componenten", width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_what_can_be_pressed_is_large_enough(visit) -> None:
    assert visit("/componenten", width=390).evaluate(SMALL) == []


@pytest.mark.browser
@pytest.mark.parametrize("how", ["click", "escape"])
def test_leaving_goes_elsewhere_and_leaves_no_page_to_go_back_to(visit, how: str) -> None:
    page = visit("/componenten", width=390)
    before = page.evaluate("history.length")
    if how == "click":
        page.get_by_role("link", name="Sluit snel").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(EXIT)
    assert page.title() == "elsewhere"
    assert page.evaluate("history.length") == before


@pytest.mark.browser
def test_escape_once_or_twice_stays(visit, site: str) -> None:
    page = visit("/componenten")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.url == f"{site}/componenten"


@pytest.mark.browser
def test_leaving_works_without_scripts_and_is_in_sight_on_a_phone(visit) -> None:
    page = visit("/componenten", width=320, java_script_enabled=False)
    box = page.get_by_role("link", name="Sluit snel").bounding_box()
    assert 0 <= box["x"] <= 320 - box["width"]
    assert 0 <= box["y"] <= 900 - box["height"]
    page.get_by_role("link", name="Sluit snel").click()
    page.wait_for_url(EXIT)


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_the_language_is_chosen_once_and_stays(visit, scripts: bool) -> None:
    page = visit("/componenten", java_script_enabled=scripts)
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert page.url.endswith("/componenten")
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(page.url)
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.browser
def test_a_text_says_how_much_still_fits_and_keeps_what_is_too_much(visit) -> None:
    page = visit("/componenten")
    text = page.locator("#id_empty-what")
    text.fill("Ik slaap slecht.")
    assert page.locator("#id_empty-what_count").inner_text() == "Nog 1.984 tekens"
    text.fill("x" * 2_001)
    assert page.locator("#id_empty-what_count").inner_text() == "1 tekens te veel"
    assert len(text.input_value()) == 2_001


@pytest.mark.browser
def test_a_form_is_sent_once_however_often_somebody_clicks(visit) -> None:
    page = visit("/componenten")
    sent: list[str] = []

    def nothing(route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/verstuurd", nothing)
    page.locator(".ww-line-buttons").first.evaluate("form => { form.action = '/verstuurd'; }")
    button = page.get_by_role("button", name="Het is gelukt").first
    for _ in range(3):
        button.click(no_wait_after=True)
    page.wait_for_timeout(200)
    assert sent == ["POST"]
    assert page.evaluate("document.querySelector('.ww-line-buttons').dataset.sent") == "yes"


@pytest.mark.browser
def test_the_links_of_a_long_table_sort_it_and_turn_its_pages(visit) -> None:
    page = visit("/componenten", width=390)
    page.get_by_role("link", name="Volgende").click()
    assert re.search(r"bladzijde=2", page.url)
    page.get_by_role("link", name="Sinds").click()
    assert page.url.endswith("?volgorde=sinds")
    assert page.locator("th[aria-sort]").inner_text().startswith("Sinds")


@pytest.mark.browser
def test_paper_shows_no_menu_and_nothing_to_press(visit) -> None:
    page = visit("/componenten", width=700)
    page.emulate_media(media="print")
    for hidden in (".ww-exit", ".ww-visitor", ".ww-actions", ".ww-line-buttons", ".ww-search", ".nl-button"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".ww-line-what").first.is_visible()
