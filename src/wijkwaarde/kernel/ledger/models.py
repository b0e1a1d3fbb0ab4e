"""Account, Booking, Entry and Closing: what really happened, append-only; what is promised or expected is not in here."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wijkwaarde.kernel.ledger.terms import (
    CODE,
    FEWEST_ENTRIES,
    LARGEST_AMOUNT,
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_REFERENCE,
    LONGEST_SLUG,
    MOST_ENTRIES,
    REFERENCE,
    AccountKind,
    Because,
    BookingKind,
    Commodity,
)
from wijkwaarde.kernel.parties.models import Organisation, Partnership

REVERSES = models.Q(kind=BookingKind.REVERSAL.value, reverses__isnull=False, because=Because.BOOKING.value) | (
    ~models.Q(kind=BookingKind.REVERSAL.value) & models.Q(reverses__isnull=True)
)


class Account(models.Model):
    """One account of a partnership, in one commodity; `code` is its name in a journal below its root, `name` on a page.

    `organisation` is whose account it is, `product` what was delivered and `source` which money it is: what a budget counts
    by, empty where an account is about none. `until` is the first day on which nothing is booked on it any more.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=LONGEST_SLUG)
    commodity = models.CharField(max_length=LONGEST_SLUG)
    code = models.CharField(max_length=LONGEST_CODE)
    name = models.CharField(max_length=LONGEST_NAME)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="accounts")
    product = models.CharField(max_length=LONGEST_CODE, blank=True, db_default="")
    source = models.CharField(max_length=LONGEST_CODE, blank=True, db_default="")
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """A code once per root and commodity; a name; a kind and a commodity there are; no end before its begin."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "kind", "code", "commodity"), name="ledger_account_code"),
            models.UniqueConstraint(fields=("partnership", "id", "commodity"), name="ledger_account_commodity"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in AccountKind]), name="ledger_account_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(commodity__in=[one.value for one in Commodity]), name="ledger_account_in"
            ),
            models.CheckConstraint(condition=models.Q(code__regex=CODE), name="ledger_account_spelling"),
            models.CheckConstraint(condition=~models.Q(name=""), name="ledger_account_name"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="ledger_account_period",
            ),
        )

    def __str__(self) -> str:
        return f"account {self.pk}"


class Booking(models.Model):
    """Something that happened on a day, in two or more entries that sum to zero per commodity; it never changes.

    `because` and `reference` say on what it rests, and nothing about a person. `key` makes the same request said twice one
    booking. `size` is how many entries it has: at commit all are there, so that none is added later. `reverses` is the
    booking that this one undoes, entry by entry. Who wrote it stands as plain ids, as in the trail.
    """

    # Its other keys begin with the partnership: an index of it alone leads to every booking where rows were never counted. And
    # the accounts of its entries name a partnership that is there: a key of its own would be one row that all who book hold.
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="bookings", db_index=False, db_constraint=False
    )
    key = models.UUIDField(default=uuid4)
    on = models.DateField()
    kind = models.CharField(max_length=LONGEST_SLUG)
    because = models.CharField(max_length=LONGEST_SLUG)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    size = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)

    class Meta:
        """One per key; a kind and a reason there are; a reversal names what it reverses, and nothing else does."""

        indexes = (models.Index(fields=("partnership", "-on", "-id"), name="ledger_booking_newest"),)
        constraints = (
            models.UniqueConstraint(fields=("partnership", "key"), name="ledger_booking_key"),
            models.UniqueConstraint(fields=("partnership", "id", "on"), name="ledger_booking_day"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in BookingKind]), name="ledger_booking_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(because__in=[one.value for one in Because]), name="ledger_booking_because"
            ),
            models.CheckConstraint(condition=models.Q(reference__regex=REFERENCE), name="ledger_booking_reference"),
            models.CheckConstraint(
                condition=models.Q(size__gte=FEWEST_ENTRIES, size__lte=MOST_ENTRIES), name="ledger_booking_size"
            ),
            models.CheckConstraint(condition=REVERSES, name="ledger_booking_reverses"),
        )

    def __str__(self) -> str:
        return f"booking {self.pk}"


class Entry(models.Model):
    """One line of a booking: so many hundredths on an account; above zero is in (debit), below zero out (credit).

    `on` is the day of its booking and `commodity` that of its account: so that a sum reads one table. Keys of three columns
    hold them equal, in the place of Django's own.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    booking = models.ForeignKey(
        Booking, on_delete=models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    commodity = models.CharField(max_length=LONGEST_SLUG)
    on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        """A place per booking; an amount that is something and can be; sums per account are read from an index alone."""

        indexes = (
            models.Index(fields=("partnership", "account", "on"), include=("amount",), name="ledger_entry_account"),
        )
        constraints = (
            models.UniqueConstraint(fields=("booking", "position"), name="ledger_entry_position"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="ledger_entry_from_one"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="ledger_entry_something"),
            models.CheckConstraint(
                condition=models.Q(amount__gte=-LARGEST_AMOUNT, amount__lte=LARGEST_AMOUNT), name="ledger_entry_largest"
            ),
        )

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Closing(models.Model):
    """A period was closed: nothing is booked any more on a day before `until`; it is never opened again."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="closings")
    until = models.DateField()
    closed_at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)

    class Meta:
        """A day once per partnership."""

        constraints = (models.UniqueConstraint(fields=("partnership", "until"), name="ledger_closing_once"),)

    def __str__(self) -> str:
        return f"closing {self.pk}"
