"""Our own pages for what went wrong: what happened and what to do, and nothing of how; they need no log-in and no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web.shell import plain_shell

FRAGMENT = "components/notice.html"
PAGE = "error.html"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, in one line, and what to do about it."""

    title: str | Promise
    text: str | Promise


TROUBLES = {
    HTTPStatus.BAD_REQUEST: Trouble(
        _("Dit kwam niet goed over"), _("Ga terug en probeer het nog een keer. Lukt het weer niet? Laat het ons weten.")
    ),
    HTTPStatus.FORBIDDEN: Trouble(
        _("Dit kun jij hier niet doen"),
        _("Denk je dat het wel zou moeten kunnen? Laat het ons weten. Dan kijken we mee."),
    ),
    HTTPStatus.NOT_FOUND: Trouble(
        _("Deze pagina vinden we niet"),
        _("Misschien klopt het adres niet. Of de pagina is niet voor jou. Ben je uitgelogd? Log dan eerst weer in."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Trouble(
        _("Deze pagina open je met een knop"), _("Ga terug en gebruik de knop op de pagina waar je vandaan komt.")
    ),
    HTTPStatus.CONFLICT: Trouble(
        _("Dit kan nu niet"), _("Er is intussen iets veranderd. Ga terug en kijk wat er nu staat.")
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Trouble(
        _("Dit is te groot"), _("Ga terug. Maak je tekst of je bestand kleiner en probeer het nog een keer.")
    ),
    HTTPStatus.TOO_MANY_REQUESTS: Trouble(
        _("Even wachten"),
        _("Je probeerde dit heel vaak achter elkaar. Wacht een paar minuten en probeer het dan weer."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Trouble(
        _("Er ging iets mis bij ons"),
        _("Het ligt niet aan jou. We weten niet of alles bewaard is. Kijk over een paar minuten nog een keer."),
    ),
}
NO_COOKIE = Trouble(
    _("Verstuur het nog een keer"),
    _("Voor je veiligheid namen we dit niet aan. Ga terug, kopieer je tekst, laad de pagina opnieuw en verstuur het "
      "nog een keer. Gebeurt het weer? Sta dan cookies toe voor deze site."),
)  # fmt: skip


def page(request: HttpRequest, *, status: HTTPStatus, trouble: Trouble | None = None) -> HttpResponse:
    """The page for this status; for htmx, which asks for a part of a page, only the notice."""
    said = trouble or TROUBLES[status]
    if request.headers.get("HX-Request") == "true":
        notice = {"kind": "error", "title": said.title, "text": said.text, "role": "alert"}
        return render(request, FRAGMENT, notice, status=status)
    return render(request, PAGE, {"trouble": said}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where it was too much."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return page(request, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_much else HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: the reason of the exception is not told."""
    return page(request, status=HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 because the form did not come from our own page, or its cookie was gone."""
    return page(request, status=HTTPStatus.FORBIDDEN, trouble=NO_COOKIE)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: missing and forbidden look the same."""
    return page(request, status=HTTPStatus.NOT_FOUND)


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """409: what the kernel refused, in the words of the refusal."""
    trouble = Trouble(TROUBLES[HTTPStatus.CONFLICT].title, exception.text)
    return page(request, status=HTTPStatus.CONFLICT, trouble=trouble)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """429: the same thing too often."""
    return page(request, status=HTTPStatus.TOO_MANY_REQUESTS)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 # whatever is wrong may be wrong with it
    """500: rendered without the request, since anything of it may be what is broken."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return HttpResponse(render_to_string(PAGE, {"trouble": TROUBLES[status], "shell": plain_shell()}), status=status)


class PlainAnswers:
    """Middleware: an answer of Django that is a bare number (405, say) becomes our page; its headers stay."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with a page where there is only a status."""
        response = self.get_response(request)
        if response.status_code not in TROUBLES or response.streaming or response.content:
            return response
        full = page(request, status=HTTPStatus(response.status_code))
        for name, value in response.headers.items():
            full.headers.setdefault(name, value)
        full.cookies.update(response.cookies)
        return full
