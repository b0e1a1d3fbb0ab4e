"""What the controller sees before a year is published: the year as everybody would read it, and what is there already."""

from __future__ import annotations

from datetime import date

from django.utils.functional import cached_property

from wijkwaarde.instruments.budget_in_plain_words import queries
from wijkwaarde.instruments.budget_in_plain_words.page import PlainPage, page_of
from wijkwaarde.instruments.budget_in_plain_words.queries import Released
from wijkwaarde.instruments.budget_in_plain_words.reading import area_of
from wijkwaarde.kernel.access import Actor
from wijkwaarde.web import format as formats


class PublishPage:
    """The controller's page. Errors: NotFound for who does not publish, and for a year without figures."""

    def __init__(self, *, by: Actor, today: date, year: int | None) -> None:
        self.by, self.today = by, today
        self.mine = area_of(by=by)
        among = queries.budgets_to_publish(by=by, today=today)
        self.years = list(among)
        self.year = year or next(iter(self.years), None)
        self.figures = None if self.year is None else queries.draft_of(self.year, by=by, today=today, among=among)

    @property
    def is_there(self) -> bool:
        """Whether this year stands there already, as it is: running or over."""
        figures = self.figures
        return figures is not None and (figures.year, figures.is_final) in {
            (one.year, one.is_final) for one in self.mine.published
        }

    @property
    def told_of_fund(self) -> str:
        """What was said last about what the residents' part of a result went to."""
        shared = self.figures.shared if self.figures else ()
        return next((one.spent_on for one in shared if not one.who and one.spent_on), "")

    @property
    def area(self) -> str:
        """The short name of the area in the public address."""
        return self.mine.slug

    @cached_property
    def draft(self) -> PlainPage | None:
        """The year as everybody would read it."""
        if self.figures is None:
            return None
        return page_of(Released(self.mine.slug, self.mine.name, self.figures, "", "", self.today, ()))

    @property
    def rows(self) -> list[dict[str, object]]:
        """What was published, and what may still be taken back."""
        return [
            {
                "pk": one.pk,
                "year": one.year,
                "is_final": one.is_final,
                "day": formats.day(one.published_on),
                "may_go": one.published_on == self.today,
            }
            for one in self.mine.published
        ]
