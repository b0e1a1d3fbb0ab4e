"""Statement: what a resident says beside a text that stays as it is."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.plans.models import LineNote, PlanLine
from wijkwaarde.kernel.privacy_requests.models import PrivacyRequest
from wijkwaarde.kernel.statements.terms import LONGEST_STATEMENT


class Statement(models.Model):
    """The resident's own words after a correction that was not made, or not wholly: one for each request.

    It stands beside a `line`, beside a `note` about one, or beside the whole case where both are empty. It goes with the
    case that it belongs to.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    request = models.OneToOneField(PrivacyRequest, on_delete=models.PROTECT, related_name="statement")
    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.ForeignKey(LineNote, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=LONGEST_STATEMENT)
    on = models.DateField()

    class Meta:
        """Words, beside one text at most."""

        constraints = (
            models.CheckConstraint(condition=~models.Q(words=""), name="statements_words"),
            models.CheckConstraint(
                condition=models.Q(line__isnull=True) | models.Q(note__isnull=True), name="statements_about"
            ),
        )

    def __str__(self) -> str:
        return f"statement {self.pk}"
