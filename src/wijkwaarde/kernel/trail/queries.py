"""Reads the trail: the lines about one person, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.kernel.trail.terms import PAGE

# The function filters the partnership itself: under the policy, the search in an array would lose its index.
ABOUT = (
    "SELECT * FROM trail_lines_about(%s) WHERE person_id IS DISTINCT FROM %s "
    "ORDER BY at DESC, id DESC LIMIT %s OFFSET %s"
)

# A line of the trail as higher nouns read it.
type TrailLine = Line


def lines_about(person_id: int, *, page: int = 1) -> tuple[Sequence[Line], bool]:
    """What others did with a person's data in the current partnership, 50 at a time, and whether there is more."""
    found = list(Line.objects.raw(ABOUT, [person_id, person_id, PAGE + 1, (page - 1) * PAGE]))
    return found[:PAGE], len(found) > PAGE


def note_saved(by: Actor) -> None:
    """Note that what this request looked at leaves the site as a file: an EXPORT about everybody who was read or listed."""
    for line in [line for line in by.seen if line.act in (Act.READ, Act.SEARCH)]:
        by.record(Act.EXPORT, line.kind, object_id=line.object_id, subjects=line.subjects, purpose=line.purpose)
