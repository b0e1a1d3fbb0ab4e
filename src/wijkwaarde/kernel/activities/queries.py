"""Reads the register as a partnership says it: the version of a day, all versions, and what nobody confirmed yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import privacy_contact
from wijkwaarde.kernel.activities.models import ActivityVersion
from wijkwaarde.kernel.activities.terms import ANSWERED, FIRST
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.register.reading import Activity, activities

KIND = "activity"

# A row as the pages get it: they read it, and import no model.
type Version = ActivityVersion


@dataclass(frozen=True, slots=True)
class Own:
    """An activity as it holds for who looks: its answers, and which version of the partnership they are (None: the product's)."""

    activity: Activity
    version: Version | None

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody of the partnership confirmed it."""
        return self.version is not None and self.version.checked_on is not None


def own_activities(*, by: Actor, on: date) -> dict[str, Own]:
    """Every activity as it held on a day in the actor's partnership; for who is in none, as the product proposes it."""
    rows = ActivityVersion.objects.filter(partnership_id=by.partnership_id or 0, since__lte=on)
    latest = {one.key: one for one in rows.order_by("number")}
    return {key: _own(one, version=latest.get(key)) for key, one in activities().items()}


def _own(shipped: Activity, *, version: ActivityVersion | None) -> Own:
    if version is None:
        return Own(shipped, None)
    answers = {name: getattr(version, name) for name in ANSWERED}
    return Own(replace(shipped, **answers, checked=version.checked_on), version)


def versions_of(key: str, *, by: Actor) -> list[Own]:
    """All versions of one activity, the newest first; where there is none yet, as the product proposes it. Errors: NotFound."""
    shipped = activities().get(key)
    if shipped is None:
        raise NotFound(KIND)
    rows = ActivityVersion.objects.filter(partnership_id=by.partnership_id or 0, key=key)
    found = rows.select_related("written_by").order_by("-number")
    return [_own(shipped, version=one) for one in found] or [Own(shipped, None)]


def may_change(*, by: Actor, today: date) -> bool:
    """Whether the actor answers for the register of their partnership: its privacy contact does."""
    if by.membership_id is None:
        return False
    named = privacy_contact(by=by, today=today)
    return named is not None and named.pk == by.membership_id


def number_of(own: Own) -> int:
    """Which version it is; what the product proposes counts as the first."""
    return FIRST if own.version is None else own.version.number
