"""Whether a second factor was used in this session, and where somebody goes who must use or make one first; it shows no page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from wijkwaarde.kernel.access import Actor
from wijkwaarde.web.doors import asks_freshly, is_before_second_factor, is_public
from wijkwaarde.web.login.backend import factor_since, forget, has_one
from wijkwaarde.web.login.terms import CODE_SECONDS, CODE_STEPS
from wijkwaarde.web.openid.session import FIRST, SECOND
from wijkwaarde.web.sessions.terms import FRESH

if TYPE_CHECKING:
    from wijkwaarde.kernel.accounts.models import User

CLOCKS_DIFFER = timedelta(minutes=1)


def detour(request: HttpRequest, view: Callable[..., Any], *, by: Actor, now: datetime) -> HttpResponse | None:
    """Where somebody who is logged in goes instead of this view; None when they may go on.

    Members see nothing before a second factor was used in this session. Residents need none.
    """
    if is_public(view):
        return None
    if not was_used(request):
        setting_up = is_before_second_factor(view)
        if setting_up and _proves(request):
            return None
        is_member = by.membership_id is not None
        if (setting_up or is_member) and has_one(request.user):
            return _ask(request, address="mfa_reauthenticate")
        if is_member and not setting_up:
            return redirect("mfa_index")
    if asks_freshly(view) and not is_fresh(request, now=now):
        return _ask(request, address="account_reauthenticate")
    return None


def was_used(request: HttpRequest) -> bool:
    """Whether a second factor was used in this session, by who is logged in now; one that was taken away no longer counts."""
    used = [one for one in _records(request) if one.get("method") == SECOND]
    if any(one.get("type") == FIRST for one in used):
        return True
    since = factor_since(request.user) if used else None
    return since is not None and max(one["at"] for one in used) >= (since - CLOCKS_DIFFER).timestamp()


def is_fresh(request: HttpRequest, *, now: datetime) -> bool:
    """Whether somebody showed who they are a short while ago."""
    moments = [one["at"] for one in _records(request)]
    return bool(moments) and 0 <= now.timestamp() - max(moments) + 1 <= FRESH.total_seconds() + 1


def note_used(request: HttpRequest, *, kind: str) -> None:
    """A second factor that was just made is in the hands of who made it: that counts as used."""
    record_authentication(request, request.user, SECOND, type=str(kind))
    forget(request.user)


def is_first_use(user: Any, code: str) -> bool:
    """Claim a code of an app: whoever reads along cannot use it again as long as it would be right."""
    seconds = CODE_SECONDS * (2 * CODE_STEPS + 1)
    return bool(cache.add(name_of_use(user, code), "used", timeout=seconds))


def name_of_use(user: Any, code: str) -> str:
    """Under which name a code that was used is remembered."""
    return f"second-factor-{user.pk}-{code}"


def remove_all(user: User) -> int:
    """Take away all second factors of a user; how many there were."""
    count, _by_model = Authenticator.objects.filter(user=user).delete()
    return int(count)


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return records


def _proves(request: HttpRequest) -> bool:
    """Whether this is one of the pages that ask for the second factor itself."""
    return request.path in {reverse(name) for name in ASKING}


ASKING = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")


def _ask(request: HttpRequest, *, address: str) -> HttpResponse:
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_before(request)
    return redirect(f"{reverse(address)}?{urlencode({REDIRECT_FIELD_NAME: back}, safe='/')}")


def _page_before(request: HttpRequest) -> str:
    """The page that a form was on; the first page when the browser does not say."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return reverse("home")
    told = urlsplit(before)
    return told.path + (f"?{told.query}" if told.query else "")
