"""Keeps the analyses of the example cases, where the instrument is installed; the cases themselves are made elsewhere."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from wijkwaarde import demo
from wijkwaarde.demo.crowd.case_files import WORKED, case_file
from wijkwaarde.demo.crowd.rows import Written
from wijkwaarde.instruments.micro_analysis.actions import save_analysis
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.trail.actions import recorded

BICYCLE = "bicycle.toml"
REQUEST = UUID("00000000-0000-4000-8000-000000000002")
# Those of the large neighbourhood count on from here.
MORE = REQUEST.int + 1


def keep_bicycle(seen: SeenCase, *, by: Actor, today: date) -> None:
    """Analyse the shipped case of the bicycle and keep it with this case."""
    analysed = analyse_file(demo.CASES / BICYCLE, shelf=shelf_beside(demo.CASES, shipped=tuple(settings.PRICE_FOLDERS)))
    maker = Actor.console("demo", partnership_id=by.partnership_id)  # a resident makes no analysis
    with recorded(by=maker):
        save_analysis(by=maker, case=seen.case, analysed=analysed, request_key=REQUEST, today=today)


def keep_checked(found: list[Written], *, today: date) -> None:
    """Analyse each of these cases and keep that with it: a worked one from its own file, another from a file made for it."""
    shelf = shelf_beside(demo.CASES, shipped=tuple(settings.PRICE_FOLDERS))
    maker = Actor.console("demo", partnership_id=found[0].case.partnership_id)
    with tempfile.TemporaryDirectory() as folder, recorded(by=maker):
        for number, one in enumerate(found):
            worked = WORKED.get(one.story.title)
            path = demo.CASES / worked if worked else Path(folder) / f"{number}.toml"
            if not worked:
                path.write_text(case_file(one.story, number=number), encoding="utf-8")
            analysed, key = analyse_file(path, shelf=shelf), UUID(int=MORE + number)
            save_analysis(by=maker, case=one.case, analysed=analysed, request_key=key, today=today)
