"""Nightly tidying of the reconciliation: an uploaded file that nobody said yes to goes away."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wijkwaarde.instruments.reconciliation.actions import remove_old_files
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

AT_NIGHT = "33 3 * * *"


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="remove-old-books-files", pass_context=False)
def remove_waiting_books(timestamp: int) -> None:
    """Take away the uploaded files that waited a day."""
    for partnership in partnerships():
        by = Actor.console("remove-old-books-files", partnership_id=partnership.pk)
        with recorded(by=by):
            remove_old_files(by=by, now=timezone.now())
