"""To the provider and back: sends the browser there, and lets in who comes back as somebody that is known here."""

from __future__ import annotations

import logging
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from wijkwaarde.kernel.identities.actions import known_user
from wijkwaarde.web.doors import public
from wijkwaarde.web.openid import errand, tying
from wijkwaarde.web.openid.here import back_here, the_configuration, the_provider
from wijkwaarde.web.openid.identity import Told
from wijkwaarde.web.openid.refusals import NotLetIn, Way
from wijkwaarde.web.openid.session import FIRST, SECOND
from wijkwaarde.web.openid.words import words_of
from wijkwaarde.web.transaction import Asked

if TYPE_CHECKING:
    from wijkwaarde.kernel.accounts.models import User

logger = logging.getLogger(__name__)
STOPPED = "openid_stopped"
STATUS = {
    Way.CANCELLED: HTTPStatus.OK,
    Way.OVER: HTTPStatus.BAD_REQUEST,
    Way.DOWN: HTTPStatus.SERVICE_UNAVAILABLE,
}


@public
@require_GET
def go(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    if refused := ratelimit.consume_or_429(request, action="login"):
        return refused  # type: ignore[no-any-return] # allauth ships no types
    provider = the_provider()
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    after = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
    try:
        return redirect(
            errand.begun(request.session, provider=provider, back=back_here(), after=after, now=timezone.now())
        )
    except NotLetIn as error:
        return _stopped(request, error)


@public
@require_GET
def come_back(request: Asked) -> HttpResponse:
    """Let in who the provider says came, when we know them; who came to tie goes on to the page about that."""
    provider, now = the_provider(), timezone.now()
    if refused := ratelimit.consume_or_429(request, action="login"):
        return refused  # type: ignore[no-any-return] # allauth ships no types
    try:
        sent = errand.taken(request.session, state=request.GET.get("state", ""), now=now)
        if sent.ties is not None:
            return tying.come_back(request, sent=sent, now=now)
        told = errand.answered(request.GET.dict(), errand=sent, provider=provider, back=back_here(), now=now)
        user = _known(told, now=now)
    except NotLetIn as error:
        return _stopped(request, error)
    return _let_in(request, user, told=told, after=sent.after)


@public
@require_GET
def stopped(request: HttpRequest) -> HttpResponse:
    """Say how the last try in this browser ended, and how to go on."""
    name = the_configuration().name
    if STOPPED not in request.session:
        return redirect("account_login")
    way = Way(request.session[STOPPED])
    told = words_of(way, name=name)
    return render(request, "openid/stopped.html", {"told": told}, status=STATUS.get(way, HTTPStatus.FORBIDDEN))


def _known(told: Told, *, now: datetime) -> User:
    user = known_user(told.subject, issuer=the_configuration().issuer, verified_email=told.email or "", now=now)
    if user is None:
        raise NotLetIn(Way.UNKNOWN, why="nobody here")
    return user


def _let_in(request: HttpRequest, user: User, *, told: Told, after: str) -> HttpResponse:
    """Log in. Where the provider saw two factors nothing more is asked; else our own second factor may be."""
    logout(request)
    response: HttpResponse
    if not told.two_factors:
        record_authentication(request, user, FIRST, level=told.level)
        response = perform_login(request, user, redirect_url=after or None)
        return response
    adapter = get_adapter(request)
    adapter.login(request, user)
    record_authentication(request, user, SECOND, type=FIRST, level=told.level)
    response = adapter.post_login(
        request, user, email_verification=None, signal_kwargs=None, email=None, signup=False, redirect_url=after or None
    )
    return response


def _stopped(request: HttpRequest, error: NotLetIn) -> HttpResponse:
    """To the page for who is not let in, whose address holds nothing of what the provider sent.

    The reason is for the log: who tries learns nothing of it.
    """
    logger.warning("Log-in elsewhere ended, %s: %s", error.way, error.why)
    request.session[STOPPED] = error.way.value
    return redirect("openid_stopped")
