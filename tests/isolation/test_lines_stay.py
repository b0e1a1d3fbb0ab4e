"""What is written down stays: lines of the trail, and what was agreed; also against SQL of the application."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from tests.isolation.catalogue import asked, inside, settled
from wijkwaarde.kernel.cases.actions import open_case
from wijkwaarde.kernel.looks.queries import looks_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
OTHERS = ["UPDATE trail_line SET purpose = 'own'", "DELETE FROM trail_line", "TRUNCATE trail_line"]
AGREED = [
    "UPDATE plans_planversion SET agreed_on = NULL",
    "UPDATE plans_planversion SET agreed_on = agreed_on + 1",
    "UPDATE plans_planversion SET number = 7",
    "UPDATE plans_planversion SET version = version + 1",
    "DELETE FROM plans_planversion",
    "UPDATE plans_planline SET what = 'Iets anders'",
    "UPDATE plans_planline SET who = 'Een ander', participant_id = NULL",
    "UPDATE plans_planline SET before = '2030-01-01'",
    "UPDATE plans_planline SET position = position + 5",
    "DELETE FROM plans_planline",
    (
        "INSERT INTO plans_planline (partnership_id, plan_version_id, position, what, who, state, version) "
        "SELECT partnership_id, id, 9, 'Erbij', 'Opa', 'open', 1 FROM plans_planversion"
    ),
]


@pytest.fixture
def plan(cast):
    """The agreed version of a plan, alone in its partnership's view: the others were made by the demo."""
    key = cast.opened()
    version = cast.agreed(key, ("Elke avond bellen", "Opa"))
    return key, version


@pytest.mark.parametrize("statement", OTHERS)
def test_the_application_cannot_change_or_remove_a_line_of_the_trail(statement, *, cast):
    with cast.acting("amina"):
        assert asked("SELECT count(*) > 0 FROM trail_line") == [(True,)]
        with pytest.raises(ProgrammingError, match="permission denied"):
            settled(statement)


def test_a_line_of_the_trail_cannot_be_replaced_by_adding_it_again(cast):
    with cast.acting("amina"):
        [(one, partnership)] = asked("SELECT id, partnership_id FROM trail_line LIMIT 1")
        again = "INSERT INTO trail_line (id, partnership_id, command, act, kind, subject_ids, purpose, trace_id) "
        values = "VALUES (%s, %s, '', 'READ', 'case', '{}', 'none', '') ON CONFLICT (id) DO UPDATE SET act = 'READ'"
        with pytest.raises(ProgrammingError, match="permission denied"):
            settled(again + values, [one, partnership])


def test_a_line_without_a_partnership_is_added_by_nobody_who_has_one_and_read_by_nobody(cast):
    line = (
        "INSERT INTO trail_line (partnership_id, command, act, kind, subject_ids, purpose, trace_id) "
        "VALUES (NULL, '', 'DENIED', 'case', '{}', 'none', '')"
    )
    with cast.acting("amina"), pytest.raises(ProgrammingError, match="row-level security"):
        settled(line)
    with inside(None):
        settled(line)
        assert asked("SELECT count(*) FROM trail_line") == [(0,)]


def test_lines_about_somebody_are_those_of_ones_own_partnership(cast):
    noor, here = cast.actor("noor"), cast.actor("amina").partnership_id
    with cast.acting("noor"):
        looked = [look.line_id for day in looks_at(by=noor, page=1).days for look in day.looks]
        assert looked
        told = "SELECT DISTINCT partnership_id FROM trail_line WHERE id = ANY(%s)"
        assert asked(told, [looked]) == [(noor.partnership_id,)]
    with inside(here):
        assert looks_at(by=noor, page=1).days == ()
    assert looks_at(by=noor, page=1).days == ()


@pytest.mark.parametrize("statement", AGREED)
def test_an_agreed_plan_does_not_change(statement, *, cast, plan):
    _key, version = plan
    narrow = " AND " if "WHERE" in statement else " WHERE "
    column = "plan_version_id" if "plans_planline SET" in statement or "FROM plans_planline" in statement else "id"
    with cast.acting("amina"), pytest.raises(IntegrityError, match="was agreed and does not change"):
        settled(f"{statement}{narrow}{column} = %s", [version.pk])


def test_a_line_does_not_move_from_what_was_agreed_to_a_draft_or_back(cast, plan):
    _key, version = plan
    with cast.acting("amina"):
        [(draft,)] = asked(
            "INSERT INTO plans_planversion (partnership_id, plan_id, number, written_by_id, version) "
            "SELECT partnership_id, plan_id, number + 1, written_by_id, 1 FROM plans_planversion WHERE id = %s RETURNING id",
            [version.pk],
        )
        move = "UPDATE plans_planline SET plan_version_id = %s WHERE plan_version_id = %s"
        with pytest.raises(IntegrityError, match="was agreed and does not change"):
            settled(move, [draft, version.pk])
        settled(
            "INSERT INTO plans_planline (partnership_id, plan_version_id, position, what, who, state, version) "
            "SELECT partnership_id, id, 4, 'Erbij', 'Opa', 'open', 1 FROM plans_planversion WHERE id = %s",
            [draft],
        )
        with pytest.raises(IntegrityError, match="was agreed and does not change"):
            settled(move, [version.pk, draft])


def test_a_plan_does_not_become_that_of_another_case(cast, plan):
    _key, version = plan
    with cast.acting("fenna") as by:
        other = open_case(by=by, words="Nog een vraag", request_key=uuid4(), today=cast.today)
        with pytest.raises(IntegrityError, match="does not change"):
            settled("UPDATE plans_plan SET case_id = %s WHERE id = %s", [other.pk, version.plan_id])


def test_how_an_agreed_line_goes_may_still_be_said(cast, plan):
    _key, version = plan
    with cast.acting("amina"):
        settled("UPDATE plans_planline SET state = 'done', version = 2 WHERE plan_version_id = %s", [version.pk])


def test_what_was_agreed_cannot_be_led_astray_by_a_table_of_the_same_name(cast, plan):
    _key, version = plan
    with cast.acting("amina"):
        asked("CREATE TEMP TABLE plans_planversion (id bigint, agreed_on date)")
        with pytest.raises(IntegrityError, match="does not change"):
            settled("UPDATE plans_planline SET what = 'Iets anders' WHERE plan_version_id = %s", [version.pk])


def test_even_the_owner_does_not_change_what_was_agreed(cast):
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic(using="owner"):
        asked("UPDATE plans_planline SET what = 'Iets anders'", on=connections["owner"])
