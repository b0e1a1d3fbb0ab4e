"""InformalCarer: somebody around the resident who cares along in a case; they need no log-in and see nothing of the case."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.carers.terms import LONGEST_RELATION
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.parties.models import Partnership, Person


class InformalCarer(models.Model):
    """Somebody who cares along from a day until another: a person of their own, and what they are to the resident.

    `added_by` heard the resident's yes, or is the resident. `resident_sees`: whether the resident may see the carer's own
    marks, as the carer said; None while that was not answered.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="informal_carers")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="informal_carers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cares_in")
    relation = models.CharField(max_length=LONGEST_RELATION)
    added_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="informal_carers")
    begin = models.DateField()
    until = models.DateField(null=True)
    resident_sees = models.BooleanField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent; somebody cares along once in a case, and is somebody to the resident."""

        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="carers_request"),
            models.UniqueConstraint(fields=("case", "person"), name="carers_once"),
            models.CheckConstraint(condition=~models.Q(relation=""), name="carers_relation"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")), name="carers_period"
            ),
        )

    def __str__(self) -> str:
        return f"informal carer {self.pk}"
