"""Background work of the trail: each night the end of every chain goes into a file, beside the database and not in it."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from wijkwaarde.kernel.trail.actions import keep_heads
from wijkwaarde.kernel.trail.terms import HEADS_FILE

AT_NIGHT = "47 3 * * *"


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="keep-heads", pass_context=False)
def keep_the_heads(timestamp: int) -> int:
    """Add the heads of today to the file in the state folder; how many chains there are."""
    settings.STATE.mkdir(parents=True, exist_ok=True)
    return len(keep_heads(settings.STATE / HEADS_FILE, now=timezone.now()))
