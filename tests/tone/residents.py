"""Every page of a resident in every state of the browser tests, rendered without a browser: its name and its blocks of text."""

from django.test import Client

from tests.browser.states import Neighbours, build
from tests.cast import enter
from tests.tone.reading import Reader


def pages():
    """The name of a state and what stands in its <main>; a state without resident is left out."""
    cast, browsers = Neighbours(), {"": Client()}
    for state in [one for one in build(cast) if one.is_resident]:
        if state.who not in browsers:
            browsers[state.who] = Client()
            enter(browsers[state.who], cast.user(state.who))
        yield state.name, shown(browsers[state.who], state).blocks


def shown(browser, state):
    """The page after what the state asks for was filled in and pressed."""
    page = Reader(answer(browser.get(state.path, follow=True)))
    if not state.press:
        return page
    method, address, data = page.pressed(state.press, fill=state.fill)
    return Reader(answer(getattr(browser, method)(address or state.path, data, follow=True)))


def answer(found):
    """The page as text."""
    return found.content.decode()
