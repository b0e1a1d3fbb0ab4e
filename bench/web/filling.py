"""Fills a database with made-up cases in bulk, as the owner of the tables; every name in it is a number."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, LiteralString

import psycopg
from psycopg import sql

# Two per table: what it is called, and how its rows follow from the number of a case. Ids are the case's own number
# times a little, from `base` on, so that no row has to be looked up; a sequence never comes that far.
ROWS = (
    ("parties_organisation",
     """INSERT INTO parties_organisation (id, partnership_id, name, begin)
        SELECT %(base)s + o, %(partnership)s, 'Organisatie ' || o, date '2020-01-01'
        FROM generate_series(0, %(organisations)s - 1) o"""),
    ("parties_person",
     """INSERT INTO parties_person (id, partnership_id, name, phone, version)
        SELECT %(base)s + i, %(partnership)s, 'Bewoner ' || i, '06 - 00 00 00 00', 1
        FROM generate_series(0, %(cases)s - 1) i"""),
    ("accounts_user",
     """INSERT INTO accounts_user (id, password, email, is_active, person_id)
        SELECT %(base)s + i, '!', 'bewoner-' || (%(base)s + i) || '@voorbeeld.example', true, %(base)s + i
        FROM generate_series(0, %(cases)s - 1) i WHERE i < %(residents)s OR i %% 10 = 0
        UNION ALL
        SELECT %(base)s + %(cases)s + m, '!', 'lid-' || (%(base)s + m) || '@voorbeeld.example', true, NULL
        FROM generate_series(0, %(members)s - 1) m"""),
    ("accounts_membership",
     """INSERT INTO accounts_membership
          (id, partnership_id, organisation_id, user_id, role, name, job, phone, begin)
        SELECT %(base)s + m, %(partnership)s, %(base)s + m %% %(organisations)s, %(base)s + %(cases)s + m,
          'professional', 'Lid ' || m, (ARRAY['wijkverpleegkundige', 'opbouwwerker', 'consulent'])[1 + m %% 3],
          '06 - 00 00 00 00', date '2020-01-01'
        FROM generate_series(0, %(members)s - 1) m"""),
    ("cases_case",
     """INSERT INTO cases_case (id, partnership_id, key, resident_id, words, wants, cans, needs, opened_on,
          call_before, plan_agreed_on, version, request_key)
        SELECT %(base)s + i, %(partnership)s, gen_random_uuid(),
          %(base)s + CASE WHEN i < 2 * %(residents)s THEN i %% %(residents)s ELSE i END,
          'Vraag ' || i || ': ' || repeat('hoe houden we dit met elkaar vol? ', 6),
          repeat('een hele nacht slapen ', 4), CASE WHEN i %% 3 > 0 THEN repeat('koken en repareren ', 4) ELSE '' END,
          repeat('iemand die meekijkt ', 4), current_date - i %% 400, current_date - i %% 400 + 3,
          CASE WHEN i %% 5 > 0 THEN current_date - i %% 400 + 1 END, 1,
          gen_random_uuid()
        FROM generate_series(0, %(cases)s - 1) i"""),
    ("cases_participant",
     """INSERT INTO cases_participant (id, partnership_id, case_id, person_id, membership_id, part, begin)
        SELECT %(base)s + 4 * i + j, %(partnership)s, %(base)s + i,
          CASE WHEN j = 0 THEN %(base)s + CASE WHEN i < 2 * %(residents)s THEN i %% %(residents)s ELSE i END END,
          CASE j WHEN 1 THEN CASE WHEN i < %(busy)s THEN %(contact)s ELSE %(base)s + i %% %(members)s END
            WHEN 2 THEN %(base)s + (7 * i + 1) %% %(members)s WHEN 3 THEN %(base)s + (7 * i + 3) %% %(members)s END,
          CASE j WHEN 0 THEN 'resident' WHEN 1 THEN 'contact' ELSE 'professional' END, current_date - i %% 400
        FROM generate_series(0, %(cases)s - 1) i, generate_series(0, 3) j WHERE j < 3 OR i %% 2 = 0"""),
    ("cases_share",
     """INSERT INTO cases_share (id, partnership_id, participant_id, extent, begin)
        SELECT id, partnership_id, id, CASE WHEN id %% 4 = 3 THEN 'that' ELSE 'what' END, begin
        FROM cases_participant WHERE id >= %(base)s AND partnership_id = %(partnership)s AND part <> 'resident'"""),
    ("cases_contactnote",
     """INSERT INTO cases_contactnote (id, partnership_id, case_id, participant_id, "on", manner, request_key)
        SELECT %(base)s + i, %(partnership)s, %(base)s + i, %(base)s + 4 * i + 1, current_date - i %% 400 + 2, 'call',
          gen_random_uuid()
        FROM generate_series(0, %(cases)s - 1) i WHERE i %% 50 > 0 OR i >= 1000"""),
    ("plans_plan",
     """INSERT INTO plans_plan (id, partnership_id, case_id)
        SELECT %(base)s + i, %(partnership)s, %(base)s + i FROM generate_series(0, %(cases)s - 1) i WHERE i %% 5 > 0"""),
    ("plans_planversion",
     """INSERT INTO plans_planversion (id, partnership_id, plan_id, number, written_by_id, agreed_on, version)
        SELECT %(base)s + 2 * i + v - 1, %(partnership)s, %(base)s + i, v, %(base)s + 4 * i,
          current_date - i %% 400 + v, 1
        FROM generate_series(0, %(cases)s - 1) i, generate_series(1, 2) v
        WHERE i %% 5 > 0 AND (v = 1 OR i %% 4 = 0)"""),
    ("plans_planline",
     """INSERT INTO plans_planline (id, partnership_id, plan_version_id, position, what, participant_id, who, before,
          state, holds_for_id, version)
        SELECT %(base)s + 8 * i + 4 * (v - 1) + l, %(partnership)s, %(base)s + 2 * i + v - 1, l,
          'Afspraak ' || l || ' van vraag ' || i, CASE WHEN l < 3 THEN %(base)s + 4 * i + l END,
          CASE WHEN l = 3 THEN 'Opa' ELSE '' END, current_date + (i / 50) %% 30 - 15,
          CASE WHEN i %% 50 IN (1, 2, 4) AND l = i %% 50 - 2 * (i %% 50 / 4) THEN 'open' ELSE 'done' END,
          CASE WHEN v = 2 OR i %% 4 > 0 THEN %(base)s + i END, 1
        FROM generate_series(0, %(cases)s - 1) i, generate_series(1, 2) v, generate_series(1, 3) l
        WHERE i %% 5 > 0 AND (v = 1 OR i %% 4 = 0)"""),
    ("trail_line",
     """INSERT INTO trail_line (id, at, partnership_id, membership_id, command, act, kind, object_id, subject_ids,
          purpose, trace_id)
        SELECT %(base)s + 10 * i + t, now() - (i %% 400) * interval '1 day' - t * interval '1 hour', %(partnership)s,
          %(base)s + (7 * i + 1) %% %(members)s, '', 'READ', 'case', %(base)s + i, ARRAY[%(base)s + i], 'professional',
          md5(i || '-' || t)
        FROM generate_series(0, %(cases)s - 1) i, generate_series(0, 9) t"""),
    ("trail_line",
     """INSERT INTO trail_line (id, at, partnership_id, membership_id, command, act, kind, object_id, subject_ids,
          purpose, trace_id)
        SELECT %(base)s + 10 * %(cases)s + %(looks)s * r + t, now() - t * interval '3 hours', %(partnership)s,
          %(base)s + (7 * r + 1 + t %% 2) %% %(members)s, '', CASE t %% 5 WHEN 0 THEN 'SEARCH' ELSE 'READ' END, 'case',
          CASE WHEN t %% 5 > 0 THEN %(base)s + r END,
          CASE t %% 5 WHEN 0 THEN ARRAY(SELECT %(base)s + (r + n) %% %(cases)s FROM generate_series(0, 19) n)
            ELSE ARRAY[%(base)s + r] END, 'professional', md5('long-' || r || '-' || t)
        FROM generate_series(0, %(residents)s - 1) r, generate_series(0, %(looks)s - 1) t"""),
)  # fmt: skip
CHECKED = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('f', 'x') AND conrelid = ANY(%s::regclass[]) ORDER BY contype DESC
"""
STEP = 100_000_000


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much stands in one partnership, from which id on, and who in it has `busy` cases as their fixed contact."""

    partnership: int
    base: int
    cases: int
    residents: int
    members: int
    organisations: int
    looks: int
    contact: int
    busy: int


def fill(address: str, *, amounts: tuple[Amounts, ...]) -> None:
    """Add the rows: first without keys to other tables, which are made again after it and so check every row."""
    tables = sorted({table for table, _rows in ROWS})
    with psycopg.connect(address) as connection:
        kept = connection.execute(CHECKED, [tables]).fetchall()
        _say(
            connection,
            words="ALTER TABLE {} DROP CONSTRAINT {}",
            names=[(table, name) for table, name, _definition in kept],
        )
        _say(connection, words="ALTER TABLE {} DISABLE TRIGGER USER", names=[(table,) for table in tables])
        for one in amounts:
            for _table, rows in ROWS:
                connection.execute(rows, asdict(one))
        _say(connection, words="ALTER TABLE {} ENABLE TRIGGER USER", names=[(table,) for table in tables])
        for table, name, definition in kept:
            made_again = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(
                sql.Identifier(table), sql.Identifier(name)
            )
            connection.execute(made_again + sql.SQL(definition))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _say(connection: psycopg.Connection[Any], *, words: LiteralString, names: list[tuple[str, ...]]) -> None:
    for one in names:
        connection.execute(sql.SQL(words).format(*(sql.Identifier(name) for name in one)))
