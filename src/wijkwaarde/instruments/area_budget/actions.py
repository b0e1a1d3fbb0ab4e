"""Keeps what the page said on a day; of plans and money it writes nothing."""

from __future__ import annotations

from datetime import datetime

from wijkwaarde.instruments.area_budget.models import ShownDay
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.outlook.actions import keep


def keep_shown(found: Year, *, by: Actor, now: datetime) -> None:
    """Keep the figures and the forecast of today, as the first who looked saw them; two who look at once are no trouble."""
    keep(found.outlook, by=by, now=now)
    if found.is_shown:
        return
    forecast = {name: (one.total, one.low, one.high) for name, one in found.forecast.items()}
    row = ShownDay(
        partnership_id=by.inside,
        budget=found.budget,
        year=found.year,
        on=found.today,
        figures=found.figures,
        forecast=forecast,
    )
    ShownDay.objects.bulk_create([row], ignore_conflicts=True)
