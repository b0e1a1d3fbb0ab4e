"""A later rule that says whose help counts; the first one stands on the budget itself, and was signed with its base year."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.budgets.terms import LONGEST_WORDS
from wijkwaarde.kernel.parties.models import Partnership


class AreaRule(models.Model):
    """From a day on another rule, in words about nobody by name, says whose help counts; it holds until the next one."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="area_rules")
    begin = models.DateField()
    words = models.CharField(max_length=LONGEST_WORDS)

    class Meta:
        """One rule per day, that says something."""

        constraints = (
            models.UniqueConstraint(fields=("budget", "begin"), name="area_rules_once"),
            models.CheckConstraint(condition=~models.Q(words=""), name="area_rules_words"),
        )

    def __str__(self) -> str:
        return f"area rule {self.pk}"
