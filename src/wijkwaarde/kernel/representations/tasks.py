"""Background work of representations: a parent and the child hear beforehand that it ends by itself, in a mail that says nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.representations.actions import tell_next_end
from wijkwaarde.kernel.trail.actions import recorded

EVERY_DAY = "15 7 * * *"


@app.periodic(cron=EVERY_DAY)
@app.task(queueing_lock="tell-ends", pass_context=False)
def tell_ends(timestamp: int) -> int:
    """Tell every parent whose part ends in four weeks, once, and their child; how many ends were told."""
    told = 0
    for partnership in partnerships():
        by = Actor.console("tell-ends", partnership_id=partnership.pk)
        while _told_one(by):
            told += 1
    return told


def _told_one(by: Actor) -> bool:
    with recorded(by=by):
        return tell_next_end(by=by, letter=_letter, now=timezone.now())


def _letter(address: str) -> None:
    """A mail that says nothing but where to look."""
    body = _("Er staat iets voor je klaar in Wijkwaarde.\n\nLog in om het te zien: {site}\n").format(site=settings.SITE)
    send_mail(_("Er staat iets voor je klaar"), body, None, [address])
