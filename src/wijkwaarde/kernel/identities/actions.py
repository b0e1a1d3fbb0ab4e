"""Ties a user to who they are at a provider of log-ins, and unties; it makes no users."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.kernel.accounts.queries import user_with
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.identities.models import Identity
from wijkwaarde.kernel.identities.queries import is_tied, may_tie_by_address, tied, to_bring_back, user_of
from wijkwaarde.kernel.identities.terms import LONGEST_SUBJECT

KIND = "identity"


def known_user(subject: str, *, issuer: str, verified_email: str, now: datetime) -> User | None:
    """The user whom a provider means: by subject, or the first time by an address that it verified; None for a stranger.

    From the first time on only the subject counts: whoever gets the same address later is somebody else.
    """
    if not may_be_subject(subject):
        return None
    known = user_of(subject, issuer=issuer)
    if known is not None or not verified_email or is_tied(subject, issuer=issuer):
        return known
    user = user_with(verified_email)
    if user is None or not user.is_active or not may_tie_by_address(user, subject=subject, issuer=issuer):
        return None
    return _tied(user, subject=subject, issuer=issuer, now=now)


def may_be_subject(subject: str) -> bool:
    """Whether this can be a name at a provider at all."""
    return bool(subject) and len(subject) <= LONGEST_SUBJECT


@transaction.atomic
def tie(user: User, *, by: Actor, subject: str, issuer: str, now: datetime) -> Identity:
    """Tie a user who asked for it themselves; the same twice is one. Errors: Refused when either is tied already."""
    mine = tied(user, issuer=issuer)
    if mine is not None and mine.subject == subject:
        return mine
    if mine is not None:
        raise Refused(_("Je hebt al een account gekoppeld. Maak dat eerst los."))
    try:
        with transaction.atomic():
            made = Identity.objects.create(user=user, issuer=issuer, subject=subject, since=now)
    except IntegrityError as error:
        raise Refused(_("Dit account hoort al bij een andere inlog. Bel ons als dat niet klopt.")) from error
    by.record(Act.WRITE, KIND, object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def untie(user: User, *, by: Actor, issuer: str, now: datetime) -> None:
    """Let the provider open this log-in no more. Errors: NotFound when it does not."""
    mine = tied(user, issuer=issuer)
    if mine is None:
        raise NotFound(KIND)
    _end(mine, by=by, now=now)


@transaction.atomic
def tie_back(user: User, *, by: Actor, issuer: str, now: datetime) -> None:
    """Take back that it was untied, on the same day. Errors: NotFound; Refused when it became somebody else's."""
    mine = to_bring_back(user, issuer=issuer, now=now)
    if mine is None:
        raise NotFound(KIND)
    mine.ended_at = None
    try:
        with transaction.atomic():
            mine.save(update_fields=["ended_at"])
    except IntegrityError as error:
        raise Refused(_("Dit account hoort nu bij een andere inlog. Bel ons als dat niet klopt.")) from error
    by.record(Act.WRITE, KIND, object_id=mine.pk, subjects=[])


@transaction.atomic
def untie_everywhere(user: User, *, by: Actor, now: datetime) -> int:
    """Untie a user whose account elsewhere is another one now; the next log-in there ties by address. How many were tied."""
    mine = list(Identity.objects.filter(user=user, ended_at__isnull=True))
    for one in mine:
        _end(one, by=by, now=now, ties_anew=True)
    return len(mine)


def _end(mine: Identity, *, by: Actor, now: datetime, ties_anew: bool = False) -> None:
    mine.ended_at, mine.ties_anew = now, ties_anew
    mine.save(update_fields=["ended_at", "ties_anew"])
    by.record(Act.WRITE, KIND, object_id=mine.pk, subjects=[])


def _tied(user: User, *, subject: str, issuer: str, now: datetime) -> User | None:
    try:
        with transaction.atomic():
            Identity.objects.create(user=user, issuer=issuer, subject=subject, since=now)
    except IntegrityError:
        return user_of(subject, issuer=issuer)
    return user
