"""Nightly tidying: sessions that ran out and tasks that are done go away; nothing about people is decided here."""

from __future__ import annotations

from django.core.management import call_command
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

AT_NIGHT = "17 3 * * *"
HOURS_KEPT = 3 * 24


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="clear-sessions", pass_context=False)
def clear_sessions(timestamp: int) -> None:
    """Take away the sessions that nobody can use any more."""
    call_command("clearsessions")


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="remove-old-jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Take away the tasks that ended days ago, however they ended; two of them come every minute."""
    await builtin_tasks.remove_old_jobs(
        context, max_hours=HOURS_KEPT, remove_failed=True, remove_cancelled=True, remove_aborted=True
    )
