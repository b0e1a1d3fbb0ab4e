"""Writes the register of a partnership: takes what the product proposes as its own, and adds a version; changes none."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.activities.models import ActivityVersion
from wijkwaarde.kernel.activities.queries import KIND, may_change, number_of, versions_of
from wijkwaarde.kernel.activities.rules import NewAnswers, check_answers
from wijkwaarde.kernel.activities.terms import ANSWERED, FIRST
from wijkwaarde.kernel.errors import NotFound, Stale
from wijkwaarde.kernel.register.reading import activities


def take_activities(*, by: Actor, today: date) -> int:
    """Make what the product proposes the partnership's own, where it has no version yet; how many were taken."""
    known = set(ActivityVersion.objects.filter(partnership_id=by.inside).values_list("key", flat=True))
    new = [
        ActivityVersion(
            partnership_id=by.inside,
            key=one.key,
            number=FIRST,
            since=today,
            **{name: getattr(one, name) for name in ANSWERED},
        )
        for one in activities().values()
        if one.key not in known
    ]
    ActivityVersion.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        by.record(Act.WRITE, KIND, object_id=None, subjects=[])
    return len(new)


@transaction.atomic
def change_activity(
    key: str, new: NewAnswers, *, by: Actor, version: int, request_key: UUID, today: date
) -> ActivityVersion:
    """Add a version from today on; the same form again gives what it made. Errors: Refused; Stale; NotFound for who may not."""
    if not may_change(by=by, today=today) or key not in activities():
        raise NotFound(KIND)
    kept = check_answers(new, today=today)
    made = ActivityVersion.objects.filter(partnership_id=by.inside, request_key=request_key).first()
    if made is not None:
        return made
    take_activities(by=by, today=today)
    _check_latest(key, by=by, version=version)
    added, is_new = ActivityVersion.objects.get_or_create(
        partnership_id=by.inside,
        key=key,
        number=version + 1,
        defaults={"since": today, "written_by_id": by.membership_id, "request_key": request_key, **asdict(kept)},
    )
    if not is_new and added.request_key != request_key:
        _check_latest(key, by=by, version=version)
    by.record(Act.WRITE, KIND, object_id=added.pk, subjects=[])
    return added


def _check_latest(key: str, *, by: Actor, version: int) -> None:
    latest = versions_of(key, by=by)[0]
    if number_of(latest) != version:
        saved = {name: getattr(latest.activity, name) for name in ANSWERED}
        raise Stale(_("Iemand veranderde dit net. Kijk eerst wat er nu staat."), saved=saved, version=number_of(latest))
