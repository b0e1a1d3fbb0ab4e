"""Background work of representations: who has to know hears that a role ends by itself, in a mail that says nothing else."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.representations.actions import make_end_notices, tell_next_end
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="tell-ends", pass_context=False)
def tell_ends(timestamp: int) -> int:
    """Tell everybody who has to know what ends by itself, before and on the day, each once; how many mails went out."""
    return tell(now=timezone.now())


def tell(*, now: datetime) -> int:
    """The same at a moment: what is due is asked of the rows, so a worker that was killed tells nothing twice."""
    told = 0
    for partnership in partnerships():
        by = Actor.console("tell-ends", partnership_id=partnership.pk)
        with recorded(by=by):
            make_end_notices(by=by, today=timezone.localdate(now))
        while _told_one(by, now=now):
            told += 1
    return told


def _told_one(by: Actor, *, now: datetime) -> bool:
    with recorded(by=by):
        return tell_next_end(by=by, letter=_letter, now=now)


def _letter(address: str) -> None:
    """A mail that says nothing but where to look."""
    body = _("Er staat iets voor je klaar in Wijkwaarde.\n\nLog in om het te zien: {site}\n").format(site=settings.SITE)
    send_mail(_("Er staat iets voor je klaar"), body, None, [address])
