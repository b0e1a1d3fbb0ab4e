"""AgreedResult and ReachedResult: what a party is paid for when it is reached, and what was; nobody's name."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.budgets.models import AreaBudget, Product
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.parties.models import Organisation, Partnership
from wijkwaarde.kernel.results.terms import LONGEST_SLUG, LONGEST_WHAT, MOST_CENTS, MOST_TIMES, Sayer


class AgreedResult(models.Model):
    """A result agreed with a party: in words, of which product, cents for each, how often, from a day up to `until`.

    What was not reached by `withdrawn_on` was let go: it comes no more.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=LONGEST_WHAT)
    cents = models.BigIntegerField()
    times = models.PositiveIntegerField()
    begin = models.DateField()
    until = models.DateField()
    agreed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField()

    class Meta:
        """One per form; words, an amount, a count and days."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="results_agreed_request"),
            models.CheckConstraint(condition=~models.Q(what=""), name="results_agreed_what"),
            models.CheckConstraint(condition=models.Q(cents__gt=0, cents__lte=MOST_CENTS), name="results_agreed_cents"),
            models.CheckConstraint(condition=models.Q(times__gt=0, times__lte=MOST_TIMES), name="results_agreed_times"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("begin")), name="results_agreed_period"),
        )

    def __str__(self) -> str:
        return f"agreed result {self.pk}"


class ReachedResult(models.Model):
    """A result that was reached on a day, so often, by whom that is said; what it cost is its delivery, as long as that stands."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agreed = models.ForeignKey(AgreedResult, on_delete=models.PROTECT, related_name="reached")
    on = models.DateField()
    times = models.PositiveIntegerField()
    said_by = models.CharField(max_length=LONGEST_SLUG)
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField()

    class Meta:
        """One per form; a count; somebody who says so."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="results_reached_request"),
            models.CheckConstraint(
                condition=models.Q(times__gt=0, times__lte=MOST_TIMES), name="results_reached_times"
            ),
            models.CheckConstraint(
                condition=models.Q(said_by__in=[one.value for one in Sayer]), name="results_reached_said_by"
            ),
        )

    def __str__(self) -> str:
        return f"reached result {self.pk}"
