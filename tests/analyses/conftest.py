"""A case of Amina's with Chantal as its contact and Bram beside her, for analyses to be kept with."""

from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from wijkwaarde.instruments.micro_analysis.actions import save_analysis
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.prices.actions import store_edition
from wijkwaarde.kernel.prices.queries import load_edition

REQUEST = UUID("00000000-0000-4000-8000-00000000b1ce")
EXAMPLE_LIST = Path(settings.EXAMPLES).parent / "prices" / "example-2023.toml"


class Analyses:
    """What these tests do with the case: save analyses of it, as a command of the partnership."""

    def __init__(self, cast):
        self.cast = cast
        self.key = cast.opened("amina")
        cast.chosen(self.key, "bram")
        with cast.acting("amina") as by:
            self.case = cast.seen(self.key, by=by).case
        self.by = Actor.console("test", partnership_id=self.case.partnership_id)
        self.page = f"/vraag/{self.key}/micro-analyse"
        self.paper = f"{self.page}.pdf"

    def inside(self):
        return in_partnership(self.case.partnership_id)

    def analysed(self, name):
        return analyse_file(
            settings.EXAMPLES / f"{name}.toml",
            shelf=shelf_beside(settings.EXAMPLES, shipped=tuple(settings.PRICE_FOLDERS)),
        )

    def store_prices(self):
        with self.inside():
            return store_edition(load_edition(EXAMPLE_LIST), by=self.by, today=self.cast.today)

    def save(self, name, *, by=None, request_key=REQUEST, today=None, analysed=None):
        with self.inside():
            return save_analysis(
                by=by or self.by,
                case=self.case,
                analysed=analysed or self.analysed(name),
                request_key=request_key,
                today=today or self.cast.today,
            )


@pytest.fixture
def analyses(cast):
    return Analyses(cast)


@pytest.fixture
def gerrit(analyses):
    """The case with the analysis of Gerrit, whose risks have a chance and stop other help."""
    analyses.store_prices()
    analyses.save("gerrit")
    return analyses
