"""A line that stopped is promised up to that day, also when a later version of the plan still has it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.area_budget.test_page import make_budget, until_days, year_of
from waarde import Band, HelpSource
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.plans.actions import stop_lines, write_draft
from wijkwaarde.kernel.plans.models import LineNote, PlanLine
from wijkwaarde.kernel.plans.rules import NewLine

pytestmark = pytest.mark.django_db
GUIDANCE = NewLine("Begeleiding thuis", who="Zus Selma", source=HelpSource.TAILORED, band=Band.EVERY_WEEK)
PAINTING = NewLine("Opa verft de kamer", who="Opa")


def ends(cast, *, today):
    """Up to which day each promise runs that counts for something."""
    return until_days(year_of(cast, today=today))


def test_what_stopped_stays_stopped_on_that_day_when_the_plan_is_made_anew(cast):
    make_budget(cast)
    key = cast.opened(request_key=uuid4())
    stopped, anew = (cast.today + timedelta(days=days) for days in (10, 20))

    def agree(*lines, today):
        with cast.acting("amina") as by:
            told = {"by": by, "seen": cast.seen(key, by=by), "today": today}
            agree_with_amounts(version=write_draft(lines=lines, version=0, **told).version, **told)

    agree(GUIDANCE, today=cast.today)
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        stop_lines({PlanLine.objects.get(holds_for=seen.case).pk: uuid4()}, seen=seen, today=stopped)
    assert ends(cast, today=anew) == [stopped]
    agree(GUIDANCE, PAINTING, today=anew)
    with cast.acting("amina"):
        assert LineNote.objects.get().line.plan_version.number == 2
    assert ends(cast, today=anew) == [stopped]
