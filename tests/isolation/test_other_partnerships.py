"""Rows of another partnership are neither seen nor written, whatever SQL the application sends."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from psycopg.errors import FeatureNotSupported

from tests.isolation.catalogue import asked, changed, inside, isolated, rows_of, settled
from wijkwaarde.kernel.cases.actions import note_contact
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.isolation import SETTING

# What the cast fills next door; the other isolated tables hold the same policy (test_tables.py).
FILLED = {
    "accounts_duty",
    "accounts_membership",
    "cases_case",
    "cases_contactnote",
    "cases_participant",
    "cases_share",
    "parties_organisation",
    "parties_person",
    "plans_plan",
    "plans_planline",
    "plans_planversion",
    "trail_line",
}
POINTERS = [
    ("parties_person", "cases_case", "resident_id"),
    ("accounts_membership", "accounts_duty", "membership_id"),
    ("parties_organisation", "accounts_membership", "organisation_id"),
    ("cases_case", "cases_participant", "case_id"),
    ("accounts_membership", "cases_participant", "membership_id"),
    ("cases_participant", "cases_share", "participant_id"),
    ("cases_participant", "plans_planversion", "written_by_id"),
]

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def here(cast):
    return cast.actor("amina").partnership_id


@pytest.fixture
def there(cast):
    return cast.actor("noor").partnership_id


def test_the_cast_fills_the_tables_that_these_tests_are_about(there):
    assert set(isolated()) >= FILLED
    assert {table for table in FILLED if not rows_of(there, table, on=connections["owner"])} == set()


@pytest.mark.parametrize("table", sorted(FILLED))
def test_rows_of_another_partnership_are_not_seen_also_when_asked_for_by_name(table, *, here, there):
    with inside(here):
        assert rows_of(there, table) == 0
        assert asked(f'SELECT DISTINCT partnership_id FROM "{table}"') in ([(here,)], [])
    with inside(there):
        assert rows_of(there, table) > 0


@pytest.mark.parametrize("table", sorted(FILLED))
def test_nothing_is_seen_without_a_partnership(table, *, here):
    assert asked(f'SELECT count(*) FROM "{table}"') == [(0,)]
    with inside(here):
        pass
    assert asked(f'SELECT count(*) FROM "{table}"') == [(0,)], "the setting is '' now, not absent"
    with inside(here), inside(None):
        assert asked(f'SELECT count(*) FROM "{table}"') == [(0,)]


@pytest.mark.parametrize("table", sorted(FILLED - {"trail_line"}))
def test_rows_of_another_partnership_are_not_changed_or_removed(table, *, here, there):
    before = asked(f'SELECT * FROM "{table}" WHERE partnership_id = %s ORDER BY id', [there], on=connections["owner"])
    with inside(here):
        assert changed(f'UPDATE "{table}" SET id = id WHERE partnership_id = %s', [there]) == 0
        assert changed(f'DELETE FROM "{table}" WHERE partnership_id = %s', [there]) == 0
    after = asked(f'SELECT * FROM "{table}" WHERE partnership_id = %s ORDER BY id', [there], on=connections["owner"])
    assert before == after


@pytest.mark.parametrize("table", sorted(FILLED - {"trail_line"}))
def test_a_row_cannot_be_handed_to_another_partnership(table, *, cast, here, there):
    if table == "cases_contactnote":
        key = cast.opened(boxes=None)
        with cast.acting("chantal") as by:
            seen = cast.seen(key, by=by)
            note_contact(by=by, seen=seen, manner=Manner.CALL, request_key=uuid4(), today=cast.today)
    with inside(here), pytest.raises((ProgrammingError, IntegrityError), match=r"row-level security|does not change"):
        settled(f'UPDATE "{table}" SET partnership_id = %s', [there])


@pytest.mark.parametrize("table", sorted(FILLED))
def test_a_row_cannot_be_added_to_another_partnership(table, *, here, there):
    columns = asked(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER' "
        "AND column_name <> 'id'",
        [table],
    )
    names = ", ".join(f'"{name}"' for (name,) in columns)
    empty = ", ".join("%s" if name == "partnership_id" else "NULL" for (name,) in columns)
    with inside(here), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        asked(f'INSERT INTO "{table}" ({names}) SELECT {empty}', [there])


def test_rows_cannot_be_copied_in_next_door(here, there):
    copying = "COPY parties_person (partnership_id, name, phone, version) FROM STDIN"
    with (
        inside(here),
        connection.cursor() as cursor,
        pytest.raises(FeatureNotSupported, match="row-level security"),
        transaction.atomic(),
        cursor.copy(copying) as copy,
    ):
        copy.write_row((there, "Iemand", "", 1))


@pytest.mark.parametrize(("target", "table", "column"), POINTERS)
def test_a_foreign_key_cannot_point_next_door(target, table, column, *, cast, here, there):
    cast.opened(boxes=None, request_key=uuid4())
    with inside(there):  # a new case has no plan and no contact yet, so no other rule refuses first
        new = Case(partnership_id=there, resident_id=cast.actor("noor").person_id, words="?", request_key=uuid4())
        new.opened_on = new.call_before = cast.today
        new.save()
        order = (
            "DESC" if target == "cases_case" else "ASC"
        )  # the first who takes part is the resident: nothing is shared
        [(stranger,)] = asked(f'SELECT id FROM "{target}" ORDER BY id {order} LIMIT 1')
    with inside(here):
        one = asked(f'SELECT id FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY id DESC LIMIT 1')[0][0]
        one = draft_in() if table == "plans_planversion" else one
        with pytest.raises(IntegrityError, match=f"{table}_{column}_inside"):
            settled(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [stranger, one])


def test_a_new_row_cannot_point_next_door_either(cast, here):
    sql = "INSERT INTO plans_plan (partnership_id, case_id) VALUES (%s, %s)"
    [(stranger,)] = asked("SELECT id FROM cases_case WHERE key = %s", [cast.next_doors_case], on=connections["owner"])
    with inside(here), pytest.raises(IntegrityError, match=r"plans_plan_case_id_(inside|key)"):
        settled(sql, [here, stranger])


def draft_in():
    """A draft: an agreed version would refuse for another reason."""
    [(plan, partnership, writer)] = asked("SELECT id, partnership_id, 0 FROM plans_plan ORDER BY id DESC LIMIT 1")
    [(writer,)] = asked("SELECT id FROM cases_participant ORDER BY id DESC LIMIT 1")
    sql = (
        "INSERT INTO plans_planversion (plan_id, partnership_id, number, written_by_id, version) "
        "VALUES (%s, %s, 9, %s, 1) RETURNING id"
    )
    return asked(sql, [plan, partnership, writer])[0][0]


def test_the_partnership_of_a_transaction_is_gone_with_it(here, there):
    setting = f"SELECT COALESCE(current_setting('{SETTING}', true), '')"
    with inside(here):
        assert asked(setting) == [(str(here),)]
        with inside(there):
            assert asked(setting) == [(str(there),)]
        assert asked(setting) == [(str(here),)]
        with pytest.raises(NotFound), inside(there):
            raise NotFound("case")
        assert asked(setting) == [(str(here),)]
    assert asked(setting) == [("",)]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_partnership_stays_on_a_connection_that_another_gets_next(committing_cast):
    setting = f"SELECT pg_backend_pid(), COALESCE(current_setting('{SETTING}', true), '')"
    users = {}
    for key in ("amina", "noor", "noor", "amina", "noor") * 2:
        with committing_cast.acting(key) as by:
            users.setdefault(asked(setting)[0][0], set()).add(by.partnership_id)
            assert asked("SELECT DISTINCT partnership_id FROM parties_person") == [(by.partnership_id,)]
        assert asked(setting)[0][1] == ""
        assert asked("SELECT count(*) FROM parties_person") == [(0,)]
        connection.close()  # back into the pool, as at the end of a request
    assert max(len(partnerships) for partnerships in users.values()) == 2, "one connection served both"


@pytest.mark.django_db(transaction=True)
def test_two_requests_of_two_partnerships_on_one_connection_each_see_their_own(committing_cast):
    noor, olga, chantal = (committing_cast.browser(key) for key in ("noor", "olga", "chantal"))
    for _again in range(2):
        assert "traplift" in noor.get("/mijn-plan", follow=True).content.decode()
        day = chantal.get("/mensen").content.decode()
        assert "Noor" not in day
        assert "Fenna" in day
        assert chantal.get(f"/vraag/{committing_cast.next_doors_case}").status_code == 404
        assert "Noor" in olga.get("/mensen").content.decode()
    assert asked("SELECT count(*) FROM cases_case") == [(0,)]
