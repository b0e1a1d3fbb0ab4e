"""Takes away the second factor of somebody who lost it; the next time they log in they set up a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.web.login.second_factor import remove_all
from wijkwaarde.web.sessions.actions import end_everywhere

if TYPE_CHECKING:
    from wijkwaarde.kernel.accounts.models import Membership


def reset_second_factor(member: Membership, *, by: Actor) -> None:
    """Remove the apps, passkeys and emergency codes of a member, and end every session of theirs."""
    remove_all(member.user)
    end_everywhere(member.user.pk)
    by.record(Act.WRITE, "membership", object_id=member.pk, subjects=[])
