"""Background work of cases: nobody stays without a fixed contact, and members hear that somebody counts on them."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.cases.actions import give_missing_contacts
from wijkwaarde.kernel.cases.queries import TakingPart, waiting_to_hear
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="tell-participants", pass_context=False)
def tell_participants(timestamp: int) -> int:
    """Tell everybody who was not told yet, each in a transaction of their own; how many were told.

    What is due is asked of the rows each minute, so a worker that was killed leaves nothing undone.
    """
    told = 0
    for partnership in partnerships():
        by = Actor.console("tell-participants", partnership_id=partnership.pk)
        while _told_one(by):
            told += 1
    return told


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="give-contacts", pass_context=False)
def give_contacts(timestamp: int) -> int:
    """Give a fixed contact to every case that has none; how many got one."""
    today, given = timezone.localdate(), 0
    for partnership in partnerships():
        by = Actor.console("give-contacts", partnership_id=partnership.pk)
        with recorded(by=by):
            given += give_missing_contacts(by=by, today=today)
    return given


def _told_one(by: Actor) -> bool:
    """Write to one member who takes part and was not told yet; whether there was one to write to.

    The row stays locked until it is noted, so two workers never tell the same person. A worker that is killed
    between the mail and the note tells twice: better than never. A mail that fails is tried again after a while, and
    stops nobody else's.
    """
    now = timezone.now()
    with recorded(by=by):
        return tell_one(waiting_to_hear(by=by, today=timezone.localdate(now)), send=_write_to, now=now)


def _write_to(one: TakingPart) -> None:
    """A mail that says nothing but where to look."""
    assert one.membership is not None, "who works here has a membership"
    body = _("Er staat iets voor je klaar in Wijkwaarde.\n\nLog in om het te zien: {site}\n").format(site=settings.SITE)
    send_mail(_("Er staat iets voor je klaar"), body, None, [one.membership.user.email])
