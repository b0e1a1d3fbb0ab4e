"""Measures what row-level security costs the statements themselves, in tables of a million rows; it asks for no page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from bench.web.rounds import ratio
from bench.web.server import Place

MOST_FOR_POLICIES, MS = 1.25, 1000
TABLES = ("trail_line", "cases_participant", "plans_planline", "cases_case")
# Name, how often in one round, statement. {here} is what somebody must ask who passes by the policies.
STATEMENTS: tuple[tuple[str, int, LiteralString], ...] = (
    ("a case, by its key", 100, "SELECT * FROM cases_case c WHERE key = %(key)s {here}"),
    ("the lines of its plan", 100,
     """SELECT c.* FROM plans_planline c JOIN plans_planversion v ON v.id = c.plan_version_id
        JOIN plans_plan p ON p.id = v.plan_id WHERE p.case_id = %(case)s {here} ORDER BY v.number, c.position"""),
    ("the first fifty of all cases of somebody", 20,
     """SELECT c.id, c.opened_on, c.call_before FROM cases_case c JOIN cases_participant a ON a.case_id = c.id
        JOIN cases_share s ON s.participant_id = a.id
        WHERE a.membership_id = %(member)s {here} ORDER BY c.opened_on, c.id LIMIT 50"""),
    ("the first fifty looks at somebody", 20,
     "SELECT c.* FROM trail_lines_about(%(resident)s) c WHERE true {here} ORDER BY at DESC, id DESC LIMIT 50"),
    ("the looks of one day, counted", 10,
     """SELECT act, count(*) FROM trail_line c
        WHERE at > now() - interval '8 days' AND at < now() - interval '7 days' {here} GROUP BY act"""),
    ("all lines of all plans, along the whole table", 1,
     "SELECT state, count(*), max(what) FROM plans_planline c WHERE true {here} GROUP BY state"),
    ("the whole trail, along the whole table", 1,
     "SELECT act, count(*), max(at) FROM trail_line c WHERE true {here} GROUP BY act"),
    ("a thousand lines added to the trail", 1,
     """INSERT INTO trail_line (partnership_id, command, act, kind, object_id, subject_ids, purpose, trace_id)
        SELECT %(partnership)s, '', 'READ', 'case', i, ARRAY[i], 'own', md5(i::text)
        FROM generate_series(1, 1000) i WHERE %(partnership)s IS NOT NULL"""),
    ("a line of a plan changed", 100,
     "UPDATE plans_planline c SET version = version + 1 WHERE id = %(line)s {here}"),
)  # fmt: skip
HERE = sql.SQL("AND c.partnership_id = %(partnership)s")
CHOSEN = """
SELECT c.partnership_id AS partnership, c.id AS case, c.key, c.resident_id AS resident, l.id AS line,
  (SELECT membership_id FROM cases_participant WHERE part = 'contact' AND partnership_id = c.partnership_id
   GROUP BY membership_id ORDER BY count(*) DESC LIMIT 1) AS member
FROM cases_case c JOIN plans_plan p ON p.case_id = c.id JOIN plans_planversion v ON v.plan_id = p.id
JOIN plans_planline l ON l.plan_version_id = v.id
WHERE c.partnership_id = (SELECT partnership_id FROM cases_case GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)
ORDER BY c.id DESC, l.id LIMIT 1
"""


class DifferentRows(RuntimeError):
    """The two roles did not get equally many rows, so there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Priced:
    """One statement: its milliseconds per round as the application's role, and as the role that passes by the policies."""

    name: str
    with_policies: list[float]
    without: list[float]

    @property
    def ratio(self) -> float:
        """With against without, in rounds right after one another."""
        return ratio(self.with_policies, self.without)


@dataclass(frozen=True, slots=True)
class Policies:
    """All statements, and how many rows of how many partnerships stand in each table."""

    statements: tuple[Priced, ...]
    rows: tuple[tuple[str, int, int], ...]

    @property
    def ratio(self) -> float:
        """The middle statement."""
        return median(one.ratio for one in self.statements)

    @property
    def goal_met(self) -> bool:
        """Whether the middle statement takes no longer than it may."""
        return self.ratio <= MOST_FOR_POLICIES


def measure_policies(place: Place, *, rounds: int) -> Policies:
    """Ask the same as both roles, in turn. Errors: DifferentRows."""
    with psycopg.connect(place.addresses.owner, autocommit=True) as owner:
        rows = tuple(_rows(owner, table=table) for table in TABLES)
        chosen = _chosen(owner)
    with (
        _asking(place.addresses.application, chosen=chosen) as application,
        _asking(place.addresses.owner, chosen=chosen) as owner,
    ):
        found = [_priced(one, application=application, owner=owner, chosen=chosen, rounds=rounds) for one in STATEMENTS]
    return Policies(tuple(found), rows)


def _rows(owner: psycopg.Connection[Any], *, table: str) -> tuple[str, int, int]:
    words = sql.SQL("SELECT count(*), count(DISTINCT partnership_id) FROM {}").format(sql.Identifier(table))
    found = owner.execute(words).fetchone()
    return (table, *(found or (0, 0)))


def _chosen(owner: psycopg.Connection[Any]) -> dict[str, Any]:
    """The newest case of the largest partnership, and who has most cases in it."""
    cursor = owner.cursor(row_factory=dict_row)
    found = cursor.execute(CHOSEN).fetchone()
    return found or {}


@contextmanager
def _asking(address: str, *, chosen: dict[str, Any]) -> Iterator[psycopg.ClientCursor[Any]]:
    """A session in the partnership, whose statements are planned each time, as those of the site are; nothing stays."""
    with psycopg.connect(address) as connection:
        cursor = psycopg.ClientCursor(connection)
        cursor.execute("SELECT set_config('app.partnership_id', %s, false)", [str(chosen["partnership"])])
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        yield cursor
        connection.rollback()


def _priced(
    one: tuple[str, int, LiteralString],
    *,
    application: psycopg.ClientCursor[Any],
    owner: psycopg.ClientCursor[Any],
    chosen: dict[str, Any],
    rounds: int,
) -> Priced:
    name, times, words = one
    found = Priced(name, [], [])
    asked = (
        (application, sql.SQL(words).format(here=sql.SQL("")), found.with_policies),
        (owner, sql.SQL(words).format(here=HERE), found.without),
    )
    for number in range(-1, rounds):  # the first warms what both read
        counts = set()
        for cursor, statement, kept in asked if number % 2 else reversed(asked):
            took, count = _took(cursor, statement=statement, chosen=chosen, times=times)
            counts.add(count)
            if number >= 0:
                kept.append(took)
        if len(counts) > 1:
            raise DifferentRows(f"{name}: {counts}")
    return found


def _took(
    cursor: psycopg.ClientCursor[Any], *, statement: sql.Composed, chosen: dict[str, Any], times: int
) -> tuple[float, int]:
    """Milliseconds for one of so many times, and the rows it gave or touched; what it wrote is undone."""
    cursor.execute("SAVEPOINT one")
    begin = perf_counter()
    for _number in range(times):
        cursor.execute(statement, chosen)
    took = (perf_counter() - begin) * MS / times
    count = cursor.rowcount
    cursor.execute("ROLLBACK TO SAVEPOINT one")
    return took, count
