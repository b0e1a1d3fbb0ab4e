"""What parties delivered on the budget, as they said it, and the lines of their files that could not be used."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.budgets.models import AreaBudget, Product
from wijkwaarde.kernel.deliveries.terms import (
    LONGEST_FILE_NAME,
    LONGEST_HASH,
    LONGEST_NUMBER,
    LONGEST_SLUG,
    LONGEST_WHY,
    QUANTITY_DIGITS,
    QUANTITY_PLACES,
    AsideReason,
)
from wijkwaarde.kernel.ledger.models import Booking
from wijkwaarde.kernel.parties.models import Organisation, Partnership


class ColumnNames(models.Model):
    """How one organisation calls the columns of its files, where those are not the standard names."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    names = models.JSONField()

    def __str__(self) -> str:
        return f"column names {self.pk}"


class WaitingFile(models.Model):
    """An uploaded file of which somebody looks at the preview; it goes when they say yes or no, or after a day.

    `handed_in` where a manager of its organisation brought it, and the controller is to say yes; then it waits for a month.
    `organisation` is empty where the file names the provider per line; `year` is what the file is about (None: any), and
    `total` what it should add up to. A large one is booked by the worker: since `asked_at` somebody (`user_id`, acting as
    `membership_id`) waits for that, and `refused` is what it answered in the place of booking it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.UUIDField()
    name = models.CharField(max_length=LONGEST_FILE_NAME)
    year = models.PositiveSmallIntegerField(null=True)
    names = models.JSONField(default=dict)
    total = models.BigIntegerField(null=True)
    raw = models.BinaryField()
    handed_in = models.BooleanField(default=False, db_default=False)
    came_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    refused = models.TextField(blank=True, default="", db_default="")

    class Meta:
        """One per form; what was handed in is of one organisation."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "key"), name="deliveries_waiting_once"),
            models.CheckConstraint(
                condition=models.Q(handed_in=False) | models.Q(organisation__isnull=False),
                name="deliveries_waiting_whose",
            ),
        )

    def __str__(self) -> str:
        return f"waiting file {self.pk}"


class DeliveryFile(models.Model):
    """A file of what a party delivered, as it came in: its name, its fingerprint, and how many lines it had.

    `taken_back_on` is when all that it gave was undone, because it was a wrong one; then the same file may come again.
    A large one is taken back by the worker, since `back_asked_at`, for who asked it: `back_user_id` as `back_membership_id`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="delivery_files")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_FILE_NAME)
    fingerprint = models.CharField(max_length=LONGEST_HASH)
    request_key = models.UUIDField()
    lines = models.PositiveIntegerField()
    came_at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    taken_back_on = models.DateField(null=True)
    back_asked_at = models.DateTimeField(null=True)
    back_user_id = models.BigIntegerField(null=True)
    back_membership_id = models.BigIntegerField(null=True)

    class Meta:
        """The same file once, unless it was taken back; once per form."""

        constraints = (
            models.UniqueConstraint(
                fields=("budget", "fingerprint"),
                condition=models.Q(taken_back_on__isnull=True),
                name="deliveries_file_once",
            ),
            models.UniqueConstraint(fields=("partnership", "request_key"), name="deliveries_file_request"),
        )

    def __str__(self) -> str:
        return f"delivery file {self.pk}"


class Delivery(models.Model):
    """What one party delivered of one product in a period (up to `until`), and what it cost; below 0 it is a credit.

    `number` is the short number of the agreement in a plan, empty for a total. `declared_on` is when it was said, and
    `booking` its place in the ledger, which may be in a later month than the period where that one was closed.
    `reverses` is the delivery that this one undoes, to the cent: so that sums need to leave nothing out. `why` says why it
    was booked though its agreement had ended by then.
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
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    why = models.CharField(max_length=LONGEST_WHY, blank=True, default="", db_default="")

    class Meta:
        """A row of a file once; a period; an amount; sums per product and month are read from an index alone."""

        indexes = (
            models.Index(
                fields=("budget", "begin", "product", "organisation"),
                # The policy asks for the partnership of every row.
                include=("partnership", "cents", "until", "declared_on"),
                name="deliveries_delivery_sums",
            ),
            models.Index(
                fields=("budget", "number"), condition=~models.Q(number=""), name="deliveries_delivery_number"
            ),
            models.Index(fields=("budget", "-declared_on", "-id"), name="deliveries_delivery_newest"),
        )
        constraints = (
            models.UniqueConstraint(fields=("file", "row"), name="deliveries_delivery_row"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("begin")), name="deliveries_delivery_period"),
            models.CheckConstraint(condition=~models.Q(cents=0), name="deliveries_delivery_amount"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=True) ^ models.Q(row__isnull=False), name="deliveries_delivery_place"
            ),
            models.CheckConstraint(
                condition=models.Q(reverses__isnull=True) | models.Q(file__isnull=True),
                name="deliveries_delivery_reverses",
            ),
        )

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class AsideLine(models.Model):
    """A line of a delivery file that could not be used: its place, why, and what it said per column.

    `settled_on` is when it was dealt with: booked after all as a `delivery`, or let go, and `why`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(DeliveryFile, on_delete=models.PROTECT, related_name="aside")
    row = models.PositiveIntegerField()
    reason = models.CharField(max_length=LONGEST_SLUG)
    said = models.JSONField()
    settled_on = models.DateField(null=True)
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=LONGEST_WHY, blank=True)

    class Meta:
        """A row once, for a reason there is; settled is booked or let go, and never both."""

        constraints = (
            models.UniqueConstraint(fields=("file", "row"), name="deliveries_aside_row"),
            models.CheckConstraint(
                condition=models.Q(reason__in=[one.value for one in AsideReason]), name="deliveries_aside_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(settled_on__isnull=True, delivery__isnull=True, why="")
                | models.Q(settled_on__isnull=False, delivery__isnull=False, why="")
                | (models.Q(settled_on__isnull=False, delivery__isnull=True) & ~models.Q(why="")),
                name="deliveries_aside_settled",
            ),
        )

    def __str__(self) -> str:
        return f"aside line {self.pk}"
