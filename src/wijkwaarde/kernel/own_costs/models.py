"""OwnCost: what the resident pays for one agreement, in a sentence from a day on."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.own_costs.terms import LONGEST_SENTENCE
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.plans.terms import LONGEST_WHAT

SAID_FROM_A_DAY = models.Q(sentence="", since__isnull=True) | (~models.Q(sentence="") & models.Q(since__isnull=False))


class OwnCost(models.Model):
    """What the resident pays for an agreement, from `since` on; an empty sentence: nothing more than now.

    It belongs to the words of the agreement (`what`) and not to its line: a line is made anew in each version of the plan.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="own_costs")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_index=False, related_name="own_costs")
    what = models.CharField(max_length=LONGEST_WHAT)
    sentence = models.CharField(max_length=LONGEST_SENTENCE, blank=True)
    since = models.DateField(null=True)
    written_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="own_costs")
    written_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One sentence per agreement, and a day with it."""

        constraints = (
            models.UniqueConstraint(fields=("case", "what"), name="own_costs_once"),
            models.CheckConstraint(condition=SAID_FROM_A_DAY, name="own_costs_from_a_day"),
        )

    def __str__(self) -> str:
        return f"own cost {self.pk}"
