"""Writes hours of people: a month by hand, a whole file, and how many hours one fte is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.staffing import rules
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.staffing.models import FteNorm, StaffFile, StaffMonth
from wijkwaarde.kernel.staffing.queries import file_for, hours_of, is_own, party_for, product_for
from wijkwaarde.kernel.staffing.reading import MonthInFile
from wijkwaarde.kernel.staffing.terms import LONGEST_FILE_NAME

NOTHING_YET = 0


@transaction.atomic
def tell_month(
    organisation_id: int, *, by: Actor, product_id: int, month: date, hours: Hours, version: int
) -> StaffMonth:
    """Tell the hours of a party for a product in a month; the same again does nothing. Errors: Refused, Stale, NotFound."""
    _check(organisation_id, by=by)
    product = product_for(product_id, by=by)
    rules.check_month(month)
    rules.check_hours(hours)
    found = _held(organisation_id, product_id=product.pk, month=month, by=by)
    if found is not None and hours_of(found) == hours:
        return found
    if (found.version if found else NOTHING_YET) != version:
        raise _stale(found)
    return _written(organisation_id, product_id=product.pk, month=month, hours=hours, found=found, by=by)


@transaction.atomic
def take_month_away(organisation_id: int, *, by: Actor, product_id: int, month: date, version: int) -> None:
    """Take away what was told of a month; taken away twice it is once. Errors: Stale, NotFound."""
    _check(organisation_id, by=by)
    found = _held(organisation_id, product_id=product_id, month=month, by=by)
    if found is None:
        return
    if found.version != version:
        raise _stale(found)
    by.record(Act.WRITE, "staff_month", object_id=found.pk, subjects=[])
    found.delete()


@transaction.atomic
def tell_file(organisation_id: int, *, by: Actor, months: Sequence[MonthInFile], name: str, today: date) -> int:
    """Tell all months of a file, over what was told of them before, and give how many were new or changed.

    All or nothing; the same file again changes nothing. Errors: Refused, NotFound.
    """
    _check(organisation_id, by=by)
    before: list[list[Any]] = []
    for one in sorted(months, key=lambda each: (each.product_id, each.month)):  # two files at once hold in one order
        rules.check_hours(one.hours)
        found = _held(organisation_id, product_id=one.product_id, month=one.month, by=by)
        was = None if found is None else hours_of(found)
        if was != one.hours:
            _written(organisation_id, product_id=one.product_id, month=one.month, hours=one.hours, found=found, by=by)
            there = None if was is None else _as_list(was)
            before.append([one.product_id, one.month.isoformat(), there, _as_list(one.hours)])
    if before:
        kept = {"name": name[:LONGEST_FILE_NAME], "came_on": today, "membership_id": by.membership_id, "before": before}
        StaffFile.objects.create(partnership_id=by.inside, organisation_id=organisation_id, **kept)
    return len(before)


@transaction.atomic
def undo_file(file_id: int, *, by: Actor, today: date) -> int:
    """Put back what stood there before a file of today, and give how many months were changed since and stay as they are.

    Undone twice it is once. Errors: Refused on a later day; NotFound.
    """
    file = file_for(file_id, by=by)
    _check(file.organisation_id, by=by)
    file = StaffFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    rules.check_may_undo(file.came_on, today=today)
    if file.undone_on is not None:
        return 0
    left = 0
    for product_id, month, there, became in file.before:
        found = _held(file.organisation_id, product_id=product_id, month=date.fromisoformat(month), by=by)
        if found is None or _as_list(hours_of(found)) != became:
            left += 1
        elif there is None:
            by.record(Act.WRITE, "staff_month", object_id=found.pk, subjects=[])
            found.delete()
        else:
            place = {"product_id": product_id, "month": found.month, "found": found}
            _written(file.organisation_id, hours=Hours(*there), by=by, **place)
    StaffFile.objects.filter(pk=file.pk).update(undone_on=today)
    return left


def _as_list(hours: Hours) -> list[int]:
    return list(asdict(hours).values())


@transaction.atomic
def set_norm(*, by: Actor, since: date, hours_a_year: int, source: str) -> FteNorm:
    """Say how many hours one fte is from a day on; on a day that has one it takes its place. Errors: Refused, NotFound."""
    rules.check_sets_norm(by.role, is_command=is_command(by))
    rules.check_norm(hours_a_year, source=source)
    said = {"hours_a_year": hours_a_year, "source": source}
    made, _is_new = FteNorm.objects.update_or_create(partnership_id=by.inside, since=since, defaults=said)
    by.record(Act.WRITE, "fte_norm", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def take_norm_away(norm_id: int, *, by: Actor) -> None:
    """Take a norm away that was a mistake; hours that were told stay as they are. Errors: NotFound."""
    rules.check_sets_norm(by.role, is_command=is_command(by))
    gone, _rows = FteNorm.objects.filter(partnership_id=by.inside, pk=norm_id).delete()
    if gone:
        by.record(Act.WRITE, "fte_norm", object_id=norm_id, subjects=[])


def _check(organisation_id: int, *, by: Actor) -> None:
    rules.check_writes(by.role, is_own=is_own(organisation_id, by=by), is_command=is_command(by))
    party_for(organisation_id, by=by)


def _held(organisation_id: int, *, product_id: int, month: date, by: Actor) -> StaffMonth | None:
    """The month, held until the end of the transaction."""
    rows = StaffMonth.objects.filter(partnership_id=by.inside, organisation_id=organisation_id, month=month)
    return rows.select_for_update().filter(product_id=product_id).first()


def _written(
    organisation_id: int, *, product_id: int, month: date, hours: Hours, found: StaffMonth | None, by: Actor
) -> StaffMonth:
    told, place = asdict(hours), {"organisation_id": organisation_id, "product_id": product_id, "month": month}
    if found is None:
        made, is_new = StaffMonth.objects.get_or_create(partnership_id=by.inside, **place, defaults=told)
        if not is_new and hours_of(made) != hours:
            raise _stale(made)
    else:
        made = found
        made.version += 1
        for name, value in told.items():
            setattr(made, name, value)
        made.save(update_fields=[*told, "version"])
    by.record(Act.WRITE, "staff_month", object_id=made.pk, subjects=[])
    return made


def _stale(found: StaffMonth | None) -> Refused:
    text = _("Iemand anders heeft dit net veranderd. Kijk wat er nu staat, en bewaar dan opnieuw.")
    saved = {} if found is None else {name: str(value) for name, value in asdict(hours_of(found)).items()}
    return Stale(text, saved=saved, version=NOTHING_YET if found is None else found.version)
