"""Agreeing a plan keeps what it takes, in the same moment: nobody types it again, and nobody is asked anything."""

from uuid import uuid4

import pytest

from tests.amounts.conftest import Amounts
from waarde import Band, Situation
from wijkwaarde.kernel.flows.actions import agree_heard_with_amounts
from wijkwaarde.kernel.flows.models import Estimate
from wijkwaarde.kernel.flows.queries import newest_estimate, rows_of
from wijkwaarde.kernel.flows.terms import RowState
from wijkwaarde.kernel.plans.models import PlanLine
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import Heard

pytestmark = pytest.mark.django_db
GUIDANCE = ("Begeleiding thuis", "tailored", "every-week")
PAINTING = "Opa verft de kamer"


@pytest.fixture
def case(cast):
    return Amounts(cast, cast.opened(request_key=uuid4()))


def kept(case):
    """The rows of the plan in the newest estimate, the lines that hold, and how many estimates there are."""
    with case.cast.acting("amina") as by:
        seen = case.cast.seen(case.key, by=by)
        rows = [one for one in rows_of(newest_estimate(seen.case)) if one.amount.situation is Situation.SOLUTION]
        lines = {line.pk for line in PlanLine.objects.filter(holds_for=seen.case)}
        return rows, lines, Estimate.objects.filter(case=seen.case, kind="plan").count()


def agree(case, *, times=1):
    """The resident says yes on the page to what is proposed there."""
    with case.cast.acting("amina") as by:
        version = plan_for(case.cast.seen(case.key, by=by)).draft.version.version
    for _time in range(times):
        answer = case.cast.browser("amina").post(f"/vraag/{case.key}/plan/ja", {"version": version})
        assert answer.status_code == 302


def test_a_yes_keeps_what_the_words_mean_as_a_proposal_and_a_second_click_keeps_nothing(case):
    agree(case.plan(GUIDANCE, PAINTING, agree=False), times=2)
    rows, lines, count = kept(case)
    assert count == 1
    assert {one.amount.plan_line_id for one in rows} == lines
    assert {one.state for one in rows} == {RowState.PROPOSED}
    guidance = next(one.amount for one in rows if one.amount.name == GUIDANCE[0])
    assert (guidance.price.key, guidance.use.quantity, guidance.payer) == ("BI", 1.5, "municipality-wmo")


def test_what_a_professional_said_before_the_yes_is_kept_as_said_and_a_changed_plan_keeps_its_own_lines(case):
    case.plan(GUIDANCE, PAINTING, agree=False).fill(GUIDANCE[0], price="BI", quantity="3", per="week")
    agree(case)
    rows, lines, _count = kept(case)
    said = next(one for one in rows if one.amount.name == GUIDANCE[0])
    assert (said.state, said.amount.use.quantity, said.amount.plan_line_id in lines) == (RowState.SAID, 3, True)
    agree(case.plan(GUIDANCE, "Dagbesteding", agree=False))
    rows, later, _count = kept(case)
    assert {one.amount.plan_line_id for one in rows} == later != lines


def test_a_yes_by_phone_keeps_it_too_and_what_costs_nothing_keeps_nothing(case):
    for lines, heard, count in (
        ([NewLine(what=PAINTING, who="Opa")], Heard.PHONE, 0),
        ([NewLine(what="Schuldhulp aanvragen", who="Zus Selma")], Heard.VISIT, 0),
        ([NewLine(what=GUIDANCE[0], who="Zus Selma", band=Band.EVERY_WEEK)], Heard.VISIT, 1),
    ):
        with case.cast.acting("chantal") as by:
            told = {"by": by, "seen": case.cast.seen(case.key, by=by), "today": case.cast.today}
            agree_heard_with_amounts(lines=lines, heard=heard, version=0, **told)
        assert kept(case)[2] == count
