"""Keeps a forecast, so that it is counted once; of plans and money it writes nothing."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.outlook.models import KeptForecast
from wijkwaarde.kernel.outlook.queries import Outlook
from wijkwaarde.kernel.outlook.terms import NOW


def keep(found: Outlook, *, by: Actor, now: datetime) -> None:
    """Keep a forecast in the place of the one before; two who ask at once keep the same. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    if found.is_told:
        return
    row = KeptForecast(
        partnership_id=by.inside,
        budget=found.budget,
        year=found.year,
        stamp=found.stamp,
        made_at=now,
        figures={name: one.to_json() for name, one in found.outcomes.items()},
        divided={**found.divided.to_json(), NOW: astuple(found.now)},
        budget_cents=found.made.cents,
    )
    KeptForecast.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=("budget", "year"),
        update_fields=("stamp", "made_at", "figures", "divided", "budget_cents"),
    )
