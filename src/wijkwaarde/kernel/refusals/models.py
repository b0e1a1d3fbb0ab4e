"""Refusal: a party says no to a text, or to what was settled by it, with a reason in words; it moves no money itself."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.agreements.models import AgreementParty, PartyShare
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.refusals.terms import LONGEST_DOCUMENT, LONGEST_REASON

TO_TEXT = models.Q(party__isnull=False, share__isnull=True)
TO_SETTLEMENT = models.Q(party__isnull=True, share__isnull=False)


class Refusal(models.Model):
    """A party's no, on a day, by one of its members; for the residents also with the document of a meeting.

    Either to a text, by its `party`, or to a settlement, by its `share` of it. It belongs to that version, never changes
    and stays: `withdrawn_on` is when the party took it back.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(AgreementParty, on_delete=models.PROTECT, null=True, related_name="+")
    share = models.ForeignKey(PartyShare, on_delete=models.PROTECT, null=True, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=LONGEST_REASON)
    document = models.CharField(max_length=LONGEST_DOCUMENT, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        """To a text or to a settlement, with a reason; one that counts per party of each; taken back after it was said."""

        constraints = (
            models.CheckConstraint(condition=TO_TEXT | TO_SETTLEMENT, name="refusals_to_what"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="refusals_reason"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gte=models.F("on")),
                name="refusals_taken_back",
            ),
            models.UniqueConstraint(
                fields=("party",), condition=models.Q(withdrawn_on__isnull=True), name="refusals_text_once"
            ),
            models.UniqueConstraint(
                fields=("share",), condition=models.Q(withdrawn_on__isnull=True), name="refusals_settlement_once"
            ),
        )

    def __str__(self) -> str:
        return f"refusal {self.pk}"
