"""The page that ties an account elsewhere to the log-in of who asks for it, and unties it; letting anybody in is for views.

Somebody goes to the provider by a link, and comes back to a page that names that account: a visit shows, a press ties. So
whoever lures somebody to the provider with another account there has tied nothing.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.identities import actions, queries
from wijkwaarde.web.doors import choosing, freshly_authenticated
from wijkwaarde.web.login.backend import has_one
from wijkwaarde.web.login.second_factor import was_used
from wijkwaarde.web.openid import errand
from wijkwaarde.web.openid.here import back_here, the_configuration, the_provider
from wijkwaarde.web.openid.refusals import NotLetIn, Way
from wijkwaarde.web.openid.words import not_tied
from wijkwaarde.web.sessions.actions import end_elsewhere
from wijkwaarde.web.transaction import Asked

if TYPE_CHECKING:
    from wijkwaarde.kernel.accounts.models import User

logger = logging.getLogger(__name__)
PAGE, OFFER = "openid_tie", "openid_offer"
LONGEST = 10 * 60


@choosing
@freshly_authenticated
@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere(request: Asked) -> HttpResponse:
    """Whether an account elsewhere is tied; the button ties the one that somebody just came back with."""
    told, user, now = the_configuration(), _user(request), timezone.now()
    offer = _offer(request, now=now)
    if request.method == "POST":
        return _tie(request, offer=offer, issuer=told.issuer, now=now)
    page = {
        "name": told.name,
        "tied": queries.tied(user, issuer=told.issuer),
        "back": queries.to_bring_back(user, issuer=told.issuer, now=now),
        "offer": offer,
        "needs_second": not was_used(request),
        "may_untie": has_one(user) or request.actor.membership_id is None,
    }
    return render(request, "openid/tying.html", page)


@choosing
@freshly_authenticated
@require_GET
def go(request: Asked) -> HttpResponse:
    """Send the browser to the provider, to come back with the account to tie."""
    provider, user = the_provider(), _user(request)
    if refused := ratelimit.consume_or_429(request, action="login"):
        return refused  # type: ignore[no-any-return] # allauth ships no types
    if not was_used(request):
        return redirect(PAGE)
    request.session.pop(OFFER, None)
    try:
        told: dict[str, Any] = {"back": back_here(), "now": timezone.now(), "ties": user.pk}
        return redirect(errand.begun(request.session, provider=provider, **told))
    except NotLetIn as error:
        return _stopped(request, error)


def come_back(request: Asked, *, sent: errand.Errand, now: datetime) -> HttpResponse:
    """Keep which account somebody came back with, for the page that asks whether to tie it."""
    try:
        if request.user.pk is None or request.user.pk != sent.ties:
            raise NotLetIn(Way.OVER, why="tied by another log-in")  # noqa: TRY301 # one page for all
        told = errand.answered(request.GET.dict(), errand=sent, provider=the_provider(), back=back_here(), now=now)
        if not actions.may_be_subject(told.subject):
            raise NotLetIn(Way.REFUSED, why="subject")  # noqa: TRY301 # one page for all
    except NotLetIn as error:
        return _stopped(request, error)
    request.session[OFFER] = {"subject": told.subject, "email": told.email or "", "at": now.timestamp()}
    return redirect(PAGE)


@choosing
@freshly_authenticated
@require_POST
def untie(request: Asked) -> HttpResponse:
    """Let the account elsewhere open this log-in no more; other browsers log in again."""
    told, user = the_configuration(), _user(request)
    if request.actor.membership_id is not None and not has_one(user):
        raise Refused(_("Stel eerst een app of een passkey in. Anders kun je niet meer inloggen."))
    actions.untie(user, by=request.actor, issuer=told.issuer, now=timezone.now())
    end_elsewhere(user.pk, but=request.session.session_key)
    return _done(request, _("Losgemaakt. Je logt hier niet meer in met {name}.").format(name=told.name))


@choosing
@freshly_authenticated
@require_POST
def tie_back(request: Asked) -> HttpResponse:
    """Take back that it was untied."""
    told = the_configuration()
    actions.tie_back(_user(request), by=request.actor, issuer=told.issuer, now=timezone.now())
    return _done(request, _("Teruggedraaid. Je kunt weer inloggen met {name}.").format(name=told.name))


def _tie(request: Asked, *, offer: dict[str, Any] | None, issuer: str, now: datetime) -> HttpResponse:
    if offer is None or not was_used(request):
        raise Refused(_("Dit duurde te lang. Ga terug en begin opnieuw."))
    actions.tie(_user(request), by=request.actor, subject=offer["subject"], issuer=issuer, now=now)
    del request.session[OFFER]
    return _done(request, _("Gekoppeld. Voortaan kun je zo inloggen."))


def _offer(request: Asked, *, now: datetime) -> dict[str, Any] | None:
    """The account that somebody came back with a short while ago."""
    found: dict[str, Any] | None = request.session.get(OFFER)
    return found if found is not None and 0 <= now.timestamp() - found["at"] <= LONGEST else None


def _done(request: Asked, words: str) -> HttpResponse:
    """Say it here, and by mail to whose log-in it is."""
    get_adapter(request).send_notification_mail("account/email/elsewhere_changed", request.user)
    messages.success(request, words)
    return redirect(PAGE)


def _stopped(request: Asked, error: NotLetIn) -> HttpResponse:
    """To the page it began on, which says what to do; the reason is for the log."""
    logger.warning("Tying an account elsewhere ended, %s: %s", error.way, error.why)
    messages.warning(request, not_tied(error.way, name=the_configuration().name))
    return redirect(PAGE)


def _user(request: Asked) -> User:
    return cast("User", request.user)
