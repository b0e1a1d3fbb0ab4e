"""What must hold for any valid case: sums, order, prices, transfers, chances."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import reference
from hypothesis import assume, given
from hypothesis import strategies as st
from properties.cases import BEARERS, CHECKED, DRAWS, cases

from waarde import (
    Analysis,
    Case,
    Difference,
    Frequency,
    Line,
    Nothing,
    PriceItem,
    Situation,
    Source,
    Unit,
    Use,
    analyse,
    to_json,
)

NOISE = 1e-6
FIGURES = ("one_off", "yearly", "first_year", "difference", "by_bearer", "difference_by_bearer", "cashable")


def figures(case: Case) -> dict[str, Any]:
    """The JSON of a case."""
    return to_json(analyse(case, draws=DRAWS))


def in_cents(amount: float) -> int:
    """Euros as a whole number of cents."""
    return round(amount * 100)


@CHECKED
@given(cases())
def test_what_parties_pay_adds_up_to_the_total(case: Case) -> None:
    totals = analyse(case, draws=DRAWS).totals
    for situation, total in totals.first_year.items():
        paid = sum(amounts.get(situation, 0.0) for amounts in totals.by_bearer.values())
        assert paid == pytest.approx(total or 0.0, abs=NOISE, rel=1e-12)


@CHECKED
@given(cases())
def test_rounded_amounts_of_parties_add_up_to_the_rounded_total(case: Case) -> None:
    found = figures(case)
    for situation, total in found["first_year"].items():
        paid = [amounts[situation] for amounts in found["by_bearer"].values() if situation in amounts]
        assert sum(in_cents(amount) for amount in paid) == in_cents(total or 0.0), situation


@CHECKED
@given(cases())
def test_rounded_gains_add_up_to_the_rounded_difference(case: Case) -> None:
    found = figures(case)
    realised = found["difference"]["realised"] or {"nothing": None, "now": None}
    totals = {
        "claimed": found["difference"]["claimed"],
        "planned": found["difference"]["planned"],
        "realised-from-nothing": realised["nothing"],
        "realised-from-now": realised["now"],
    }
    for kind, total in totals.items():
        gains = found["difference_by_bearer"][kind]
        assert sum(in_cents(gain) for gain in gains.values()) == in_cents(total or 0.0), kind


@st.composite
def shuffled(draw: st.DrawFn, case: Case) -> Case:
    """The same case with everything that has no order in another order."""

    def mixed(things: Any) -> Any:
        return things and tuple(draw(st.permutations(things)))

    nothing = case.nothing
    if nothing is not None:
        risks = tuple(replace(risk, lines=mixed(risk.lines), stops=mixed(risk.stops)) for risk in nothing.risks)
        nothing = replace(nothing, lines=mixed(nothing.lines), risks=mixed(risks))
    lines = {name: mixed(getattr(case, name)) for name in ("now", "solution", "realised")}
    return replace(case, nothing=nothing, **lines)


@CHECKED
@given(data=st.data(), case=cases())
def test_the_order_of_lines_does_not_matter(data: st.DataObject, case: Case) -> None:
    one, other = figures(case), figures(data.draw(shuffled(case)))
    for figure in (*FIGURES, "hours", "ranges"):
        assert one[figure] == other[figure], figure
    assert one["switching"]["common"] == pytest.approx(other["switching"]["common"], abs=NOISE)
    assert one["switching"]["reason"] == other["switching"]["reason"]


def priced(name: str, euros: float, bearer: str, beneficiary: str | None = None) -> Line:
    """A line with a price that no other line has."""
    item = PriceItem("of this line alone", name, euros, Unit.PIECE, bearer, Source("test"))
    return Line(name, item, (Use(3, Frequency.MONTH), Use(1, Frequency.ONCE)), beneficiary=beneficiary)


def gain(case: Case, kind: Difference, bearer: str) -> float:
    """What a party gains, in cents rounded as it is shown."""
    return analyse(case, draws=DRAWS).difference_by_bearer[kind].get(bearer, 0.0)


prices = st.integers(0, 10_000).map(lambda cents: cents / 100)
parties = st.sampled_from(BEARERS)
CENT_OF_ROUNDING = 0.0101


@CHECKED
@given(cases(known=True), prices, prices, parties)
def test_a_dearer_plan_never_raises_the_saving_of_who_pays(case: Case, price: float, more: float, bearer: str) -> None:
    def with_price(euros: float) -> Case:
        return replace(case, solution=(*(case.solution or ()), priced("only in the plan", euros, bearer)))

    for kind in (Difference.CLAIMED, Difference.PLANNED):
        before, after = (gain(with_price(euros), kind, bearer) for euros in (price, price + more))
        assert after <= before + CENT_OF_ROUNDING
        assert after == pytest.approx(before - 37 * more, abs=CENT_OF_ROUNDING)


@CHECKED
@given(cases(known=True), prices, prices, parties)
def test_a_dearer_nothing_never_lowers_the_saving_of_who_pays(
    case: Case, price: float, more: float, bearer: str
) -> None:
    def with_price(euros: float) -> Case:
        nothing = case.nothing or Nothing()
        line = priced("only in nothing", euros, bearer)
        return replace(case, nothing=replace(nothing, lines=(*nothing.lines, line)))

    for kind in (Difference.CLAIMED, Difference.REALISED_FROM_NOTHING):
        before, after = (gain(with_price(euros), kind, bearer) for euros in (price, price + more))
        assert after >= before - CENT_OF_ROUNDING


def totals(analysis: Analysis) -> list[float | None]:
    """The totals of all situations."""
    found = analysis.totals
    return [one[situation] for one in (found.one_off, found.yearly, found.first_year) for situation in Situation]


@CHECKED
@given(cases(known=True), prices, st.permutations(BEARERS))
def test_a_transfer_is_zero_in_the_total_and_counts_for_both(case: Case, price: float, two: list[str]) -> None:
    giver, receiver = two[:2]
    line = priced("money that goes round", price, giver, receiver)
    more = replace(case, solution=(*(case.solution or ()), line))
    before, after = analyse(case, draws=DRAWS), analyse(more, draws=DRAWS)
    assert totals(after) == pytest.approx(totals(before), abs=NOISE)
    for party, amount in ((giver, 37 * price), (receiver, -37 * price)):
        paid = [one.totals.by_bearer.get(party, {}).get(Situation.SOLUTION, 0.0) for one in (before, after)]
        assert paid[1] - paid[0] == pytest.approx(amount, abs=NOISE)


@CHECKED
@given(cases(known=True), st.integers(0, 100))
def test_a_larger_chance_of_a_costly_risk_never_lowers_nothing(case: Case, percent: int) -> None:
    assert case.nothing is not None
    assume(case.nothing.risks)
    risk, *others = case.nothing.risks
    never, always = (
        reference.cost(case, Situation.NOTHING, chances={**reference.chances_of(case), risk.name: reference.exact(p)})
        for p in (0, 1)
    )
    assert never is not None
    assert always is not None
    larger = replace(risk, chance=max(risk.chance, percent / 100))
    more = replace(case, nothing=replace(case.nothing, risks=(larger, *others)))
    before, after = (analyse(one, draws=DRAWS).totals.first_year[Situation.NOTHING] for one in (case, more))
    assert before is not None
    assert after is not None
    rises = (after - before) * (1 if always.first_year >= never.first_year else -1)
    assert rises >= -NOISE


@CHECKED
@given(cases())
def test_without_any_change_nothing_is_now(case: Case) -> None:
    found = analyse(replace(case, nothing=Nothing()), draws=DRAWS).totals
    for amounts in (found.one_off, found.yearly, found.first_year):
        assert amounts[Situation.NOTHING] == amounts[Situation.NOW]


@CHECKED
@given(cases())
def test_a_situation_is_unknown_only_when_nobody_described_it(case: Case) -> None:
    found = analyse(case, draws=DRAWS).totals.first_year
    assert (found[Situation.NOW] is None) == (case.now is None)
    assert (found[Situation.SOLUTION] is None) == (case.solution is None)
    assert (found[Situation.REALISED] is None) == (case.realised is None)
    assert analyse(replace(case, now=(), nothing=None), draws=DRAWS).totals.first_year[Situation.NOW] == 0.0
