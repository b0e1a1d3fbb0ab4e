"""Background work of the outlook: at night the forecast of this year is made, so that nobody waits for it in the morning."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import budget_on, year_budget
from wijkwaarde.kernel.outlook.actions import keep
from wijkwaarde.kernel.outlook.queries import outlook_for
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

AT_NIGHT = "47 3 * * *"


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="keep-forecasts", pass_context=False)
def keep_forecasts(timestamp: int) -> int:
    """Make and keep the forecast of this year of every budget that runs; how many there are. What is kept already stays."""
    today, found = timezone.localdate(), 0
    for partnership in partnerships():
        by = Actor.console("keep-forecasts", partnership_id=partnership.pk)
        with recorded(by=by):
            budget = budget_on(today, by=by)
            if budget is not None:
                made = year_budget(budget, year=today.year, by=by)
                keep(outlook_for(budget, made=made, by=by, today=today), by=by, now=timezone.now())
                found += 1
    return found
