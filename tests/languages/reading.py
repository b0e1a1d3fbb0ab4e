"""The pages of a resident in one language, read without a browser, and which texts Django looked for and did not find."""

from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from tests.browser.states import Neighbours, build
from tests.cast import enter
from tests.tone.reading import Reader
from tests.tone.residents import answer
from wijkwaarde.web.languages import tag_of

SAID = "\x04"  # between the context of a text and the text


class Listening:
    """A catalogue that remembers what it was asked and does not have."""

    def __init__(self, catalogue):
        self.catalogue, self.missed = catalogue, set()

    def get(self, key, default=None):
        """What the catalogue has for a text."""
        found = self.catalogue.get(key, default)
        # A text that has a plural stands there with its number, and Django asks for it without one first.
        (self.missed.add if found is default else self.missed.discard)(key[0] if isinstance(key, tuple) else key)
        return found

    def __getitem__(self, key):
        try:
            return self.catalogue[key]
        except KeyError:
            self.missed.add(key[0] if isinstance(key, tuple) else key)
            raise

    def __getattr__(self, name):
        return getattr(self.catalogue, name)


@contextmanager
def listening(code):
    """Hear what is looked for in the catalogue of this language."""
    found = trans_real.translation(code)
    kept = found._catalog
    found._catalog = heard = Listening(kept)
    try:
        yield heard
    finally:
        found._catalog = kept


def states():
    """Every state of a page of a resident."""
    return [one for one in build(Neighbours()) if one.is_resident]


def in_language(state, code):
    """The same state for who reads another language: the button is called otherwise."""
    with translation.override(code):
        return replace(state, press=translation.gettext(state.press) if state.press else "")


def browsers(code):
    """A browser in this language for everybody who is asked for."""
    cast, known = Neighbours(), {}

    def browser(who):
        if who not in known:
            known[who] = Client(headers={"accept-language": "nl"})
            if who:
                enter(known[who], cast.user(who))
            known[who].cookies[settings.LANGUAGE_COOKIE_NAME] = code
        return known[who]

    return browser


def page_of(state, *, browser):
    """The HTML of the page after what the state asks for was filled in and pressed."""
    first = answer(browser.get(state.path, follow=True))
    if not state.press:
        return first
    method, address, data = Reader(first).pressed(state.press, fill=state.fill)
    return answer(getattr(browser, method)(address or state.path, data, follow=True))


def begins(code, *, direction):
    """How the HTML of a page in this language begins."""
    return f'<html lang="{tag_of(code)}" dir="{direction}">'
