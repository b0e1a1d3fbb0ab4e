"""Background work of emergency access: who has to know hears of it at once, in a mail that says nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.emergencies.actions import tell_next
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="tell-emergencies", pass_context=False)
def tell_emergencies(timestamp: int) -> int:
    """Tell everybody who has to know and was not told yet, each in a transaction of their own; how many were told."""
    told = 0
    for partnership in partnerships():
        by = Actor.console("tell-emergencies", partnership_id=partnership.pk)
        while _told_one(by):
            told += 1
    return told


def _told_one(by: Actor) -> bool:
    with recorded(by=by):
        return tell_next(by=by, letter=_letter, now=timezone.now())


def _letter(address: str) -> None:
    """A mail that says nothing but where to look."""
    body = _("Er staat iets voor je klaar in Wijkwaarde.\n\nLog in om het te zien: {site}\n").format(site=settings.SITE)
    send_mail(_("Er staat iets voor je klaar"), body, None, [address])
