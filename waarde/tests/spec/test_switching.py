"""Switching values by hand: where they are, where there is none and why."""

from __future__ import annotations

import json
from typing import Any

import pytest
from spec.building import PRICES, case, costing, line, nothing, risk

from waarde import Frequency, NoSwitch, Situation, Use, analyse, to_json
from waarde.switching import Switching


def switching(**parts: Any) -> Switching:
    return analyse(case("switching", **parts), draws=100).switching


def test_two_risks_together_and_one_by_one() -> None:
    """nothing = .5 x 100 + .2 x 400 = 130, the plan 65: half of both chances, or 3.75% of the second alone."""
    risks = (risk("one", 0.5, costing("a", 100)), risk("two", 0.2, costing("b", 400)))
    found = switching(nothing=nothing(*risks), solution=(costing("plan", 65),))
    assert found.common == pytest.approx(0.5)
    one, two = found.per_risk
    assert (one.switches_at, one.reason) == (None, NoSwitch.CHEAPER_ANYWAY)
    assert two.switches_at == pytest.approx((65 - 50) / 400)


def test_dearer_even_when_it_is_certain() -> None:
    found = switching(nothing=nothing(risk("one", 0.5, costing("a", 100))), solution=(costing("plan", 101),))
    assert (found.common, found.reason) == (None, NoSwitch.DEARER_ANYWAY)
    assert found.per_risk[0].reason is NoSwitch.DEARER_ANYWAY


def test_at_the_ends_of_what_is_possible() -> None:
    certain = switching(nothing=nothing(risk("one", 0.5, costing("a", 100))), solution=(costing("plan", 100),))
    assert (certain.common, certain.per_risk[0].switches_at) == (2.0, 1.0)
    never = switching(nothing=nothing(risk("one", 0.5, costing("a", 100))), solution=())
    assert (never.common, never.per_risk[0].switches_at) == (0.0, 0.0)


def test_a_risk_that_costs_nothing_switches_nothing() -> None:
    found = switching(now=(costing("a", 1),), nothing=nothing(risk("one", 0.5)), solution=())
    assert (found.common, found.reason, found.per_risk[0].reason) == (None, NoSwitch.NO_EFFECT, NoSwitch.NO_EFFECT)


@pytest.mark.parametrize("turned", [False, True])
def test_a_plan_that_costs_exactly_what_runs_now_switches_at_zero(turned: bool) -> None:
    """0.1 + 0.2 is not 0.3 in a computer; that may not decide between 'at 0' and 'cheaper anyway'."""
    runs, plan = (costing("a", 0.1), costing("b", 0.2)), (costing("c", 0.3),)
    one, other = (plan, runs) if turned else (runs, plan)
    found = switching(now=one, nothing=nothing(risk("r", 0.5, costing("x", 100))), solution=other)
    assert (found.common, found.reason) == (0.0, None)
    assert (found.per_risk[0].switches_at, found.per_risk[0].reason) == (0.0, None)


def test_a_switch_at_zero_is_put_out_as_zero() -> None:
    same = (costing("same help", 10),)
    whole = case("same", now=same, nothing=nothing(risk("r", 0.5, costing("x", 100))), solution=same)
    assert "-0.0" not in json.dumps(to_json(analyse(whole, draws=100))["switching"])


def test_stopping_a_line_twice_is_stopping_it_once() -> None:
    """The effect of a risk and what it leaves must tell the same story."""
    runs = (line("HH", Use(365 / PRICES["HH"].value, Frequency.IN_TOTAL), name="home help"),)
    (doubled, plain) = (risk("stay", 0.5, stops=names, days=100) for names in (("home help",) * 2, ("home help",)))
    one, other = (analyse(case("stay", now=runs, nothing=nothing(r), solution=()), draws=100) for r in (doubled, plain))
    assert one.totals.first_year == other.totals.first_year
    assert one.switching.per_risk[0].effect == other.switching.per_risk[0].effect == pytest.approx(-100)


def test_what_is_paid_once_does_not_stop() -> None:
    """A ramp that was built stays built, also when its owner moves to a nursing home."""
    built = case("ramp", now=(costing("ramp", 365),), nothing=nothing(risk("stay", 0.5, stops=("ramp",), days=100)))
    found = analyse(built, draws=100)
    assert found.totals.first_year[Situation.NOTHING] == 365
    assert found.switching.per_risk[0].effect == 0
