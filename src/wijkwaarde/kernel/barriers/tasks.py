"""Background work of barriers: each has a manager who heard of it, and what is late goes higher."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.barriers.actions import give_missing_managers, pass_on_late, tell_next
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="look-after-barriers", pass_context=False)
def look_after_barriers(timestamp: int) -> int:
    """Give each barrier a manager, let what is late go higher, and tell the managers; how many things were done.

    What is due is asked of the rows each minute, so a worker that was killed leaves nothing undone.
    """
    today, done = timezone.localdate(), 0
    for partnership in partnerships():
        by = Actor.console("look-after-barriers", partnership_id=partnership.pk)
        with recorded(by=by):
            done += give_missing_managers(by=by, today=today) + pass_on_late(by=by, today=today)
        while _told_one(by):
            done += 1
    return done


def _told_one(by: Actor) -> bool:
    with recorded(by=by):
        return tell_next(by=by, letter=_letter, now=timezone.now())


def _letter(address: str) -> None:
    """A mail that says nothing but where to look."""
    body = _("Er staat iets voor je klaar in Wijkwaarde.\n\nLog in om het te zien: {site}\n").format(site=settings.SITE)
    send_mail(_("Er staat iets voor je klaar"), body, None, [address])
