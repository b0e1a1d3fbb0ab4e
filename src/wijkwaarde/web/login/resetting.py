"""Takes away the second factor of somebody who lost it, or unties the account elsewhere of who has another one now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.identities.actions import untie_everywhere
from wijkwaarde.web.login.second_factor import remove_all
from wijkwaarde.web.sessions.actions import end_everywhere

if TYPE_CHECKING:
    from datetime import datetime

    from wijkwaarde.kernel.accounts.models import Membership


def reset_second_factor(member: Membership, *, by: Actor) -> None:
    """Remove the apps, passkeys and emergency codes of a member, and end every session of theirs."""
    remove_all(member.user)
    end_everywhere(member.user.pk)
    by.record(Act.WRITE, "membership", object_id=member.pk, subjects=[])


def untie_elsewhere(member: Membership, *, by: Actor, now: datetime) -> int:
    """Untie a member from their account elsewhere, and end every session of theirs; how many were tied."""
    count = untie_everywhere(member.user, by=by, now=now)
    end_everywhere(member.user.pk)
    return count
