"""Reads the trail: the lines about one person, newest first, and the chain of seals from its begin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.trail.logbook import Logged
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.kernel.trail.rules import Check, Entry, Head, Heads
from wijkwaarde.kernel.trail.terms import NOBODYS_CHAIN

# The values that a seal covers, in the order of trail_seal_hash.
CHAINED = """
SELECT COALESCE(s.partnership_id, l.partnership_id, 0), COALESCE(s.line_id, l.id), s.sequence, COALESCE(s.form, 0),
    COALESCE(s.hash, ''), l.id, (extract(epoch FROM l.at) * 1000000)::bigint, l.partnership_id, l.user_id, l.person_id,
    l.membership_id, l.organisation_id, l.on_behalf_of_id, l.command, l.act, l.kind, l.object_id, l.subject_ids,
    l.purpose, l.trace_id
FROM trail_seal s FULL JOIN trail_line l ON l.id = s.line_id
ORDER BY 1, s.sequence NULLS LAST, l.id
"""
LOGGED = """
SELECT id, COALESCE(partnership_id, 0), (extract(epoch FROM at) * 1000)::bigint, trace_id, act, kind, subject_ids
FROM trail_line ORDER BY id
"""
AT_ONCE = 2_000

# A line of the trail as higher nouns read it.
type TrailLine = Line


def note_saved(by: Actor) -> None:
    """Note that what this request looked at leaves the site as a file: an EXPORT about everybody who was read or listed."""
    for line in [line for line in by.seen if line.act in (Act.READ, Act.SEARCH)]:
        by.record(Act.EXPORT, line.kind, object_id=line.object_id, subjects=line.subjects, purpose=line.purpose)


# --- The chain of seals, for who keeps the site running ---


def entries(*, using: str) -> Iterator[Entry]:
    """Every seal with its line, by chain and place, and after those of a chain its lines without a seal; streams."""
    for chain, line_id, sequence, form, seal, *line in _streamed(CHAINED, using=using):
        yield Entry(chain, line_id, sequence, form, bytes(seal), None if line[0] is None else tuple(line))


def heads() -> list[Head]:
    """Where each chain ends now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM trail_heads()")
        return [Head(chain, sequence, bytes(seal)) for chain, sequence, seal in cursor.fetchall()]


def checked(*, heads: Heads, using: str) -> Check:
    """Go along all lines and seals; `found` says what is wrong with them."""
    check = Check(heads)
    for entry in entries(using=using):
        check.feed(entry)
    check.done()
    return check


def kept_heads(path: Path) -> dict[int, dict[int, frozenset[bytes]]]:
    """The heads that were kept in a file: by chain and place, each hash that it had. Errors: Problem at the line that is none."""
    found: dict[int, dict[int, frozenset[bytes]]] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                said = json.loads(line)
                chain, sequence = int(said["partnership"] or NOBODYS_CHAIN), int(said["sequence"])
                seal = bytes.fromhex(said["hash"])
            except (ValueError, KeyError, TypeError) as error:
                raise _no_head(path, line=number) from error
            places = found.setdefault(chain, {})
            places[sequence] = places.get(sequence, frozenset()) | {seal}
    return found


def _no_head(path: Path, *, line: int) -> Problem:
    return Problem(
        _("Dit is geen stand van een keten."),
        place=Place(str(path), line=line),
        expected=_("een regel van wijkwaarde trail head."),
        remedy=_("Neem een ander bestand, of haal deze regel weg."),
    )


def logged(*, using: str) -> Iterator[Logged]:
    """Every line as a logbook of processing knows it, the oldest first; streams."""
    for line_id, chain, milliseconds, trace_id, act, kind, subjects in _streamed(LOGGED, using=using):
        yield Logged(line_id, chain, milliseconds, trace_id, Act(act), kind, tuple(subjects))


def _streamed(sql: str, *, using: str) -> Iterator[tuple[Any, ...]]:
    """The rows of one statement, a few thousand at a time: the whole need not fit in memory."""
    with transaction.atomic(using=using), connections[using].chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


def trail_time() -> datetime:
    """What time it is by the clock that the lines of the trail are stamped with: that of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found
