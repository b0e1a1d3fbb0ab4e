"""Measures what the chained trail costs: sealing a page's line at commit, and going along all lines; it judges nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psycopg
from psycopg import sql

from bench.child import Ran, run
from bench.web.rounds import Asking, Cost, Served
from bench.web.server import Place

VERIFIED = "verified"
GOAL_SECONDS, MOST_OF_A_PAGE, MOST_LINES = 5.0, 1.10, 100_000
CHUNK, MS = 500, 1000
PARTNERSHIPS = 3
ADD = """
INSERT INTO trail_line (partnership_id, user_id, command, act, kind, object_id, subject_ids, purpose, trace_id)
SELECT %(partnership)s, i, '', 'READ', 'case', i, ARRAY[i, i + 1], 'professional', md5(i::text)
FROM generate_series(%(first)s::bigint, %(last)s::bigint) i
"""
READ = "SELECT l.*, s.* FROM trail_line l JOIN trail_seal s ON s.line_id = l.id"


@dataclass(frozen=True, slots=True)
class Verifying:
    """Going along so many lines with their seals: the command, a plain count, reading them all; and adding them, per line."""

    lines: int
    verified: Ran
    count_seconds: float
    read_seconds: float
    added_ms: float
    added_bare_ms: float

    @property
    def goal_met(self) -> bool:
        """Whether 100,000 lines, or as many as there are, take the processor no longer than they may."""
        return self.verified.processor <= GOAL_SECONDS


def measure_verifying(source: Place, *, lines: int, out: Path) -> Verifying:
    """Fill a copy of a database with lines of some partnerships, and let the command go along them."""
    place = copied(source, name=VERIFIED)
    with psycopg.connect(place.addresses.owner, autocommit=True) as owner:
        with unsealed(place):
            bare = _added(owner, lines=lines)
        owner.execute("TRUNCATE trail_line, trail_seal")
        added = _added(owner, lines=lines)
        owner.execute("VACUUM (ANALYZE) trail_line, trail_seal")
        count = _timed(owner, statement="SELECT count(*) FROM trail_line")
        read = _timed(owner, statement=READ)
    words = [f"{name}={value}" for name, value in place.environment.items() if _is_ours(name)]
    command = [
        sys.executable,
        "-c",
        "import sys; from wijkwaarde.commands import main; sys.exit(main())",
        "trail",
        "verify",
    ]
    return Verifying(lines, run(["env", *words, *command], out=out), count, read, added, bare)


def cost_of_the_seals(*, served: Served, asking: Asking) -> Cost:
    """The empty page, which leaves one line, with the seal of that line and without it."""
    found = Cost("the seal of that line, on an empty page")
    for _number in range(asking.rounds):
        asking.block(served, served.empty, kept=found.with_it)
        with unsealed(served.place):
            asking.block(served, served.empty, kept=found.without)
    return found


@contextmanager
def unsealed(place: Place) -> Iterator[None]:
    """Lines get no seal in this made-up database as long as the context lasts."""
    with psycopg.connect(place.addresses.owner, autocommit=True) as owner:
        owner.execute("ALTER TABLE trail_line DISABLE TRIGGER sealed")
        try:
            yield
        finally:
            owner.execute("ALTER TABLE trail_line ENABLE TRIGGER sealed")


def copied(source: Place, *, name: str) -> Place:
    """A copy of a database on the same server, under this name."""
    base, _slash, original = source.addresses.owner.rpartition("/")
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(original))
        )
    return source.named(name)


def _added(owner: psycopg.Connection[tuple[object, ...]], *, lines: int) -> float:
    """Milliseconds for one line, in transactions of some hundreds."""
    begin = perf_counter()
    for number, first in enumerate(range(0, lines, CHUNK)):
        last = min(first + CHUNK, lines) - 1
        owner.execute(ADD, {"partnership": number % PARTNERSHIPS + 1, "first": first, "last": last})
    return (perf_counter() - begin) * MS / lines


def _timed(owner: psycopg.Connection[tuple[object, ...]], *, statement: str) -> float:
    begin = perf_counter()
    with owner.cursor() as cursor:
        cursor.execute(statement.encode())
        cursor.fetchall()
    return perf_counter() - begin


def _is_ours(name: str) -> bool:
    return name.startswith(("DATABASE_", "WIJKWAARDE_")) or name in {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}
