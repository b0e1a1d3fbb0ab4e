"""Writes what a resident pays themselves."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.errors import NotFound, Stale
from wijkwaarde.kernel.own_costs import rules
from wijkwaarde.kernel.own_costs.models import OwnCost
from wijkwaarde.kernel.plans.queries import line_for

NOTHING_YET = 0


@transaction.atomic
def say_cost(
    line_id: int, *, by: Actor, seen: SeenCase, sentence: str, since: date | None, version: int, today: date
) -> OwnCost:
    """Say what the resident pays for an agreement, or with an empty sentence that it is nothing more than now.

    The same again does nothing; `version` is what the writer saw, 0 for nothing. Errors: Refused, NotFound, Stale.
    """
    if not rules.may_say(part=seen.part, may_read=seen.may_read):
        raise NotFound("own_cost", subjects=(seen.case.resident_id,))
    rules.check_said(sentence, since=since)
    hold(seen, today=today)
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)
    what, day = line_for(line_id, seen=seen).what, since if sentence else None
    found = OwnCost.objects.filter(case=seen.case, what=what).first()
    if found is not None and (found.sentence, found.since) == (sentence, day):
        return found
    if (NOTHING_YET if found is None else found.version) != version:
        raise _stale(found)
    found = found or OwnCost(partnership_id=seen.case.partnership_id, case=seen.case, what=what, version=NOTHING_YET)
    found.sentence, found.since = sentence, day
    found.written_by, found.written_on, found.version = seen.participant, today, found.version + 1
    found.save()
    by.record(Act.WRITE, "own_cost", object_id=found.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return found


def _stale(found: OwnCost | None) -> Stale:
    text = _("Iemand anders heeft dit net veranderd. Hieronder staan beide teksten. Kies wat moet blijven.")
    saved = {} if found is None else {"sentence": found.sentence}
    return Stale(text, saved=saved, version=NOTHING_YET if found is None else found.version)
