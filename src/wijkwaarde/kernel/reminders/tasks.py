"""Background work of reminders: by day and on working days somebody hears that a page waits for them, and not why."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.reminders.actions import make_due_reminders, send_next_reminder
from wijkwaarde.kernel.reminders.rules import may_write_at
from wijkwaarde.kernel.trail.actions import recorded

# More often than once a day: so a mail server that was away for an hour costs an hour.
EVERY_HOUR = "20 * * * *"


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="remind-of-marks", pass_context=False)
def remind_of_marks(timestamp: int) -> int:
    """Remind everybody who is due; how many mails went out."""
    return remind(now=timezone.now())


def remind(*, now: datetime) -> int:
    """The same at a moment; none at night and in the weekend, by the clock of here.

    What is due is asked of the rows, so a worker that was killed leaves nothing undone and sends nothing twice.
    """
    if not may_write_at(timezone.localtime(now)):
        return 0
    sent = 0
    for partnership in partnerships():
        by = Actor.console("remind-of-marks", partnership_id=partnership.pk)
        with recorded(by=by):
            make_due_reminders(by=by, now=now)
        while _sent_one(by, now=now):
            sent += 1
    return sent


def _sent_one(by: Actor, *, now: datetime) -> bool:
    with recorded(by=by):
        return send_next_reminder(by=by, letter=_letter, now=now)


def _letter(address: str) -> None:
    """A mail that says nothing but where to look."""
    body = _("Er staat iets voor je klaar in Wijkwaarde.\n\nLog in om het te zien: {site}\n").format(site=settings.SITE)
    send_mail(_("Er staat iets voor je klaar"), body, None, [address])
