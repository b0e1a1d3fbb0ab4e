"""A whole story with the keys alone: from logging in to a mark, and a call that is noted; every stop of the focus is seen."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DESK, check_quiet
from wijkwaarde.demo.cast import PASSWORD
from wijkwaarde.kernel.accounts.actions import add_user, set_password
from wijkwaarde.kernel.parties.actions import add_person

pytestmark = pytest.mark.browser

NAME, QUESTION, WANTS = "Wim Toets", "Ik kan mijn muis niet vasthouden.", "Zelf mijn brieven schrijven."
MARK = 7
FARTHEST = 60
# What somebody hears of the place where they are: its label, or its words.
CALLED = """one => [one.getAttribute('aria-label') || '', ...[...(one.labels || [])].map(label => label.textContent),
    one.labels && one.labels.length ? '' : one.textContent].join(' ').replace(/\\s+/g, ' ').trim()"""
# A line around the place itself, or around the label of a choice; and it is on the screen.
SEEN = """one => {
    const lined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const around = [one, ...(one.labels || []), one.parentElement].map(place => getComputedStyle(place));
    const box = (one.offsetWidth > 1 ? one : one.labels[0]).getBoundingClientRect();
    const shown = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return shown && around.some(lined);
}"""


class Keys:
    """Somebody at a page with nothing but keys."""

    def __init__(self, page):
        self.page, self.keyboard = page, page.keyboard

    def to(self, words, *, back=False):
        """Go on to the next place that is called so; each place on the way shows that it has the focus."""
        passed = []
        for _step in range(FARTHEST):
            self.keyboard.press("Shift+Tab" if back else "Tab")
            place = self.page.locator(":focus")
            if place.count() == 0:
                continue  # past the last place of the page
            passed.append(place.evaluate(CALLED))
            assert place.evaluate(SEEN), place.evaluate("one => one.outerHTML")
            if words in passed[-1]:
                return place
        pytest.fail(f"no key leads to {words!r}, only to {passed}")

    def write(self, words, text):
        """Go to a field and type."""
        self.to(words)
        self.keyboard.type(text)

    def press(self, words, key="Enter"):
        """Go to a button or a link and press it, and wait for the page it leads to."""
        self.to(words)
        with self.page.expect_navigation():
            self.keyboard.press(key)

    def choose(self, words, number):
        """Go to a row of choices and take one by its number."""
        self.to(words)
        self.keyboard.press("Space")
        for _step in range(number - 1):
            self.keyboard.press("ArrowDown")


def test_the_keys_alone_bring_a_resident_from_a_question_to_a_mark_and_a_professional_to_a_call(visit):
    email = newcomer(visit)
    resident = visit("/inloggen", width=DESK)
    keys = Keys(resident)
    keys.write("E-mailadres", email)
    keys.write("Wachtwoord", PASSWORD)
    keys.to("E-mailadres", back=True)
    keys.press("Inloggen")
    ask(keys)
    write_a_box(keys)
    agree(keys)
    give_a_mark(keys)
    check_quiet(resident, names=(NAME, "Chantal"), words=QUESTION)
    note_a_call(visit)


def newcomer(visit):
    """Somebody with a password who asked nothing yet; gives their address for mail."""
    email = f"{uuid4()}@voorbeeld.example"
    with visit.neighbourhood.database() as cast, cast.acting("amina") as by:
        set_password(user=add_user(email, person=add_person(by=by, name=NAME)), password=PASSWORD)
    return email


def ask(keys):
    keys.write("Wat is er aan de hand?", QUESTION)
    keys.press("Versturen")
    expect(keys.page.locator(".ww-contact")).to_be_visible()


def write_a_box(keys):
    keys.press("Wat ik wil, kan en nodig heb")
    keys.write("Ik wil", WANTS)
    keys.press("Bewaren", "Space")
    expect(keys.page.get_by_text(WANTS)).to_be_visible()


def agree(keys):
    keys.press("Klein plan maken")
    keys.write("Wat gaat er gebeuren?", "Een grote muis halen")
    keys.write("Wie doet dit?", "Ikzelf")
    keys.press("Bewaren als voorstel")
    keys.press("Ja, dit spreken we af")
    expect(keys.page.get_by_role("status")).to_contain_text("Afgesproken")


def give_a_mark(keys):
    keys.press("Cijfer geven")
    keys.choose("1", MARK)
    expect(keys.page.locator("[name=mark]:checked")).to_have_value(str(MARK))
    keys.press("Versturen")
    expect(keys.page.get_by_text("Dank je wel").first).to_be_visible()


def note_a_call(visit):
    """The fixed contact finds who asked, and notes the call; the skip link brings them past the menu."""
    chantal = visit("/vandaag", who="chantal", width=DESK)
    keys = Keys(chantal)
    keys.to("Naar de inhoud")
    chantal.keyboard.press("Enter")
    keys.press("Iedereen bij wie ik meedoe")
    keys.write("Zoek op naam", NAME)
    keys.press("Zoek")
    keys.press(NAME)
    keys.press("Ik heb gebeld", "Space")
    expect(chantal.get_by_role("status").first).to_contain_text("Genoteerd")
