"""The pages of the product in a real browser: nothing for axe to find, no violation, no sideways scrolling, on paper too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.visits import FOUND

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (320, 340, 390, 768)
LEAST_TARGET = 24
LEAST_TEXT = 11
ANALYSES = "[!i]*.nl"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def check_pages(
    open_page: Callable[..., Any], folder: Path, *, check: Callable[[Any], None], name: str = "*.nl", **how: Any
) -> None:
    """Open every HTML file of a folder whose name fits, and check it; a folder without such pages is a failure."""
    files = sorted(folder.glob(f"{name}.html"))
    assert files, f"no pages {name} in {folder}"
    for file in files:
        page = open_page(file, **how)
        check(page)
        page.close()


@pytest.fixture
def open_page(chromium: Any) -> Callable[..., Any]:
    """Opens a file at a width; what the browser complains of is in `page.complaints`; axe runs past the policy."""

    def opened(file: Path, *, width: int = 1280, media: str = "screen", bypass: bool = False) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=bypass)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.complaints.append(request.url) if request.url[:4] == "http" else None)
        page.emulate_media(media=media)
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        return page

    return opened


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the four shipped cases in both languages, made by the product's own command."""
    from wijkwaarde import demo
    from wijkwaarde.commands import main

    folder = tmp_path_factory.mktemp("pages")
    for language in ("nl", "en"):
        there = folder / language
        assert main(["--lang", language, "analyse", str(demo.CASES), "--html", str(there)]) == 0
        for file in there.glob("*.html"):
            file.rename(folder / f"{file.stem}.{language}.html")
    return folder


@pytest.mark.browser
@pytest.mark.parametrize(("name", "width"), [("*.nl", 340), ("*.nl", 1280), ("amina.en", 340)])
def test_axe_finds_nothing_with_all_explanations_open(open_page, pages: Path, name: str, width: int) -> None:
    def check(page: Any) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(AXE)
        found = page.evaluate(FOUND, RULES)
        assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []

    check_pages(open_page, pages, check=check, name=name, width=width, bypass=True)


@pytest.mark.browser
def test_the_browser_has_nothing_to_complain_of(open_page, pages: Path) -> None:
    def check(page: Any) -> None:
        assert page.complaints == []
        assert page.evaluate("document.fonts.check('700 20px \"Source Sans 3\"')")
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Sans 3"')

    check_pages(open_page, pages, check=check, name="*")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways(open_page, pages: Path, width: int) -> None:
    def check(page: Any) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    check_pages(open_page, pages, check=check, width=width)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_one_drawing_of_every_picture_is_shown_with_letters_that_can_be_read(
    open_page, pages: Path, width: int
) -> None:
    sizes = """[...document.querySelectorAll('.ww-picture')].map(one => [...one.querySelectorAll('svg')]
        .filter(svg => svg.getClientRects().length)
        .map(svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width * 15))"""

    def check(page: Any) -> None:
        shown = page.evaluate(sizes)
        assert shown
        assert all(len(one) == 1 and one[0] >= LEAST_TEXT for one in shown)

    check_pages(open_page, pages, check=check, name=ANALYSES, width=width)


@pytest.mark.browser
def test_what_can_be_pressed_is_large_enough_and_a_link_opens_its_explanation(open_page, pages: Path) -> None:
    def check(page: Any) -> None:
        heights = page.evaluate("""[...document.querySelectorAll('summary, .ww-why')]
            .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)""")
        assert heights
        assert min(heights) >= LEAST_TARGET
        link = page.locator(".ww-why").first
        place = link.get_attribute("href")
        link.click()
        page.locator(place).wait_for(state="visible")

    check_pages(open_page, pages, check=check, name=ANALYSES, width=390)


@pytest.mark.browser
def test_the_first_key_shows_the_way_to_the_content(open_page, pages: Path) -> None:
    def check(page: Any) -> None:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
        assert page.locator(".nl-skip-link").bounding_box()["y"] >= 0

    check_pages(open_page, pages, check=check, name="amina.nl")


@pytest.mark.browser
def test_paper_shows_the_explanations_and_nothing_to_press(open_page, pages: Path) -> None:
    def check(page: Any) -> None:
        bodies = page.locator("details:not(.ww-repeated) > .ww-origin-body")
        assert bodies.first.is_visible()
        assert not page.locator(".ww-why").first.is_visible()
        assert page.locator(".ww-wide-drawing").first.is_visible()
        assert not page.locator(".ww-small-drawing").first.is_visible()

    check_pages(open_page, pages, check=check, name=ANALYSES, media="print", width=700)
