"""Writes what a partnership tells about its indexes, and takes away what was a mistake."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.index_values import rules
from wijkwaarde.kernel.index_values.models import IndexValue


@transaction.atomic
def tell_value(
    series: str, *, by: Actor, year: int, percent: Decimal, is_definitive: bool, source: str, today: date
) -> IndexValue:
    """Tell what an index was in a year; told again it takes the place of what was told. Errors: Refused, NotFound."""
    rules.check_tells(by.role)
    rules.check_value(percent, year=year, series=series, source=source)
    told = {"percent": percent, "source": source, "told_on": today}
    made, _is_new = IndexValue.objects.update_or_create(
        partnership_id=by.inside, series=series, year=year, is_definitive=is_definitive, defaults=told
    )
    by.record(Act.WRITE, "index_value", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def take_away(value_id: int, *, by: Actor) -> None:
    """Take away a value that was a mistake; taken away twice it is once. Errors: NotFound."""
    rules.check_tells(by.role)
    gone, _rows = IndexValue.objects.filter(partnership_id=by.inside, pk=value_id).delete()
    if gone:
        by.record(Act.WRITE, "index_value", object_id=value_id, subjects=[])
