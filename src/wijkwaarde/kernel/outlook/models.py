"""KeptForecast: what a year of a budget was expected to come to, and from which facts; it holds totals and nobody's data."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.outlook.terms import LONGEST_STAMP
from wijkwaarde.kernel.parties.models import Partnership


class KeptForecast(models.Model):
    """The last forecast of a year of a budget, so that it is counted once; `stamp` says of which facts.

    As soon as one of those facts is another, the stamp is another, and the forecast is made anew. `figures` is what
    `Outcome.to_json` gives, per product and of the whole under an empty name; `divided` what `Divided.to_json` gives, and
    `budget_cents` is what there was for the year.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    stamp = models.CharField(max_length=LONGEST_STAMP)
    made_at = models.DateTimeField()
    figures = models.JSONField()
    divided = models.JSONField(default=dict, db_default={})
    budget_cents = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        """One per year."""

        constraints = (models.UniqueConstraint(fields=("budget", "year"), name="outlook_kept_once"),)

    def __str__(self) -> str:
        return f"kept forecast {self.pk}"
