"""Keeps the analyses of the example cases, where the instrument is installed; the cases themselves are made elsewhere."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings

from wijkwaarde import demo
from wijkwaarde.instruments.micro_analysis.actions import save_analysis
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.trail.actions import recorded

BICYCLE = "bicycle.toml"
REQUEST = UUID("00000000-0000-4000-8000-000000000002")


def keep_bicycle(seen: SeenCase, *, by: Actor, today: date) -> None:
    """Analyse the shipped case of the bicycle and keep it with this case."""
    analysed = analyse_file(demo.CASES / BICYCLE, shelf=shelf_beside(demo.CASES, shipped=tuple(settings.PRICE_FOLDERS)))
    maker = Actor.console("demo", partnership_id=by.partnership_id)  # a resident makes no analysis
    with recorded(by=maker):
        save_analysis(by=maker, case=seen.case, analysed=analysed, request_key=REQUEST, today=today)
