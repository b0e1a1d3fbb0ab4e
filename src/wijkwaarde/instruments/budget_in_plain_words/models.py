"""What was published about a year of the budget: the figures as they were that day, which never change."""

from __future__ import annotations

from django.db import models

from wijkwaarde.instruments.budget_in_plain_words.terms import LONGEST_WORDS
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.parties.models import Partnership


class Publication(models.Model):
    """The figures of a year as everybody may read them, from a day on: of a year that still runs, or of one that is over.

    `figures` is what `Figures.to_json` gives: rounded, and without what is about too few people. `fund_words` says what the
    residents' own money went to. It may be taken back on the day itself, and stays. Who published it stands as plain ids.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    is_final = models.BooleanField()
    figures = models.JSONField()
    fund_words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """A year once while it runs and once when it is over; once per form; taken back on its own day or never."""

        constraints = (
            models.UniqueConstraint(
                fields=("budget", "year", "is_final"),
                condition=models.Q(withdrawn_on__isnull=True),
                name="budget_in_plain_words_once",
            ),
            models.UniqueConstraint(fields=("partnership", "request_key"), name="budget_in_plain_words_request"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on=models.F("published_on")),
                name="budget_in_plain_words_same_day",
            ),
        )

    def __str__(self) -> str:
        return f"publication {self.pk}"
