"""Background work of deliveries: large files are booked and taken back, and an uploaded one that nobody said yes to goes away."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import actor_as, standings_of
from wijkwaarde.kernel.deliveries.actions import answer_asked, book_file, remove_old_files, take_back
from wijkwaarde.kernel.deliveries.queries import Asked, asked_files
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded

EVERY_MINUTE, AT_NIGHT = "* * * * *", "27 3 * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="do-large-delivery-files", pass_context=False)
def do_large_files(timestamp: int) -> int:
    """Book and take back what somebody asked, all of a file or nothing; how many files.

    What is asked stands in the rows, so a worker that was killed goes on in the next minute.
    """
    done = 0
    for partnership in partnerships():
        by = Actor.console("do-large-delivery-files", partnership_id=partnership.pk)
        with recorded(by=by):
            asked = asked_files(by=by)
        for one in asked:
            _do(one, command=by)
            done += 1
    return done


def _do(one: Asked, *, command: Actor) -> None:
    try:
        _as_asked(one)
    except (Refused, NotFound) as error:
        text = error.text if isinstance(error, Refused) else _("Dit kon niet. Vraag het opnieuw.")
        with recorded(by=command):
            answer_asked(one, text=text, by=command)


def _as_asked(one: Asked) -> None:
    """Do it as who asked, if they still work here. Errors: Refused, NotFound."""
    today, now = timezone.localdate(), timezone.now()
    acting = (each for each in standings_of(one.user_id, today=today) if each.membership_id == one.membership_id)
    standing = next(acting, None)
    if standing is None:
        raise NotFound("delivery_file")
    by = actor_as(standing, user_id=one.user_id)
    with recorded(by=by):
        if one.key is not None:
            book_file(one.key, by=by, now=now, today=today)
        elif one.file_id is not None:
            take_back(one.file_id, by=by, now=now, today=today)


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="remove-old-delivery-files", pass_context=False)
def remove_waiting_files(timestamp: int) -> None:
    """Take away the uploaded files that waited a day."""
    for partnership in partnerships():
        by = Actor.console("remove-old-delivery-files", partnership_id=partnership.pk)
        with recorded(by=by):
            remove_old_files(by=by, now=timezone.now())
