"""An analysis is made from a plan and five answers: the worked cases come out to the cent, and nobody is asked more."""

from uuid import uuid4

import pytest

from tests.analyses.worked import answers, entered, prepared
from waarde import Difference, Situation, cents
from wijkwaarde.instruments.micro_analysis.actions import confirm_plan, make_analysis
from wijkwaarde.instruments.micro_analysis.queries import analysed_of
from wijkwaarde.instruments.micro_analysis.rules import Answers, LineTurned
from wijkwaarde.instruments.micro_analysis.terms import Happened, Turned
from wijkwaarde.kernel.errors import NotFound, Refused, Stale

CASES = ("bicycle", "amina", "gerrit", "joey")
# What a shipped case calls a risk that it takes from the list, or has of its own.
BICYCLES_RISK = "out-of-home placements"


def made(cast, analyses, found, *, by="chantal", **changed):
    with cast.acting(by) as actor:
        ready = prepared(cast, analyses.key, by=actor)
        keys = {one.norm.name: key for key, one in ready.risks.items()} | {BICYCLES_RISK: "children-placed"}
        told = answers(ready, found.case, keys=keys)
        key = changed.pop("request_key", found.request_key)
        return make_analysis(told, by=actor, prepared=ready, request_key=key, today=cast.today)


def to_cents(amounts):
    return {situation: None if amount is None else cents(amount) for situation, amount in amounts.items()}


def without_realised(amounts):
    return {situation: amount for situation, amount in to_cents(amounts).items() if situation is not Situation.REALISED}


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_that_was_entered_on_the_site_comes_out_to_the_cent(cast, analyses, name):
    found = entered(cast, analyses, name)
    saved = made(cast, analyses, found)
    with analyses.inside():
        again = analysed_of(saved).analysis
    assert without_realised(again.totals.first_year) == without_realised(found.analysis.totals.first_year)
    assert without_realised(again.totals.one_off) == without_realised(found.analysis.totals.one_off)
    assert cents(again.differences[Difference.CLAIMED]) == cents(found.analysis.differences[Difference.CLAIMED])
    assert again.switching.common == pytest.approx(found.analysis.switching.common or 0) or (
        found.analysis.switching.common is None and again.switching.common is None
    )


@pytest.mark.parametrize("name", ["amina", "gerrit", "joey"])
def test_what_a_worked_case_came_to_is_confirmed_line_by_line(cast, analyses, name):
    found = entered(cast, analyses, name)
    first = made(cast, analyses, found)
    realised = {line.name: line for line in found.case.realised}
    turned = {
        line.name: how_it_turned(line, realised[line.name]) for line in found.case.solution if line.name in realised
    }
    turned |= {
        line.name: LineTurned(turned=Turned.AS_AGREED) for line in found.case.solution if line.name not in realised
    }
    with cast.acting("chantal") as by:
        seen = cast.seen(analyses.key, by=by)
        saved = confirm_plan(
            turned,
            happened={"eviction": Happened.NO},
            feared_happened="Nee. Alles is er nog.",
            base=first.pk,
            by=by,
            seen=seen,
            request_key=uuid4(),
            today=cast.today,
        )
        again = analysed_of(saved).analysis
    wanted = found.analysis.totals.first_year[Situation.REALISED]
    assert cents(again.totals.first_year[Situation.REALISED]) == cents(wanted)
    assert saved.happened == {"eviction": "no"}


def how_it_turned(line, realised):
    if line.price is None or realised.uses == line.uses:
        return LineTurned(turned=Turned.AS_AGREED)
    return LineTurned(turned=Turned.OTHER, total=realised.uses[0].quantity)


def test_the_same_form_twice_makes_one_analysis_and_a_changed_amount_in_between_is_told(cast, analyses):
    found = entered(cast, analyses, "gerrit")
    first = made(cast, analyses, found)
    assert made(cast, analyses, found) == first
    with cast.acting("chantal") as by:
        ready = prepared(cast, analyses.key, by=by)
        keys = {one.norm.name: key for key, one in ready.risks.items()}
        told = answers(ready, found.case, keys=keys)
        old = type(told)(now_is_known=True, risks=(), looked_along_id=None, base=told.base - 1)
        with pytest.raises(Stale):
            make_analysis(old, by=by, prepared=ready, request_key=uuid4(), today=cast.today)


def test_a_plan_that_is_not_agreed_yet_has_no_analysis(cast, analyses):
    with cast.acting("chantal") as by:
        ready = prepared(cast, analyses.key, by=by)
        none = Answers(now_is_known=False, risks=(), looked_along_id=None, base=ready.amounts.base)
        with pytest.raises(Refused, match="eerst een plan"):
            make_analysis(none, by=by, prepared=ready, request_key=uuid4(), today=cast.today)


def test_a_resident_makes_no_analysis(cast, analyses):
    with cast.acting("amina") as by, pytest.raises(NotFound):
        prepared(cast, analyses.key, by=by)
