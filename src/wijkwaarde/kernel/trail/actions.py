"""Adds lines to the trail, and runs commands and tasks so that theirs are never forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from wijkwaarde.kernel.access import Act, Actor, Purpose, Seen
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.kernel.trail.terms import LARGEST_ID, LONGEST_WORD

LOOKING = frozenset({Act.READ, Act.SEARCH})


def write_lines(*, by: Actor) -> None:
    """Write everything this actor saw and did, as the last statements of the transaction."""
    _write(by.seen, by=by)
    by.seen.clear()


def write_reads(*, by: Actor) -> None:
    """Write what this actor saw before a refusal took back what they did; in a transaction of its own, after the rollback."""
    looked = [seen for seen in by.seen if seen.act in LOOKING]
    if looked:
        with in_partnership(by.partnership_id):
            _write(looked, by=by)
    by.seen.clear()


def write_denied(missing: NotFound, *, by: Actor) -> None:
    """Write that somebody asked for what is not there for them; in a transaction of its own, after the rollback."""
    with in_partnership(by.partnership_id):
        Line.objects.bulk_create(
            [
                _line(
                    by=by,
                    act=Act.DENIED,
                    kind=missing.kind,
                    object_id=missing.object_id,
                    subjects=missing.subjects,
                    purpose=Purpose.NONE,
                    on_behalf_of_id=by.behalf(missing.subjects),
                )
            ]
        )


@contextmanager
def recorded(*, by: Actor) -> Iterator[None]:
    """One transaction of a command or a task in the actor's partnership, with its lines as the last statements."""
    try:
        with in_partnership(by.partnership_id):
            yield
            write_lines(by=by)
    except NotFound as missing:
        write_denied(missing, by=by)
        raise


def _write(lines: Iterable[Seen], *, by: Actor) -> None:
    Line.objects.bulk_create(
        _line(
            by=by,
            act=seen.act,
            kind=seen.kind,
            object_id=seen.object_id,
            subjects=seen.subjects,
            purpose=seen.purpose,
            on_behalf_of_id=seen.on_behalf_of_id,
        )
        for seen in lines
    )


def _line(
    *,
    by: Actor,
    act: Act,
    kind: str,
    object_id: int | None,
    subjects: tuple[int, ...],
    purpose: Purpose,
    on_behalf_of_id: int | None,
) -> Line:
    return Line(
        partnership_id=by.partnership_id,
        user_id=by.user_id,
        person_id=by.person_id,
        membership_id=by.membership_id,
        organisation_id=by.organisation_id,
        on_behalf_of_id=on_behalf_of_id,
        command="" if by.user_id else by.name[:LONGEST_WORD],
        act=act.value,
        kind=kind,
        object_id=object_id if object_id is None or object_id <= LARGEST_ID else None,
        subject_ids=list(subjects),
        purpose=purpose.value,
        trace_id=by.trace_id,
    )
