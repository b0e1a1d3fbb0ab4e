"""Adds lines to the trail, and runs commands and tasks so that theirs are never forgotten."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import connection

from wijkwaarde.kernel.access import Act, Actor, Purpose, Seen
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.trail.queries import heads
from wijkwaarde.kernel.trail.terms import LARGEST_ID, LONGEST_WORD

LOOKING = frozenset({Act.READ, Act.SEARCH})
ADD = (
    'INSERT INTO "trail_line" (partnership_id, user_id, person_id, membership_id, organisation_id, on_behalf_of_id, '
    "command, act, kind, object_id, subject_ids, purpose, trace_id)"
)
LINES_A_PIECE = 1_000
ROW = f"({', '.join(['%s'] * 13)})"


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
    denied = Seen(
        Act.DENIED, missing.kind, missing.object_id, missing.subjects, Purpose.NONE, by.behalf(missing.subjects)
    )
    with in_partnership(by.partnership_id):
        _write([denied], by=by)


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
    """Add the lines, without asking for their ids: nobody may read a line of nobody's partnership, and that is reading."""
    rows = [_row(seen, by=by) for seen in lines]
    with connection.cursor() as cursor:
        for piece in batched(rows, LINES_A_PIECE, strict=False):
            places = ", ".join([ROW] * len(piece))
            cursor.execute(f"{ADD} VALUES {places}", [value for row in piece for value in row])


def _row(seen: Seen, *, by: Actor) -> tuple[Any, ...]:
    return (
        by.partnership_id,
        by.user_id,
        by.person_id,
        by.membership_id,
        by.organisation_id,
        seen.on_behalf_of_id,
        "" if by.user_id else by.name[:LONGEST_WORD],
        seen.act.value,
        seen.kind,
        seen.object_id if seen.object_id is None or seen.object_id <= LARGEST_ID else None,
        list(seen.subjects),
        seen.purpose.value,
        by.trace_id,
    )


def keep_heads(path: Path | None, *, now: datetime) -> list[str]:
    """Add where each chain ends now to a file that only its owner reads; the lines that were added. Errors: OSError."""
    lines = [
        json.dumps(
            {
                "partnership": one.chain or None,
                "sequence": one.sequence,
                "hash": one.hash.hex(),
                "time": now.isoformat(timespec="seconds"),
            }
        )
        for one in heads()
    ]
    if path is not None:
        with open(path, "a", encoding="utf-8", opener=_private) as kept:
            kept.write("".join(f"{line}\n" for line in lines))
            kept.flush()
            os.fsync(kept.fileno())
    return lines


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
