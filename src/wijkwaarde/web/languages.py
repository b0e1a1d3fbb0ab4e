"""In which language somebody gets a page, and which ones they may choose; it holds no translations.

Residents, and who is not logged in, read every language of LANGUAGES. Who works here reads Dutch and English: another
language that they or their browser asked for becomes Dutch, and the page says so. This is the one place that decides it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import activate, get_language, get_language_bidi, get_language_info, override
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.terms import AddressForm

DUTCH = "nl"
# Dutch that says `u`: a catalogue of its own, on top of the texts in the code, which say `je`.
FORMAL = "nl-formal"
AT_WORK = (DUTCH, "en")


@dataclass(frozen=True, slots=True)
class Choice:
    """A language in the switch: its code, how HTML calls it, and its own name."""

    code: str
    tag: str
    name: str
    current: bool


def now() -> str:
    """The language that is spoken now."""
    return get_language() or settings.LANGUAGE_CODE


def tag_of(code: str) -> str:
    """How HTML calls a language: both forms of Dutch are `nl`."""
    return code.partition("-")[0]


def direction() -> str:
    """Which way the language of now is written."""
    return "rtl" if get_language_bidi() else "ltr"


def readable(actor: Actor | None) -> tuple[str, ...]:
    """The languages in which this person reads their pages."""
    known = tuple(code for code, _name in settings.LANGUAGES)
    return tuple(code for code in known if code in AT_WORK) if actor is not None and actor.membership_id else known


def choices(actor: Actor | None) -> tuple[Choice, ...]:
    """The languages that this person can choose from."""
    return tuple(Choice(code, tag_of(code), _own_name(code), code == now()) for code in readable(actor))


def _own_name(code: str) -> str:
    if code == FORMAL:
        with override(DUTCH):
            return _("Nederlands, met u")
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]


def shown(asked: str, *, actor: Actor, chosen: str) -> str:
    """The language of the page for who asked for one, by the browser or (`chosen`) by the switch.

    Who chose none gets Dutch with the form of address of their partnership.
    """
    if asked not in readable(actor):
        return DUTCH
    formal = asked == DUTCH != chosen and actor.address_form == AddressForm.FORMAL
    return FORMAL if formal else asked


@dataclass(frozen=True, slots=True)
class Sorry:
    """What is said in another language than that of the page, which is not there in it."""

    tag: str
    direction: str
    text: str


def sorry(asked: str) -> Sorry | None:
    """What is said to who asked for a page in a language in which they do not get it; None for who got what they asked."""
    if tag_of(asked) == tag_of(now()):
        return None
    with override(asked):
        return Sorry(tag_of(asked), direction(), _("Deze pagina is er alleen in het Nederlands en het Engels."))


class ReaderLanguage:
    """The middleware: once it is known who asks, the language of their page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language that this person reads."""
        asked = now()
        actor: Actor = request.actor  # type: ignore[attr-defined]
        request.asked_language = asked  # type: ignore[attr-defined]
        activate(shown(asked, actor=actor, chosen=request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", tag_of(now()))
        return response
