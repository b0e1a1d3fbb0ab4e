"""Whoever changes the trail, the owner too, is found out: a line changed, gone, added or moved, a seal gone, an end cut off."""

from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trail.chain import ADD, BESIDE, HERE, committed, found, head, line, told
from wijkwaarde.kernel.trail.rules import seal_hash

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SEAL = "SELECT sequence, hash FROM trail_seal WHERE line_id = %s"
VALUES = """
SELECT id, (extract(epoch FROM at) * 1000000)::bigint, partnership_id, user_id, person_id, membership_id, organisation_id,
    on_behalf_of_id, command, act, kind, object_id, subject_ids, purpose, trace_id FROM trail_line WHERE id = %s
"""
IDS = st.integers(-(2**63), 2**63 - 1)
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


@pytest.fixture
def six():
    """Six lines with their seals, 1 to 6, beside a chain of another partnership and the one of nobody."""
    ids = []
    for number in range(6):
        ids.append(line(HERE, object_id=number, subjects=(number, number + 1)))
        line(BESIDE)
        committed()
    line(None)
    committed()
    assert found() == []
    return ids


def test_lines_from_before_the_seals_are_sealed_by_the_migration_in_the_order_of_their_ids(six):
    operations = import_module("wijkwaarde.kernel.trail.migrations.0008_chained").Migration.operations
    before = told("SELECT line_id, sequence, hash FROM trail_seal WHERE partnership_id = %s ORDER BY 1", [HERE])
    for words in [one.reverse_sql for one in reversed(operations)] + [one.sql for one in operations]:
        for statement in [words] if isinstance(words, str) else words:
            told(statement, None)
    assert told("SELECT line_id, sequence, hash FROM trail_seal WHERE partnership_id = %s ORDER BY 1", [HERE]) == before
    assert told("SELECT count(*) FROM trail_line") == told("SELECT count(*) FROM trail_seal")
    assert found() == []


def test_a_line_gets_its_seal_at_commit_in_the_chain_of_its_partnership(six):
    assert told("SELECT sequence FROM trail_seal WHERE partnership_id = %s ORDER BY 1", [HERE]) == [
        (n,) for n in range(1, 7)
    ]
    assert told("SELECT sequence FROM trail_seal WHERE partnership_id = %s ORDER BY 1", [BESIDE])[-1] == (6,)
    late = line(HERE)
    assert told(SEAL, [late]) == []
    assert found() == [("inserted", None, None, late, None)]
    committed()
    assert [sequence for sequence, _hash in told(SEAL, [late])] == [7]
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "subject_ids = '{99}'", "at = at + interval '1 microsecond'", "user_id = 7", "act = 'WRITE'", "command = 'Test'",
        "partnership_id = NULL", "partnership_id = 902", "object_id = NULL", "trace_id = ''", "on_behalf_of_id = 3",
    ],
)  # fmt: skip
def test_a_changed_line_is_found_and_named(change, six):
    told(f"UPDATE trail_line SET {change} WHERE id = %s", [six[2]])
    assert found() == [("changed", 3, None, six[2], None)]


def test_a_changed_first_and_last_line_are_found_too(six):
    told("UPDATE trail_line SET kind = 'plan' WHERE id IN (%s, %s)", [six[0], six[-1]])
    assert found() == [("changed", 1, None, six[0], None), ("changed", 6, None, six[-1], None)]


def test_a_line_that_is_gone_is_found_and_named(six):
    told("DELETE FROM trail_line WHERE id = %s", [six[1]])
    assert found() == [("removed", 2, None, six[1], None)]


def test_a_line_that_is_gone_with_its_seal_leaves_a_gap(six):
    told("DELETE FROM trail_line WHERE id IN (%s, %s)", six[1:3])
    told("DELETE FROM trail_seal WHERE line_id IN (%s, %s)", six[1:3])
    assert found() == [("seal_removed", 2, 3, None, None)]


def test_who_closes_the_gap_by_counting_again_is_found(six):
    told("DELETE FROM trail_line WHERE id = %s", [six[1]])
    told("DELETE FROM trail_seal WHERE line_id = %s", [six[1]])
    told("UPDATE trail_seal SET sequence = -sequence WHERE partnership_id = %s AND sequence > 2", [HERE])
    told("UPDATE trail_seal SET sequence = -sequence - 1 WHERE partnership_id = %s AND sequence < 0", [HERE])
    assert ("changed", 2, None, six[2], None) in found()


