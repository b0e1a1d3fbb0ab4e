"""MicroAnalysis, a saved analysis from which it can be made again, and the partnership's dated list of risks."""

from __future__ import annotations

from django.db import models

from waarde import Frequency
from wijkwaarde.instruments.micro_analysis.terms import LONGEST_SLUG, LONGEST_TITLE
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.flows.models import Estimate
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.prices.models import StoredPrice


class MicroAnalysis(models.Model):
    """One analysis of a case at one moment; it never changes, a newer one takes its place.

    `record` is what `waarde.to_record` gives, `texts` what people said; `request_key` makes a second click do nothing.
    `looked_along` is a colleague of another organisation who checked it; `happened` says per risk, by the key of the list,
    what became of what was feared.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    estimate = models.OneToOneField(Estimate, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    record = models.JSONField()
    texts = models.JSONField()
    made_on = models.DateField()
    looked_along = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    happened = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    request_key = models.UUIDField()

    class Meta:
        """One row per request."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="micro_analysis_request"),
            models.CheckConstraint(condition=~models.Q(title=""), name="micro_analysis_title"),
        )

    def __str__(self) -> str:
        return f"micro-analysis {self.pk}"


class ListedRisk(models.Model):
    """A risk of the partnership's dated list: its chance in a group at three levels, with source and edition.

    `stop_days`: for how long what runs stops when it happens; None where nothing stops. It never changes: a better one has
    a later `since`, and one that no longer holds has an `until`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=LONGEST_SLUG)
    name = models.CharField(max_length=LONGEST_TITLE)
    low = models.FloatField()
    middle = models.FloatField()
    high = models.FloatField()
    source = models.TextField()
    edition = models.CharField(max_length=LONGEST_SLUG, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    stop_days = models.FloatField(null=True)

    class Meta:
        """Once per day it holds from; chances in their order; a year at most."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "key", "since"), name="micro_analysis_risk_once"),
            models.CheckConstraint(
                condition=models.Q(low__gte=0, middle__gte=models.F("low"), high__gte=models.F("middle"), high__lte=1),
                name="micro_analysis_risk_chances",
            ),
            models.CheckConstraint(
                condition=models.Q(stop_days__isnull=True) | models.Q(stop_days__gt=0, stop_days__lte=365),
                name="micro_analysis_risk_stop_days",
            ),
            models.CheckConstraint(
                condition=~models.Q(key="") & ~models.Q(name="") & ~models.Q(source=""),
                name="micro_analysis_risk_words",
            ),
        )

    def __str__(self) -> str:
        return self.key


class ListedRiskLine(models.Model):
    """What a risk of the list costs when it happens: a price of an edition, or one of its own with a source.

    `own_price` holds the fields of waarde's PriceItem that stand in a case file under [[price]].
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    risk = models.ForeignKey(ListedRisk, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_TITLE)
    item = models.ForeignKey(StoredPrice, on_delete=models.PROTECT, null=True, related_name="+")
    own_price = models.JSONField(null=True)
    quantity = models.FloatField()
    frequency = models.CharField(max_length=LONGEST_SLUG)

    class Meta:
        """A place per risk, one price, and a quantity that can be."""

        constraints = (
            models.UniqueConstraint(fields=("risk", "position"), name="micro_analysis_risk_line_place"),
            models.CheckConstraint(
                condition=models.Q(item__isnull=True) ^ models.Q(own_price__isnull=True),
                name="micro_analysis_risk_line_price",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="micro_analysis_risk_line_quantity"),
            models.CheckConstraint(
                condition=models.Q(frequency__in=[frequency.value for frequency in Frequency]),
                name="micro_analysis_risk_line_frequency",
            ),
        )

    def __str__(self) -> str:
        return f"line of risk {self.risk_id}"


class GroupTotal(models.Model):
    """What the analyses of one year came to together, after the chances of each are gone: numbers of a group, of nobody.

    `claimed` and `planned` are sums over the cases that knew them; `risks` counts per risk of the list its levels, and
    whether it happened. The rows of a year of which too few came are thrown away, see `actions`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=LONGEST_SLUG)
    cases = models.PositiveIntegerField(default=0)
    claimed = models.FloatField(default=0)
    planned = models.FloatField(default=0)
    risks = models.JSONField(default=dict)

    class Meta:
        """One per year and currency."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "year", "currency"), name="micro_analysis_group_once"),
        )

    def __str__(self) -> str:
        return f"group of {self.year}"
