"""What stands around every page: who is logged in, the menu, the ways out; it decides nothing about cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac

from wijkwaarde.kernel.access import Actor
from wijkwaarde.web.languages import Choice, Sorry, choices, direction, now, sorry, tag_of
from wijkwaarde.web.menu import MenuItem, beneath, entries, items

NAME = "Wijkwaarde"
SHORT = 16
LINKED = (
    "home",
    "account_login",
    "account_logout",
    "mfa_index",
    "set_language",
    "accessibility",
    "privacy",
    "plain_budgets",
)
OTHER_PARTS = "choose_standing"  # only for who has several


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page; `links` are the addresses that exist, by name, and `room`
    the other pages of the room that this one is in.

    `keeps` names whose drafts stay on this device; empty for residents, whose pages leave nothing behind.
    """

    name: str
    partnership: str
    person: str
    menu: tuple[MenuItem, ...]
    room: tuple[MenuItem, ...]
    quick_exit: str
    phone: str
    language: str
    direction: str
    languages: tuple[Choice, ...]
    sorry: Sorry | None
    logged_in: bool
    links: dict[str, str]
    keeps: str = ""


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: the frame of the page that answers this request."""
    return {"shell": shell_of(request)}


def shell_of(request: HttpRequest) -> Shell:
    """The frame for who asks; before anybody is known, that of a visitor."""
    actor: Actor | None = getattr(request, "actor", None)
    logged_in = actor is not None and actor.user_id is not None
    here = request.resolver_match.view_name if request.resolver_match else ""
    known = addresses(tuple(entry.url_name for entry in entries()))
    return Shell(
        name=NAME,
        partnership=actor.partnership_name if actor else "",
        person=actor.name if actor and logged_in else "",
        menu=items(addresses=known, actor=actor, here=here, path=request.path),
        room=beneath(addresses=known, actor=actor, here=here, path=request.path),
        quick_exit="" if actor and actor.membership_id else settings.QUICK_EXIT,
        phone=(actor.partnership_phone if actor else "") or settings.PHONE,
        language=tag_of(now()),
        direction=direction(),
        languages=choices(actor),
        sorry=sorry(getattr(request, "asked_language", now())),
        logged_in=logged_in,
        keeps=_keeps(actor),
        links=addresses(LINKED + ((OTHER_PARTS,) if len(getattr(request, "standings", ())) > 1 else ())),
    )


def _keeps(actor: Actor | None) -> str:
    """A name for a professional's drafts that says to nobody else who they are."""
    if actor is None or actor.membership_id is None:
        return ""
    name: str = salted_hmac("wijkwaarde.drafts", str(actor.user_id), algorithm="sha256").hexdigest()
    return name[:SHORT]


def plain_shell() -> Shell:
    """The frame of a visitor, made of settings only: for when something is broken."""
    return Shell(
        name=NAME,
        partnership="",
        person="",
        menu=(),
        room=(),
        quick_exit=settings.QUICK_EXIT,
        phone=settings.PHONE,
        language=tag_of(now()),
        direction=direction(),
        languages=(),
        sorry=None,
        logged_in=False,
        links={"home": "/"},
    )


def addresses(names: tuple[str, ...]) -> dict[str, str]:
    """Where these names lead, as far as they lead somewhere."""
    return {name: url for name in names if (url := _address(name))}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
