"""ShareRoad: in which determination a part of a share is, or in which agreement apart; it moves no money itself."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.agreements.models import PartyShare
from wijkwaarde.kernel.budgets.models import Subsidy
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.share_roads.terms import LONGEST_NAME

APART = ~models.Q(name="") & ~models.Q(document="") & models.Q(on__isnull=False, subsidy__isnull=True)
DETERMINED = models.Q(name="", document="", on__isnull=True, subsidy__isnull=False)


class ShareRoad(models.Model):
    """A part of a share, in cents with the sign of the share, and what it travelled in.

    Either `subsidy`, the determination it is in, or an agreement apart: its `name`, its day `on`, and its `document`. It stays
    with the share it was said of; a correction of that year counts it too. A mistake is undone: it stays, with `undone_on`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    share = models.ForeignKey(PartyShare, on_delete=models.PROTECT, related_name="travelled")
    subsidy = models.ForeignKey(Subsidy, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    on = models.DateField(null=True)
    document = models.CharField(max_length=LONGEST_NAME, blank=True)
    cents = models.BigIntegerField()
    noted_on = models.DateField()
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    undone_on = models.DateField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """An amount; a determination or an agreement apart, not both; once per form."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="share_roads_request"),
            models.CheckConstraint(condition=~models.Q(cents=0), name="share_roads_amount"),
            models.CheckConstraint(condition=APART | DETERMINED, name="share_roads_one_road"),
        )

    def __str__(self) -> str:
        return f"share road {self.pk}"
