"""How a line of a plan may go on, and who may say so."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.plans import rules
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import NEXT_STATES, UNFINISHED_STATES, LineState

TODAY = date(2026, 11, 22)
LINE = NewLine(what="Bellen", who="Opa", before=TODAY)


def test_every_state_has_its_next_ones_and_none_is_its_own():
    assert set(NEXT_STATES) == set(LineState)
    assert all(state not in following for state, following in NEXT_STATES.items())


def test_nobody_is_stuck_for_good():
    for state in LineState:
        reached, more = {state}, {state}
        while more:
            more = {after for before in more for after in NEXT_STATES[before]} - reached
            reached |= more
        assert LineState.DONE in reached
        assert LineState.BUSY in reached


def test_what_is_over_can_only_be_taken_up_again():
    assert {state for state in LineState if state not in UNFINISHED_STATES} == {LineState.DONE, LineState.STOPPED}
    assert all(NEXT_STATES[state] == {LineState.BUSY} for state in (LineState.DONE, LineState.STOPPED))
    assert LineState.OPEN not in {after for following in NEXT_STATES.values() for after in following}


@pytest.mark.parametrize(
    ("old", "new", "resident", "doer"), list(product(LineState, LineState, (False, True), (False, True)))
)
def test_a_line_goes_on_as_the_table_says_by_who_does_it_or_the_resident(old, new, resident, doer):
    allowed = (resident or doer) and (new is old or new in NEXT_STATES[old])
    if allowed:
        rules.check_may_move(is_resident=resident, is_doer=doer, old=old, new=new)
        return
    with pytest.raises(Refused):
        rules.check_may_move(is_resident=resident, is_doer=doer, old=old, new=new)


def test_only_the_resident_says_yes():
    rules.check_may_agree(is_resident=True)
    with pytest.raises(Refused):
        rules.check_may_agree(is_resident=False)


def test_today_is_not_over_yet():
    rules.check_line(LINE, number=1, today=TODAY)
    rules.check_line(replace(LINE, before=date.max), number=1, today=TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": ""}, "what_2"),
        ({"who": ""}, "who_2"),
        ({"before": TODAY - timedelta(days=1)}, "before_2"),
        ({"before": date.min}, "before_2"),
    ],
)
def test_a_line_that_is_not_whole_is_refused_at_the_field_it_is_about(change, field):
    with pytest.raises(Refused) as found:
        rules.check_line(replace(LINE, **change), number=2, today=TODAY)
    assert found.value.field == field
