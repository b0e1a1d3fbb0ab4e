"""Every page in every language it is read in: no sideways scroll on a small phone, and nothing for axe where a resident reads another language."""

import pytest

from tests.browser.test_every_page import told_by
from tests.browser.visits import bring_about, check_axe, check_width
from tests.languages.reading import in_language

pytestmark = pytest.mark.browser

LANGUAGES = ("nl-formal", "en", "tr", "ar")
# Who works here reads Dutch and English.
MEMBERS_TOO = "en"
# With `u` for `je` and in English a page is built as in Dutch, where axe looks at all of them.
AXE_LANGUAGES = {"tr", "ar"}
WIDTH = 320
# Where a name, a phone number or the words of somebody would be read in the order of the page instead of their own.
STRAY = """[...document.querySelectorAll('main a[href^="tel:"], header summary bdi')]
    .filter(one => getComputedStyle(one).unicodeBidi === 'normal').map(one => one.outerHTML)"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_that_is_read_in_this_language_is_good(visit, code):
    every = visit.neighbourhood.states
    read = every if code == MEMBERS_TOO else [state for state in every if state.is_resident]
    problems = []
    for who in sorted({state.who for state in read}):
        page = visit(who=who, width=WIDTH)
        page.context.add_cookies([{"name": "django_language", "value": code, "url": visit.neighbourhood.url}])
        for state in read:
            if state.who == who:
                problems += [f"{state.name}: {one}" for one in problems_of(page, in_language(state, code), code=code)]
    assert problems == []


def problems_of(page, state, *, code):
    """What is wrong with a page in one state, on the smallest phone."""
    page.goto(state.path)
    bring_about(page, state)
    yield from told_by(lambda: check_width(page))
    if code in AXE_LANGUAGES:
        yield from told_by(lambda: check_axe(page))
    yield from page.evaluate(STRAY)
