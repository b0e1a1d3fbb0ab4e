"""How long a log-in holds: who was away too long, is in too long, or has other rights than before logs in again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from wijkwaarde.kernel.accounts.queries import Standing
from wijkwaarde.web.sessions.device import device_of
from wijkwaarde.web.sessions.terms import BEGUN, DEVICE, EVERY, IDLE_OF_MEMBERS, LONGEST, RIGHTS, SEEN


def is_over(session: SessionBase, *, standings: list[Standing], now: datetime) -> bool:
    """Whether this log-in has ended by its age, by silence, or because what somebody may do has changed."""
    if BEGUN not in session:
        return False
    moment = int(now.timestamp())
    age: int = moment - session[BEGUN]
    silence: int = moment - session[SEEN]
    works = any(one.membership_id for one in standings)
    return (
        age > LONGEST.total_seconds()
        or age < -EVERY.total_seconds()  # a clock that went back lengthens nothing
        or (works and silence > IDLE_OF_MEMBERS.total_seconds())
        or bool(session[RIGHTS] != rights_of(standings))
    )


def go_on(request: HttpRequest, *, standings: list[Standing], now: datetime) -> None:
    """Write down that somebody is here, when that is not known yet of this minute."""
    session, moment = request.session, int(now.timestamp())
    if BEGUN not in session:
        session[BEGUN], session[RIGHTS] = moment, rights_of(standings)
        session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    if moment - session.get(SEEN, 0) >= EVERY.total_seconds():
        session[SEEN] = moment


def end(request: HttpRequest) -> None:
    """Throw the session away; the request goes on as that of a visitor."""
    logout(request)


def rights_of(standings: list[Standing]) -> str:
    """What somebody may act as, in a few letters that tell nothing."""
    told = sorted(f"{one.key} {one.role}" for one in standings)
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:16]
