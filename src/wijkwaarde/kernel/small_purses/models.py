"""SmallPurse, Payment, Receipt and TopUp: money of an organisation for small things at once; no resident is named in it."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.ledger.models import Account, Booking
from wijkwaarde.kernel.parties.models import Organisation, Partnership
from wijkwaarde.kernel.photos.terms import LONGEST_SIDE
from wijkwaarde.kernel.small_purses.terms import LONGEST_NUMBER, LONGEST_WHAT, MOST_CENTS, MOST_TOP_UP


class PurseLimit(models.Model):
    """Up to how many cents a partnership lets a professional pay without anybody looking at it afterwards."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="+")
    cents = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Above 0, and no more than can be paid at once."""

        constraints = (
            models.CheckConstraint(condition=models.Q(cents__gt=0, cents__lte=MOST_CENTS), name="small_purses_limit"),
        )

    def __str__(self) -> str:
        return f"purse limit {self.pk}"


class SmallPurse(models.Model):
    """The small purse of one organisation: the account on which its money is, and the one on which it is spent."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    spent_account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"small purse {self.pk}"


class Payment(models.Model):
    """What a professional paid from a purse: on which day, how much, what for in a few words, and its booking.

    `number` is the short number of an agreement in a plan, maybe. `is_over` is whether it was above the limit of that day, and
    `seen_on` when the controller looked at it then. A mistake is undone: it stays, with `undone_on`, and is reversed.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    purse = models.ForeignKey(SmallPurse, on_delete=models.PROTECT, related_name="payments")
    paid_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    cents = models.PositiveIntegerField()
    what = models.CharField(max_length=LONGEST_WHAT)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    is_over = models.BooleanField()
    seen_on = models.DateField(null=True)
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="+")
    undone_on = models.DateField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """One per form; an amount above 0; words; who looks, looks at what was above the limit; the newest are found at once."""

        indexes = (models.Index(fields=("purse", "-on", "-id"), name="small_purses_newest"),)
        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="small_purses_payment_request"),
            models.CheckConstraint(condition=models.Q(cents__gt=0, cents__lte=MOST_CENTS), name="small_purses_amount"),
            models.CheckConstraint(condition=~models.Q(what=""), name="small_purses_what"),
            models.CheckConstraint(
                condition=models.Q(seen_on__isnull=True) | models.Q(is_over=True), name="small_purses_seen"
            ),
        )

    def __str__(self) -> str:
        return f"payment {self.pk}"


class Receipt(models.Model):
    """The receipt of a payment as a photo, without anything that the telephone wrote into it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="receipt")
    image = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_on = models.DateField()

    class Meta:
        """Of a size that a page can show."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(width__range=(1, LONGEST_SIDE), height__range=(1, LONGEST_SIDE)),
                name="small_purses_receipt_size",
            ),
        )

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class TopUp(models.Model):
    """Money that came into a purse, with its booking; a mistake is undone like a payment."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    purse = models.ForeignKey(SmallPurse, on_delete=models.PROTECT, related_name="top_ups")
    on = models.DateField()
    cents = models.PositiveIntegerField()
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="+")
    undone_on = models.DateField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """One per form; an amount above 0."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="small_purses_top_up_request"),
            models.CheckConstraint(condition=models.Q(cents__gt=0, cents__lte=MOST_TOP_UP), name="small_purses_top_up"),
        )

    def __str__(self) -> str:
        return f"top up {self.pk}"
