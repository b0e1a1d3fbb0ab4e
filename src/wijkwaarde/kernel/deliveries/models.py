"""What parties delivered on the budget, as they said it, and the lines of their files that could not be used."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.budgets.models import AreaBudget, Product
from wijkwaarde.kernel.deliveries.terms import (
    LONGEST_FILE_NAME,
    LONGEST_HASH,
    LONGEST_NUMBER,
    LONGEST_RAW,
    LONGEST_SLUG,
    QUANTITY_DIGITS,
    QUANTITY_PLACES,
    AsideReason,
)
from wijkwaarde.kernel.ledger.models import Booking
from wijkwaarde.kernel.parties.models import Organisation, Partnership


class DeliveryFile(models.Model):
    """A file of what a party delivered, as it came in: its name, its fingerprint, and how many lines it had."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="delivery_files")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_FILE_NAME)
    fingerprint = models.CharField(max_length=LONGEST_HASH)
    lines = models.PositiveIntegerField()
    came_at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)

    class Meta:
        """The same file once."""

        constraints = (models.UniqueConstraint(fields=("budget", "fingerprint"), name="deliveries_file_once"),)

    def __str__(self) -> str:
        return f"delivery file {self.pk}"


class Delivery(models.Model):
    """What one party delivered of one product in a period (up to `until`), and what it cost; below 0 it is a credit.

    `number` is the short number of the agreement in a plan, empty for a total. `declared_on` is when it was said, and
    `booking` its place in the ledger, which may be in a later month than the period where that one was closed.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    file = models.ForeignKey(DeliveryFile, on_delete=models.PROTECT, null=True, related_name="deliveries")
    row = models.PositiveIntegerField(null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    begin = models.DateField()
    until = models.DateField()
    quantity = models.DecimalField(max_digits=QUANTITY_DIGITS, decimal_places=QUANTITY_PLACES, null=True)
    cents = models.BigIntegerField()
    declared_on = models.DateField()
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A row of a file once; a period; an amount; sums per product and month are read from an index alone."""

        indexes = (
            models.Index(
                fields=("budget", "begin", "product", "organisation"),
                include=("cents", "until", "declared_on"),
                name="deliveries_delivery_sums",
            ),
            models.Index(
                fields=("budget", "number"), condition=~models.Q(number=""), name="deliveries_delivery_number"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("file", "row"), name="deliveries_delivery_row"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("begin")), name="deliveries_delivery_period"),
            models.CheckConstraint(condition=~models.Q(cents=0), name="deliveries_delivery_amount"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=True) ^ models.Q(row__isnull=False), name="deliveries_delivery_place"
            ),
        )

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class AsideLine(models.Model):
    """A line of a delivery file that could not be used: its place, why, and what it said; `settled_on` when it was dealt with."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(DeliveryFile, on_delete=models.PROTECT, related_name="aside")
    row = models.PositiveIntegerField()
    reason = models.CharField(max_length=LONGEST_SLUG)
    said = models.CharField(max_length=LONGEST_RAW)
    settled_on = models.DateField(null=True)

    class Meta:
        """A row once, for a reason there is."""

        constraints = (
            models.UniqueConstraint(fields=("file", "row"), name="deliveries_aside_row"),
            models.CheckConstraint(
                condition=models.Q(reason__in=[one.value for one in AsideReason]), name="deliveries_aside_reason"
            ),
        )

    def __str__(self) -> str:
        return f"aside line {self.pk}"
