"""Every page in every state: nothing for axe, no sideways scroll, nothing lost enlarged, quiet titles, all by keyboard, no word of the system."""

import re

import pytest

from tests.browser.enlarging import in_every_window
from tests.browser.states import NAME, QUESTION
from tests.browser.visits import bring_about, check_axe, check_quiet, check_width, text_of

pytestmark = pytest.mark.browser

# design: words of the system world; what a resident reads never has one of them.
NEVER = """casus, cliënt, MDO, indicatie, beschikking, belemmering, interventie, betrokkene, participant, kostendrager,
verplichting, uitnutting, welbevinden, zelfredzaam, eigen kracht, regie, netwerk, inzetten, traject, doelgroep, maatwerk,
niets doen, verstrekking, grondslag"""
# The title of a chapter in a book that a price comes from: a source is told as it is called.
SOURCE = "Casus de fiets"
SYSTEM_WORDS = re.compile("|".join(rf"\b{word.strip()}" for word in NEVER.split(",")), re.IGNORECASE)
NAMES = ("Amina", "Bram", "Chantal", "Fenna", "Langenbergschenhoek", NAME.split()[0])
# 640 is a window of 1280 at 200%.
WIDTHS = (1280, 640, 320)
AXE_WIDTHS = {1280, 320}
SHOWN = "one => { const style = getComputedStyle(one); return style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none'; }"
REACHABLE = """[...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), textarea, select')]
    .filter(one => one.checkVisibility() && !one.disabled).length"""


def test_every_page_in_every_state_is_good_at_every_width(visit):
    problems = []
    for who in sorted({state.who for state in visit.neighbourhood.states}):
        page = visit(who=who)
        for state in visit.neighbourhood.states:
            if state.who == who:
                problems += [f"{state.name}: {problem}" for problem in problems_of(page, state)]
    assert problems == []


def problems_of(page, state):
    """What is wrong with a page in one state: all of it, since opening it again takes longer than looking on."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(state.path)
    bring_about(page, state)
    if state.is_resident:
        yield from (f"says {word!r}" for word in set(SYSTEM_WORDS.findall(text_of(page).replace(SOURCE, ""))))
    yield from told_by(lambda: check_quiet(page, names=NAMES, words=QUESTION))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield from told_by(lambda: check_width(page))
        if width in AXE_WIDTHS:
            yield from told_by(lambda: check_axe(page))
    yield from in_every_window(page)


def told_by(check):
    """What a check says."""
    try:
        check()
    except AssertionError as error:
        yield str(error)


def test_the_keyboard_reaches_everything_on_the_page_of_a_case_and_shows_where_it_is(visit):
    (state,) = (state for state in visit.neighbourhood.states if state.name == "case")
    page = visit(state.path, who=state.who)
    wanted = page.evaluate(REACHABLE)
    seen = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        seen.append(focus.evaluate("one => [...document.querySelectorAll('*')].indexOf(one)"))
        assert focus.evaluate(SHOWN), focus.evaluate("one => one.outerHTML")
    assert len(set(seen)) == wanted
    assert seen == sorted(seen)
