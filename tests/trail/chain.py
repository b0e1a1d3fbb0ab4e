"""A chain of lines for the tests, written and tampered with by the owner in one transaction that is rolled back."""

from django.db import connections

from tests.isolation.catalogue import asked
from wijkwaarde.kernel.trail import queries

OWNER = "owner"
HERE, BESIDE = 901, 902
ADD = """
INSERT INTO trail_line (partnership_id, user_id, command, act, kind, object_id, subject_ids, purpose, trace_id)
VALUES (%s, %s, %s, 'READ', %s, %s, %s, 'none', %s) RETURNING id
"""


def told(sql, parameters=()):
    """What the owner asks or does, past all policies; None keeps a percent sign as it is."""
    return asked(sql, parameters, on=connections[OWNER])


def line(
    partnership_id,
    *,
    command="test",
    kind="case",
    object_id=None,
    subjects=(1,),
    trace_id="0af7651916cd43dd8448eb211c80319c",
):
    """The id of a line that was added; it has no seal before `committed`."""
    [(made,)] = told(ADD, [partnership_id, None, command, kind, object_id, list(subjects), trace_id])
    return made


def committed():
    """Let happen what happens at commit."""
    told("SET CONSTRAINTS ALL IMMEDIATE")
    told("SET CONSTRAINTS ALL DEFERRED")


def head(chain):
    """Where a chain ends, as it would be kept elsewhere."""
    [(sequence, seal)] = told(
        "SELECT sequence, hash FROM trail_seal WHERE partnership_id = %s ORDER BY sequence DESC LIMIT 1", [chain]
    )
    return {chain: {sequence: frozenset([bytes(seal)])}}


def found(heads=None):
    """What is wrong with the chains of these tests: flaw, first and last seal, line and other line."""
    check = queries.checked(heads=heads or {}, using=OWNER)
    return [
        (one.flaw.value, one.sequence, one.until, one.line_id, one.other_id)
        for one in check.found
        if one.chain in {0, HERE, BESIDE}
    ]
