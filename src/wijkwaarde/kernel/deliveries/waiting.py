"""Keeps an uploaded file until somebody saw what it would give and says yes or no; the booking itself is in `actions`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget
from wijkwaarde.kernel.deliveries.actions import NewFile, import_file, sort_file
from wijkwaarde.kernel.deliveries.models import ColumnNames, DeliveryFile, WaitingFile
from wijkwaarde.kernel.deliveries.queries import file_of_form, names_of, waiting_for
from wijkwaarde.kernel.deliveries.reading import OtherColumns, safe_name
from wijkwaarde.kernel.deliveries.sorting import Sorted
from wijkwaarde.kernel.deliveries.terms import HOURS_WAITING
from wijkwaarde.kernel.errors import NotFound


@transaction.atomic
def keep(new: NewFile, *, budget: Budget, by: Actor, now: datetime, today: date) -> UUID:
    """Keep a file that can be read, and give the key under which it waits; the same form again is the same file.

    Errors: Refused for a file that cannot be read, does not add up or came before; NotFound.
    """
    names = new.names or names_of(new.organisation_id, by=by)
    with suppress(OtherColumns):  # asked on the next page
        sort_file(replace(new, names=names), budget=budget, by=by, today=today)
    _remove_old(by=by, now=now)
    WaitingFile.objects.get_or_create(
        partnership_id=by.inside,
        key=new.request_key,
        defaults={
            "budget": budget,
            "organisation_id": new.organisation_id,
            "name": safe_name(new.name),
            "year": new.year,
            "names": dict(names),
            "total": new.total,
            "raw": new.raw,
            "came_at": now,
        },
    )
    return new.request_key


def preview(waiting: WaitingFile, *, by: Actor, today: date) -> Sorted:
    """What a waiting file would give. Errors: Refused, OtherColumns, NotFound."""
    return sort_file(_new(waiting), budget=waiting.budget, by=by, today=today)


@transaction.atomic
def name_columns(key: UUID, *, names: Mapping[str, str], by: Actor) -> None:
    """Say which column of a waiting file is which; the next file of this party is read the same way. Errors: NotFound."""
    waiting = waiting_for(key, by=by)
    waiting.names = dict(names)
    waiting.save(update_fields=["names"])
    if waiting.organisation_id is not None:
        ColumnNames.objects.update_or_create(
            partnership_id=by.inside, organisation_id=waiting.organisation_id, defaults={"names": dict(names)}
        )


@transaction.atomic
def book(key: UUID, *, by: Actor, now: datetime, today: date) -> DeliveryFile:
    """Book a waiting file; a second click gives the file that is there. Errors: Refused, OtherColumns, NotFound."""
    waiting = WaitingFile.objects.select_for_update(of=("self",)).filter(partnership_id=by.inside, key=key).first()
    if waiting is None:
        earlier = file_of_form(key, by=by)
        if earlier is None:
            raise NotFound("waiting_file")
        return earlier
    made = import_file(waiting.budget, new=_new(waiting), by=by, now=now, today=today)
    waiting.delete()
    return made


@transaction.atomic
def drop(key: UUID, *, by: Actor) -> None:
    """Throw a waiting file away, unread. Errors: NotFound."""
    waiting_for(key, by=by).delete()


def _new(waiting: WaitingFile) -> NewFile:
    return NewFile(
        raw=bytes(waiting.raw),
        name=waiting.name,
        request_key=waiting.key,
        organisation_id=waiting.organisation_id,
        year=waiting.year,
        names=waiting.names,
        total=waiting.total,
    )


def _remove_old(*, by: Actor, now: datetime) -> None:
    WaitingFile.objects.filter(partnership_id=by.inside, came_at__lt=now - timedelta(hours=HOURS_WAITING)).delete()
