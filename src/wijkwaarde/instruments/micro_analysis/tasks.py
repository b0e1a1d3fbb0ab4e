"""Background work of the micro-analysis: after its year an analysis goes, and only sums of groups are left."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wijkwaarde.instruments.micro_analysis.actions import reduce_due
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnerships

AT_NIGHT = "40 3 * * *"


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="reduce-analyses", pass_context=False)
def reduce_analyses(timestamp: int) -> int:
    """Let the analyses go whose year is over; how many. A run that is killed goes on the next night."""
    today = timezone.localdate()
    return sum(
        reduce_due(by=Actor.console("retention run", partnership_id=one.pk), today=today) for one in partnerships()
    )
