"""Background work of endings: an eye is kept also when who kept it left."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.endings.actions import keep_lights
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="keep-lights", pass_context=False)
def keep_pilot_lights(timestamp: int) -> int:
    """Give a fixed contact to every case in which nobody is left to keep an eye; how many got one."""
    today, given = timezone.localdate(), 0
    for partnership in partnerships():
        by = Actor.console("keep-pilot-lights", partnership_id=partnership.pk)
        with recorded(by=by):
            given += keep_lights(by=by, today=today)
    return given
