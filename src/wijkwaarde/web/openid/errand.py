"""What a browser is sent to the provider with, and what it must bring back; the answer is checked by identity."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from wijkwaarde.web.openid.fetching import fetched
from wijkwaarde.web.openid.identity import Told, checked, verified_email
from wijkwaarde.web.openid.provider import Description, Provider
from wijkwaarde.web.openid.refusals import NotLetIn, Way

ERRANDS = "openid_errands"
MOST_AT_ONCE = 5
LONGEST = 15 * 60
WORDS = 32  # bytes of chance: 256 bits, twice what the Dutch profile asks
ENDS = {
    "access_denied": Way.CANCELLED,
    "server_error": Way.DOWN,
    "temporarily_unavailable": Way.DOWN,
    "unmet_authentication_requirements": Way.WEAK,
}


@dataclass(frozen=True, slots=True)
class Errand:
    """One time that a browser went to log in elsewhere; only the server knows `nonce` and `verifier`.

    `ties`: it went to tie that account to the log-in of this user, and lets nobody in.
    """

    nonce: str
    verifier: str
    after: str
    began: float
    ties: int | None = None


def begun(
    session: SessionBase, *, provider: Provider, back: str, now: datetime, after: str = "", ties: int | None = None
) -> str:
    """Where the browser goes to log in; it may be on its way in a few tabs at once. Errors: NotLetIn."""
    description = provider.description()
    state, errand = secrets.token_urlsafe(WORDS), _new(after=after, ties=ties, now=now)
    kept = list(session.get(ERRANDS, {}).items())[-(MOST_AT_ONCE - 1) :]
    session[ERRANDS] = {**dict(kept), state: asdict(errand)}
    asks = {
        "response_type": "code",
        "client_id": provider.configuration.client_id,
        "redirect_uri": back,
        "scope": "openid email",
        "state": state,
        "nonce": errand.nonce,
        "code_challenge": _challenge(errand.verifier),
        "code_challenge_method": "S256",
    }
    if provider.configuration.levels:
        asks["acr_values"] = " ".join(reversed(provider.configuration.levels))
    return f"{description.authorization}{'&' if '?' in description.authorization else '?'}{urlencode(asks)}"


def taken(session: SessionBase, *, state: str, now: datetime) -> Errand:
    """The errand that a browser comes back from: once, soon, and in the session that sent it. Errors: NotLetIn."""
    errands = dict(session.get(ERRANDS, {}))
    found = errands.pop(state, None)
    session[ERRANDS] = errands
    if found is None:
        raise NotLetIn(Way.OVER, why="state")
    errand = Errand(**found)
    if not 0 <= now.timestamp() - errand.began <= LONGEST:
        raise NotLetIn(Way.OVER, why="back too late")
    return errand


def answered(brought: Mapping[str, str], *, errand: Errand, provider: Provider, back: str, now: datetime) -> Told:
    """Who came, by what the browser brought back. Errors: NotLetIn."""
    description = provider.description()
    _check_sender(brought.get("iss"), provider=provider, description=description)
    if error := brought.get("error"):
        raise NotLetIn(ENDS.get(error, Way.REFUSED), why="the provider let nobody in")
    if not brought.get("code"):
        raise NotLetIn(Way.REFUSED, why="no code")
    given = _exchanged(brought["code"], errand=errand, provider=provider, back=back)
    told = checked(given.get("id_token"), provider=provider, nonce=errand.nonce, now=now)
    if told.email is not None or not description.userinfo or not isinstance(given.get("access_token"), str):
        return told
    return _with_email(told, address=description.userinfo, ticket=given["access_token"])


def _new(*, after: str, ties: int | None, now: datetime) -> Errand:
    nonce, verifier = secrets.token_urlsafe(WORDS), secrets.token_urlsafe(WORDS)
    return Errand(nonce=nonce, verifier=verifier, after=after, began=now.timestamp(), ties=ties)


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _check_sender(named: str | None, *, provider: Provider, description: Description) -> None:
    """An answer that says from whom it is (RFC 9207) is from our provider; one that promised to say so does."""
    issuer = provider.configuration.issuer
    if (named is None and description.names_itself) or (named is not None and not constant_time_compare(named, issuer)):
        raise NotLetIn(Way.REFUSED, why="an answer of another provider")


def _exchanged(code: str, *, errand: Errand, provider: Provider, back: str) -> dict[str, Any]:
    configuration, description = provider.configuration, provider.description()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": configuration.client_id,
        "code_verifier": errand.verifier,
    }
    headers = {}
    if configuration.client_secret and description.secret_in_form:
        form["client_secret"] = configuration.client_secret
    elif configuration.client_secret:
        pair = f"{quote_plus(configuration.client_id)}:{quote_plus(configuration.client_secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    given = fetched(description.token, headers=headers, form=form)
    if not isinstance(given, dict):
        raise NotLetIn(Way.DOWN, why="tokens that are none")
    return given


def _with_email(told: Told, *, address: str, ticket: str) -> Told:
    """The same with the address from where the provider tells more, when that is about the same subject."""
    more = fetched(address, headers={"Authorization": f"Bearer {ticket}"})
    if not isinstance(more, dict) or more.get("sub") != told.subject:
        raise NotLetIn(Way.REFUSED, why="more about somebody else")
    return replace(told, email=verified_email(more))
