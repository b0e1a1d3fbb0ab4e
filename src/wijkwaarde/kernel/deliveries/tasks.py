"""Nightly tidying of deliveries: an uploaded file that nobody said yes to goes away."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.deliveries.actions import remove_old_files
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

AT_NIGHT = "27 3 * * *"


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="remove-old-delivery-files", pass_context=False)
def remove_waiting_files(timestamp: int) -> None:
    """Take away the uploaded files that waited a day."""
    for partnership in partnerships():
        by = Actor.console("remove-old-delivery-files", partnership_id=partnership.pk)
        with recorded(by=by):
            remove_old_files(by=by, now=timezone.now())
