"""What a participant sees of a case and until when, told to the resident who shares it; what may be seen is for the rules."""

from __future__ import annotations

from datetime import date

from wijkwaarde.kernel.cases import rules
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart, extents_of, participants_of
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound


def shared_until(participant: TakingPart) -> date | None:
    """The first day on which nothing is shared any more, by itself; None for no such day. From `participants_of`."""
    found: date | None = vars(participant)["shared_until"]
    return found


def as_seen_by(participant_id: int, *, seen: SeenCase, today: date) -> SeenCase:
    """The case as a member who takes part sees it today, for the resident alone. Errors: NotFound."""
    people = participants_of(seen, today=today)
    found = next((one for one in people if one.pk == participant_id and one.membership_id is not None), None)
    extent = None if found is None else extents_of([found])[found.pk]
    if found is None or not seen.is_resident or not rules.may_see(part=Part(found.part), extent=extent):
        raise NotFound("participant", object_id=participant_id, subjects=(seen.case.resident_id,))
    return SeenCase(seen.case, found, Part(found.part), rules.may_read(part=Part(found.part), extent=extent))
