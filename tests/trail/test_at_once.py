"""The chain under what a busy site does: several at once, a rollback, a savepoint, a refusal, and another isolation level."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tests.isolation.catalogue import asked
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.trail.actions import recorded, write_lines
from wijkwaarde.kernel.trail.queries import checked

PEOPLE, TIMES = 6, 12


def acting(chain):
    by = Actor.console("test", partnership_id=chain)
    by.record(Act.READ, "case", object_id=1, subjects=[1])
    by.record(Act.READ, "plan", object_id=1, subjects=[1])
    return by


def looked(chain):
    with recorded(by=acting(chain)):
        pass


def taken_back(chain):
    with pytest.raises(ZeroDivisionError), recorded(by=acting(chain)):  # noqa: PT012 - it fails after its lines
        write_lines(by=acting(chain))
        raise ZeroDivisionError


def half_taken_back(chain):
    with in_partnership(chain):
        with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - it fails after its lines
            write_lines(by=acting(chain))
            raise ZeroDivisionError
        write_lines(by=acting(chain))


def refused(chain):
    with pytest.raises(NotFound), recorded(by=acting(chain)):
        raise NotFound("case", object_id=7, subjects=(1,))


WAYS = {looked: 2, taken_back: 0, half_taken_back: 2, refused: 1}


def people_at_once(chains, *, failures):
    def work(number):
        try:
            for time in range(TIMES):
                way = list(WAYS)[(number + time) % len(WAYS)]
                way(chains[time % len(chains)])
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - the test says what it was
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[number]) for number in range(PEOPLE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_many_at_once_leave_chains_without_a_gap(committing_cast):
    chains = [committing_cast.actor("amina").partnership_id, committing_cast.actor("noor").partnership_id, None]
    before, failures = checked(heads={}, using="owner"), []
    people_at_once(chains, failures=failures)
    assert failures == []
    after = checked(heads={}, using="owner")
    assert (before.found, after.found) == ([], [])
    assert after.lines - before.lines == PEOPLE * TIMES * sum(WAYS.values()) // len(WAYS)
    ends = asked(
        "SELECT max(sequence) - count(*), min(sequence) FROM trail_seal GROUP BY partnership_id",
        on=connections["owner"],
    )
    assert set(ends) == {(0, 1)}


def test_the_application_makes_changes_and_removes_no_seal(cast):
    with cast.acting("amina") as by:
        for statement in (
            "UPDATE trail_seal SET hash = ''",
            "DELETE FROM trail_seal",
            "TRUNCATE trail_seal",
            "INSERT INTO trail_seal VALUES (0, 1, 999999, 1, '')",
            "ALTER TABLE trail_line DISABLE TRIGGER sealed",
            "SET LOCAL session_replication_role = replica",
        ):
            with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
                asked(statement)
        asked("SET CONSTRAINTS ALL IMMEDIATE")
        assert {chain for (chain,) in asked("SELECT DISTINCT partnership_id FROM trail_seal")} == {by.partnership_id}


def test_where_a_seal_could_not_see_the_last_one_nothing_is_written(committing_cast):
    chain = committing_cast.actor("amina").partnership_id
    with pytest.raises(DatabaseError, match="READ COMMITTED"), in_partnership(None):  # noqa: PT012 - it fails at commit
        asked("COMMIT")
        asked("BEGIN ISOLATION LEVEL REPEATABLE READ")
        asked("SELECT set_config('app.partnership_id', %s, true)", [str(chain)])
        write_lines(by=acting(chain))
    assert connection.connection is None or not connection.in_atomic_block
    assert checked(heads={}, using="owner").found == []
