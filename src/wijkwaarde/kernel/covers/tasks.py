"""Background work of covers: a colleague hears that they stand in, in a mail that says nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.covers.actions import tell_next_cover
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="tell-covers", pass_context=False)
def tell_covers(timestamp: int) -> int:
    """Tell every colleague who stands in and was not told yet, each in a transaction of their own; how many were told."""
    told = 0
    for partnership in partnerships():
        by = Actor.console("tell-covers", partnership_id=partnership.pk)
        while _told_one(by):
            told += 1
    return told


def _told_one(by: Actor) -> bool:
    with recorded(by=by):
        return tell_next_cover(by=by, letter=_letter, now=timezone.now())


def _letter(address: str) -> None:
    """A mail that says nothing but where to look."""
    body = _("Er staat iets voor je klaar in Wijkwaarde.\n\nLog in om het te zien: {site}\n").format(site=settings.SITE)
    send_mail(_("Er staat iets voor je klaar"), body, None, [address])