def test_a_seal_that_is_gone_is_found_with_the_line_that_lost_it(six):
    told("DELETE FROM trail_seal WHERE line_id = %s", [six[3]])
    assert found() == [("seal_removed", 4, 4, None, None), ("inserted", None, None, six[3], None)]


def test_a_seal_with_another_hash_is_told_from_a_changed_line(six):
    told("UPDATE trail_seal SET hash = sha256('x') WHERE line_id = %s", [six[3]])
    assert found() == [("seal_changed", 4, None, six[3], None)]


def test_a_line_that_came_in_past_the_trigger_is_found(six):
    told("ALTER TABLE trail_line DISABLE TRIGGER sealed")
    planted = line(HERE)
    told("ALTER TABLE trail_line ENABLE TRIGGER sealed")
    committed()
    assert found() == [("inserted", None, None, planted, None)]


@pytest.mark.parametrize("how", ["seals", "lines", "contents"])
def test_two_lines_that_changed_places_are_found_as_such(how, six):
    first, second = six[1], six[4]
    swap = {
        "seals": "UPDATE trail_seal SET line_id = CASE line_id WHEN {a} THEN {b} ELSE {a} END WHERE line_id IN ({a}, {b})",
        "lines": "UPDATE trail_line SET id = CASE id WHEN {a} THEN {b} ELSE {a} END WHERE id IN ({a}, {b})",
        "contents": (
            "UPDATE trail_line m SET at = o.at, object_id = o.object_id, subject_ids = o.subject_ids FROM trail_line o "
            "WHERE (m.id, o.id) IN (({a}, {b}), ({b}, {a}))"
        ),
    }[how].format(a=first, b=second)
    table = "seal" if how == "seals" else "line"
    told(f"ALTER TABLE trail_{table} DROP CONSTRAINT trail_{table}_pkey")
    told(swap)
    assert [(flaw, one, other, {a, b}) for flaw, one, other, a, b in found()] == [("reordered", 2, 5, {first, second})]


def test_a_cut_off_end_is_found_by_a_head_that_was_kept_elsewhere(six):
    kept = head(HERE)
    for table, column in (("line", "id"), ("seal", "line_id")):
        told(f"DELETE FROM trail_{table} WHERE {column} IN (%s, %s)", six[4:])
    assert found() == []
    assert found(kept) == [("cut_off", 5, 6, None, None)]
    again = line(HERE), line(HERE)
    committed()
    assert again
    assert found(kept) == [("rewritten", 6, None, None, None)]


def test_a_chain_that_is_gone_altogether_is_found_by_its_head(six):
    kept = head(HERE)
    told("DELETE FROM trail_line WHERE partnership_id = %s", [HERE])
    told("DELETE FROM trail_seal WHERE partnership_id = %s", [HERE])
    assert found() == []
    assert found(kept) == [("cut_off", 1, 6, None, None)]


@given(
    command=WORDS,
    kind=WORDS,
    trace=WORDS,
    object_id=st.none() | IDS,
    subjects=st.lists(st.none() | IDS, max_size=5),
    nobodys=st.booleans(),
)
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_python_makes_of_every_line_the_hash_that_the_database_made(command, kind, trace, object_id, subjects, nobodys):
    partnership = None if nobodys else HERE
    [(one,)] = told(ADD, [partnership, None, command, kind, object_id, subjects, trace])
    before = told(
        "SELECT hash FROM trail_seal WHERE partnership_id = %s ORDER BY sequence DESC LIMIT 1", [partnership or 0]
    )
    committed()
    [(sequence, seal)] = told(SEAL, [one])
    [values] = told(VALUES, [one])
    assert bytes(seal) == seal_hash(values, sequence=sequence, previous=bytes(before[0][0]) if before else b"")


@pytest.mark.parametrize(
    "name", ["Noor van 't Hof", "أمينة بنت يوسف", "🌱\U0001f469‍👧", 'a"b\\c/d', "\u2028\x7f\x1f\t\n", ""]
)
def test_signs_of_every_script_hash_alike(name):
    one = line(HERE, command=name)
    committed()
    [(sequence, seal)] = told(SEAL, [one])
    [values] = told(VALUES, [one])
    assert (sequence, bytes(seal)) == (1, seal_hash(values, sequence=1, previous=b""))
