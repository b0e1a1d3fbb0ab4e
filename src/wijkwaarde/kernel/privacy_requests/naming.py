"""Reads what the rows of a copy call each other by number: who takes part, who somebody is, and which organisation.

It decides no access: the rows are somebody's own copy already, and who stands in them stands there by right.
"""

from __future__ import annotations

from collections.abc import Iterable

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.parties.queries import names_of
from wijkwaarde.kernel.privacy_requests.reading import MEMBERSHIP, PERSON, Part, keys_of

PARTICIPANT, ORGANISATION, LINE = "cases.Participant", "parties.Organisation", "plans.PlanLine"

# By table and number: what somebody or something is called.
type Names = dict[tuple[str, int], str]


def names_in(parts: Iterable[Part], *, by: Actor) -> Names:
    """What the rows of these parts point at, by the names that people use."""
    told = list(parts)
    asked: dict[str, set[int]] = {PARTICIPANT: set(), PERSON: set(), MEMBERSHIP: set(), ORGANISATION: set()}
    for part in told:
        for name, target in keys_of(part.label).items():
            if target in asked:
                asked[target] |= {row[name] for row in part.rows if row.get(name)}
    return (
        {(LINE, row["id"]): row["what"] for part in told if part.label == LINE for row in part.rows}
        | _members(asked[MEMBERSHIP])
        | _participants(asked[PARTICIPANT])
        | {(PERSON, one): name for one, name in names_of(asked[PERSON], by=by).items()}
        | {(ORGANISATION, one.pk): one.name for one in Organisation.objects.filter(pk__in=asked[ORGANISATION])}
    )


def _members(found: set[int]) -> Names:
    rows = Membership.objects.filter(pk__in=found).select_related("organisation")
    return {(MEMBERSHIP, one.pk): _called(one) for one in rows}


def _participants(found: set[int]) -> Names:
    rows = Participant.objects.filter(pk__in=found).select_related("person", "membership")
    return {(PARTICIPANT, one.pk): who.name for one in rows if (who := one.membership or one.person)}


def _called(member: Membership) -> str:
    return f"{member.name} ({member.organisation.name})"
