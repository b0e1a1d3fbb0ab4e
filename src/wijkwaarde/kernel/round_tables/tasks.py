"""Background work of round tables: members hear that there is an invitation, in a mail that says nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.round_tables.actions import tell_next_seat
from wijkwaarde.kernel.round_tables.calendar_entry import Moment, entry
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="tell-seats", pass_context=False)
def tell_seats(timestamp: int) -> int:
    """Tell every member who has a seat and was not told yet, each in a transaction of their own; how many were told."""
    told = 0
    for partnership in partnerships():
        by = Actor.console("tell-seats", partnership_id=partnership.pk)
        while _told_one(by):
            told += 1
    return told


def _told_one(by: Actor) -> bool:
    with recorded(by=by):
        return tell_next_seat(by=by, invitation=_invitation, now=timezone.now())


def _invitation(address: str, moment: Moment) -> None:
    """A mail with a neutral title and a link, and the moment as an entry for a calendar."""
    body = _("Er staat een afspraak voor je klaar in Wijkwaarde.\n\nLog in om te zien waar en met wie: {site}\n")
    mail = EmailMessage(_("Er staat een afspraak voor je klaar"), body.format(site=settings.SITE), None, [address])
    made = entry(moment, title=_("Afspraak"), url=settings.SITE, now=timezone.now())
    mail.attach("afspraak.ics", made, "text/calendar")
    mail.send()
