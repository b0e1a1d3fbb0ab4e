"""MicroAnalysis: a saved analysis of a case as one record from which it can be made again; its figures are flows."""

from __future__ import annotations

from django.db import models

from wijkwaarde.instruments.micro_analysis.terms import LONGEST_TITLE
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.flows.models import Estimate
from wijkwaarde.kernel.parties.models import Partnership


class MicroAnalysis(models.Model):
    """One analysis of a case at one moment; it never changes, a newer one takes its place.

    `record` is what `waarde.to_record` gives, `texts` what people said; `request_key` makes a second click do nothing.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    estimate = models.OneToOneField(Estimate, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    record = models.JSONField()
    texts = models.JSONField()
    made_on = models.DateField()
    request_key = models.UUIDField()

    class Meta:
        """One row per request."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="micro_analysis_request"),
            models.CheckConstraint(condition=~models.Q(title=""), name="micro_analysis_title"),
        )

    def __str__(self) -> str:
        return f"micro-analysis {self.pk}"
