"""Which pages are asked for, and by whom: logged-in people with sessions made in the database; it asks for none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import NoReverseMatch, reverse

from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.web.sessions.store import SessionStore

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is logged in: the cookie of their session, and the keys of the cases they see."""

    cookie: str
    cases: tuple[str, ...]


def logged_in(user: User) -> str:
    """The cookie of a new session of this user."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    # As after a log-in with two factors elsewhere: members see nothing without, and nobody here has an app.
    now = time.time()
    store["account_authentication_methods"] = [{"method": "mfa", "type": "openid", "at": now}]
    store["account_authentication_methods_user"] = str(user.pk)
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def pages(*, residents: list[Person], contact: Person, owner: Person) -> Iterator[dict[str, Any]]:
    """Every page by name, with who asks for it where; no asks for a page that is not there (yet)."""
    yield _page("home, nobody logged in", [(NOBODY, reverse("home"))])
    yield _page("my plan, two questions", [(one.cookie, reverse("my_plan")) for one in residents])
    yield _of_cases("a case, as its resident", address="case", people=residents)
    contacts = [Person(contact.cookie, (key,)) for key in contact.cases]
    yield _of_cases("a case, as its fixed contact", address="case", people=contacts)
    yield _of_cases("want, can, need", address="boxes", people=residents)
    yield _of_cases("choose somebody, 400 to choose from", address="choose", people=residents)
    yield _of_cases("choose somebody, searched", address="choose", people=residents, query="?q=opbouw")
    yield _of_cases("write a plan", address="plan", people=residents)
    yield _page("who looked, 2,000 looks", [(one.cookie, reverse("looks")) for one in residents])
    yield _page("today, 1,000 cases", [(contact.cookie, reverse("today"))])
    yield _page("my people, 1,000 cases", [(contact.cookie, reverse("my_people"))])
    yield _of_cases("the micro-analysis, amounts on", address="micro_analysis", people=[owner], query="?bedragen=aan")
    yield _page("the gallery of components", [(one.cookie, reverse("gallery")) for one in residents])


def empties(*, residents: list[Person]) -> list[tuple[str, str]]:
    """Who asks for the empty page."""
    return [(one.cookie, reverse("empty")) for one in residents]


def _page(name: str, asks: list[tuple[str, str]]) -> dict[str, Any]:
    return {"name": name, "asks": asks}


def _of_cases(name: str, *, address: str, people: list[Person], query: str = "") -> dict[str, Any]:
    try:
        return _page(name, [(one.cookie, reverse(address, args=[one.cases[0]]) + query) for one in people])
    except NoReverseMatch:
        return _page(name, [])
