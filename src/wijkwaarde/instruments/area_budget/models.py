"""ShownDay: what the page said on a day, so that the next day can say what changed; it holds totals and nobody's data."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.parties.models import Partnership


class ShownDay(models.Model):
    """The figures of a year of a budget as they were first shown on a day, in cents, with the forecast of that day.

    `figures`: per product budget, committed and spent; `forecast`: per product expected, low and high, and of the whole
    under an empty name.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    figures = models.JSONField()
    forecast = models.JSONField()

    class Meta:
        """Once a day and year."""

        constraints = (models.UniqueConstraint(fields=("budget", "year", "on"), name="area_budget_shown_once"),)

    def __str__(self) -> str:
        return f"shown day {self.pk}"
