"""Background work of retention: every night what has been kept long enough goes, one case at a time."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.retention.actions import destroy_due

AT_NIGHT = "20 3 * * *"


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="destroy-what-is-due", pass_context=False)
def destroy_what_is_due(timestamp: int) -> int:
    """Destroy what is due in every partnership; how many cases went. A run that is killed goes on the next night."""
    today = timezone.localdate()
    return sum(
        destroy_due(by=Actor.console("retention run", partnership_id=one.pk), today=today) for one in partnerships()
    )
