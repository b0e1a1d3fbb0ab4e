"""waarde gives what the slow reference gives, for any valid case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
import reference
from hypothesis import assume, given
from hypothesis import strategies as st
from properties.cases import CHECKED, DRAWS, STARTS, cases, uses

from waarde import (
    Case,
    Difference,
    FirstYear,
    Frequency,
    Line,
    NoSwitch,
    PriceItem,
    Situation,
    Source,
    Unit,
    Use,
    analyse,
    counted,
    to_json,
)

PAIRS = {
    Difference.CLAIMED: (Situation.NOTHING, Situation.SOLUTION),
    Difference.PLANNED: (Situation.NOW, Situation.SOLUTION),
    Difference.REALISED_FROM_NOTHING: (Situation.NOTHING, Situation.REALISED),
    Difference.REALISED_FROM_NOW: (Situation.NOW, Situation.REALISED),
}
MILLIONTH = 1e-6


def near(found: float | None, exact: Fraction | None) -> bool:
    """Whether a float is the exact value to a millionth (of itself, when it is large)."""
    if found is None or exact is None:
        return found is None and exact is None
    return abs(found - exact) <= MILLIONTH * max(1.0, abs(float(exact)) * MILLIONTH)


@CHECKED
@given(data=st.data(), start=st.sampled_from(STARTS))
def test_a_use_counts_as_many_units(data: st.DataObject, start: date) -> None:
    use = data.draw(uses(start))
    assert near(counted(use, year=FirstYear(start)), reference.units(use, start=start))


@pytest.mark.parametrize("start", STARTS)
def test_the_first_year_ends_on_the_same_day(start: date) -> None:
    year = FirstYear(start)
    assert year.end == reference.last_day(start)
    assert year.days() == len(list(reference.days_from(start, until=reference.last_day(start))))


@CHECKED
@given(cases())
def test_every_situation_costs_the_same(case: Case) -> None:
    totals = analyse(case, draws=DRAWS).totals
    for situation in Situation:
        exact = reference.cost(case, situation)
        assert near(totals.one_off[situation], exact.one_off if exact else None), situation
        assert near(totals.yearly[situation], exact.yearly if exact else None), situation
        assert near(totals.first_year[situation], exact.first_year if exact else None), situation


@CHECKED
@given(cases())
def test_every_difference_is_the_same(case: Case) -> None:
    found = analyse(case, draws=DRAWS).differences
    assert set(found) == set(PAIRS)
    for kind, (first, second) in PAIRS.items():
        assert near(found[kind], reference.difference(case, first, second)), kind


@CHECKED
@given(cases())
def test_every_party_pays_the_same(case: Case) -> None:
    found = analyse(case, draws=DRAWS).totals.by_bearer
    for situation in Situation:
        exact = reference.by_bearer(case, situation)
        for bearer in {*exact, *found}:
            amount = found.get(bearer, {}).get(situation, 0.0)
            assert near(amount, exact.get(bearer, Fraction(0))), (bearer, situation)


@CHECKED
@given(cases(known=True))
def test_every_party_gains_the_same_to_a_cent(case: Case) -> None:
    found = analyse(case, draws=DRAWS).difference_by_bearer
    for kind, (first, second) in PAIRS.items():
        for bearer, gain in reference.gains(case, first, second).items():
            assert abs(found[kind].get(bearer, 0.0) - gain) < 0.01 + MILLIONTH, (kind, bearer)


@CHECKED
@given(cases(known=True))
def test_what_can_be_cashed_is_the_same_to_a_cent(case: Case) -> None:
    found = analyse(case, draws=DRAWS).cashable
    for bearer, exact in reference.cashable(case).items():
        part = found.get(bearer)
        if exact is None:
            assert part is None
        elif part is not None:
            assert abs(part["amount"] - exact) <= 0.015 + MILLIONTH
        else:
            assert exact < 0.01, "only a gain that rounds to 0 may be left out"


@CHECKED
@given(cases())
def test_hours_are_the_same(case: Case) -> None:
    found = to_json(analyse(case, draws=DRAWS))["hours"]
    for situation in Situation:
        exact = reference.hours(case, situation)
        assert set(found.get(situation.value, {})) == set(exact)
        for kind, amount in exact.items():
            assert near(found[situation.value][kind], amount)


def agrees(found: float | None, reason: NoSwitch | None, switch: reference.Switch, *, most: float) -> None:
    """Assert that a switching value is where the difference is 0, or that it has the right reason for having none."""
    if switch.value is not None:
        assert reason is None
        assert found is not None
        assert 0 <= found <= most * (1 + MILLIONTH)
        assert abs(found - switch.value) <= MILLIONTH
    elif switch.at_least == switch.at_most:
        assert (found, reason) == (None, NoSwitch.NO_EFFECT)
    else:
        expected = NoSwitch.CHEAPER_ANYWAY if switch.at_least > 0 else NoSwitch.DEARER_ANYWAY
        assert (found, reason) == (None, expected)


@CHECKED
@given(cases(known=True))
def test_the_switching_values_are_where_the_difference_is_zero(case: Case) -> None:
    found = analyse(case, draws=DRAWS).switching
    if not reference.chances_of(case):
        assert (found.common, found.reason, found.per_risk) == (None, NoSwitch.NO_RISKS, ())
        return
    largest = max(reference.chances_of(case).values())
    agrees(found.common, found.reason, reference.switch_of_all(case), most=float(1 / largest) if largest else 1.0)
    for one in found.per_risk:
        agrees(one.switches_at, one.reason, reference.switch_of_risk(case, one.risk.name), most=1.0)


def balanced(case: Case, *, part: Fraction) -> Case:
    """The same case with one line more, so that it switches at about this part of what is possible."""
    ends = reference.switch_of_all(case)
    there = ends.at_least + part * (ends.at_most - ends.at_least)
    item = PriceItem("balance", "balance", float(reference.half_up(abs(there))), Unit.PIECE, "fund", Source("test"))
    line = Line("balance", item, (Use(1, Frequency.ONCE),))
    assert case.nothing is not None
    if there > 0:
        return replace(case, solution=(*(case.solution or ()), line))
    return replace(case, nothing=replace(case.nothing, lines=(*case.nothing.lines, line)))


@CHECKED
@given(cases(known=True), st.integers(0, 100))
def test_a_case_that_switches_somewhere_switches_there(case: Case, percent: int) -> None:
    assume(reference.chances_of(case))
    case = balanced(case, part=Fraction(percent, 100))
    found = analyse(case, draws=DRAWS).switching
    largest = max(reference.chances_of(case).values())
    agrees(found.common, found.reason, reference.switch_of_all(case), most=float(1 / largest) if largest else 1.0)
    for one in found.per_risk:
        agrees(one.switches_at, one.reason, reference.switch_of_risk(case, one.risk.name), most=1.0)


@CHECKED
@given(cases())
def test_without_nothing_or_plan_no_switching_value_is_known(case: Case) -> None:
    found = analyse(case, draws=DRAWS)
    if found.differences[Difference.CLAIMED] is None:
        assert (found.switching.common, found.switching.reason) == (None, NoSwitch.UNKNOWN_SITUATION)
        assert all(one.switches_at is None for one in found.switching.per_risk)
