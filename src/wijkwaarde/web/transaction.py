"""One transaction per request, in the partnership of who asks, with the lines of the trail as its last statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect
from django.utils import timezone
from psycopg.pq import TransactionStatus

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import Standing, actor_as, standings_of
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.covers.queries import with_covers
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.isolation import check_role_once, in_partnership
from wijkwaarde.kernel.trail.actions import write_denied, write_lines, write_reads
from wijkwaarde.kernel.trail.logbook import continued
from wijkwaarde.web import error_pages
from wijkwaarde.web.doors import is_for_board, is_public, may_choose
from wijkwaarde.web.login.second_factor import detour
from wijkwaarde.web.sessions import clock

STANDING = "standing"
FORM = "application/x-www-form-urlencoded"
SERVER_ERROR = 500


class Asked(HttpRequest):
    """A request as views get it: who asks, as what they may act, and which day it is in Amsterdam."""

    actor: Actor
    standings: list[Standing]
    today: date


class SwallowedError(Exception):
    """A view went on after a database error as if nothing had happened: nothing was saved, so it may not say so."""


class OneTransaction:
    """The middleware. Whoever is not logged in is sent to log-in, except where a view is marked as public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        _check_role_at_start()

    def __call__(self, request: Asked) -> HttpResponse:
        """Answer within one transaction; what was refused is written down after it."""
        if _is_cut_off(request):
            return error_pages.bad_request(request)
        request.today = timezone.localdate()
        request.standings = _standings(request)
        request.actor = continued(_actor(request), traceparent=request.headers.get("traceparent", ""))
        with in_partnership(request.actor.partnership_id):
            request.actor = with_covers(request.actor, today=request.today)
            response = self.get_response(request)
            self._finish(request, response=response)
        _write_after(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: Asked, view: Callable[..., HttpResponse], *_parts: object) -> HttpResponse | None:
        """Send who is not logged in to log-in, and who has several parts, or none, to the page that is about that."""
        if is_public(view):
            return None
        if request.actor.user_id is None:
            return redirect_to_login(request.get_full_path())
        if request.actor.partnership_id is None and not may_choose(view):
            return redirect("choose_standing")
        elsewhere = detour(request, view, by=request.actor, now=timezone.now())
        if elsewhere is None and request.actor.role == Role.BOARD.value and not is_for_board(view):
            return self.process_exception(request, NotFound("page"))
        return elsewhere

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Roll back; give what is not there, or may not be, its page."""
        request.failed = True  # type: ignore[attr-defined]
        if isinstance(exception, NotFound):
            request.missing = exception  # type: ignore[attr-defined]
            return error_pages.not_found(request)
        if isinstance(exception, Refused):
            request.refused = True  # type: ignore[attr-defined]
            return error_pages.refused(request, exception)
        return None

    def _finish(self, request: Asked, *, response: HttpResponse) -> None:
        if getattr(request, "failed", False) or response.status_code >= SERVER_ERROR:
            transaction.set_rollback(True)
        elif _is_broken():
            transaction.set_rollback(True)
            raise SwallowedError
        else:
            write_lines(by=request.actor)


def _write_after(request: Asked) -> None:
    """Write what stays in the trail after the rollback: what was denied, and what was read before a refusal."""
    missing = getattr(request, "missing", None)
    if missing is not None and request.actor.user_id is not None:
        write_denied(missing, by=request.actor)
    if getattr(request, "refused", False):
        write_reads(by=request.actor)


def _check_role_at_start() -> None:
    """Look at the role when a server starts, and leave no connection behind with a thread that answers nothing."""
    was_open = connection.connection is not None
    check_role_once()
    if not was_open:
        connection.close()


def _is_cut_off(request: HttpRequest) -> bool:
    """Whether less of a form came over than was announced: when the line breaks, the server hands on what it has."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    if request.content_type != FORM or not announced.isdecimal():
        return False
    try:
        return len(request.body) < int(announced)
    except UnreadablePostError:
        return True


def _is_broken() -> bool:
    """Whether a statement failed in this transaction, also when nobody told Django."""
    opened = connection.connection
    return transaction.get_rollback() or (
        opened is not None and opened.info.transaction_status == TransactionStatus.INERROR
    )


def _standings(request: Asked) -> list[Standing]:
    """As what somebody may act; a log-in that holds no longer ends here, and the request goes on as a visitor's."""
    if not request.user.is_authenticated:
        return []
    found, now = standings_of(request.user.pk, today=request.today), timezone.now()
    if clock.is_over(request.session, standings=found, now=now):
        clock.end(request)
        return []
    clock.go_on(request, standings=found, now=now)
    return found


def _actor(request: Asked) -> Actor:
    user_id = request.user.pk if request.user.is_authenticated else None
    chosen = _chosen(request)
    if chosen is None or user_id is None:
        return Actor(name="", user_id=user_id)
    return actor_as(chosen, user_id=user_id)


def _chosen(request: Asked) -> Standing | None:
    """The part chosen at log-in, as long as it is still one of the user's own; the only one when there is one."""
    if len(request.standings) == 1:
        return request.standings[0]
    if not request.standings:
        return None
    wanted = request.session.get(STANDING)
    return next((one for one in request.standings if one.key == wanted), None)
