"""What parties' own books say, which of their cost centres is which product, and why something differs."""

from __future__ import annotations

from django.db import models

from wijkwaarde.instruments.reconciliation.terms import (
    LONGEST_CELL,
    LONGEST_HASH,
    LONGEST_NAME,
    LONGEST_SLUG,
    LONGEST_WORDS,
    Reason,
)
from wijkwaarde.kernel.budgets.models import AreaBudget, Product
from wijkwaarde.kernel.parties.models import Organisation, Partnership


class BooksFile(models.Model):
    """Figures out of a party's own books over a year: the newest one that was used and not taken back counts.

    `raw` is there while it waits for a yes; `names` says which column is which, `is_turned` that they write what they earn
    below zero, and `aside` which lines could not be read.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    fingerprint = models.CharField(max_length=LONGEST_HASH)
    request_key = models.UUIDField()
    names = models.JSONField(default=dict)
    is_turned = models.BooleanField(default=False)
    raw = models.BinaryField(null=True)
    aside = models.JSONField(default=list)
    came_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    taken_back_on = models.DateField(null=True)
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)

    class Meta:
        """Once per form; the same file once unless it was taken back; it waits with its content or is used without it."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="reconciliation_file_request"),
            models.UniqueConstraint(
                fields=("budget", "organisation", "year", "fingerprint"),
                condition=models.Q(used_at__isnull=False, taken_back_on__isnull=True),
                name="reconciliation_file_once",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, raw__isnull=False, taken_back_on__isnull=True)
                | models.Q(used_at__isnull=False, raw__isnull=True),
                name="reconciliation_file_waits",
            ),
        )

    def __str__(self) -> str:
        return f"books file {self.pk}"


class BooksLine(models.Model):
    """One line of a party's own figures: its cost centre, what it calls the product, a period and an amount in cents."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(BooksFile, on_delete=models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    cost_centre = models.CharField(max_length=LONGEST_CELL)
    article = models.CharField(max_length=LONGEST_CELL, blank=True)
    begin = models.DateField()
    until = models.DateField()
    cents = models.BigIntegerField()

    class Meta:
        """A row once, in a period."""

        constraints = (
            models.UniqueConstraint(fields=("file", "row"), name="reconciliation_line_row"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("begin")), name="reconciliation_line_period"),
        )

    def __str__(self) -> str:
        return f"books line {self.pk}"


class BooksColumns(models.Model):
    """How one organisation calls the columns of its own figures, where those are not the standard names."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    names = models.JSONField()

    def __str__(self) -> str:
        return f"books columns {self.pk}"


class CostCentre(models.Model):
    """Which product a party's cost centre (and what it calls the product) is; without one it is not of the neighbourhood.

    The newest one counts; what was said before stays.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    cost_centre = models.CharField(max_length=LONGEST_CELL)
    article = models.CharField(max_length=LONGEST_CELL, blank=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    said_on = models.DateField()

    class Meta:
        """The newest of each is looked up."""

        indexes = (models.Index(fields=("budget", "organisation", "-id"), name="reconciliation_newest"),)

    def __str__(self) -> str:
        return f"cost centre {self.pk}"


class Explanation(models.Model):
    """Why a part of a difference is there: of a party's product in a month, how many cents, since when, in words.

    Those that were said in one go share `together`. A wrong one is withdrawn, and stays to be read.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    cents = models.BigIntegerField()
    reason = models.CharField(max_length=LONGEST_SLUG)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    said_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    request_key = models.UUIDField()
    together = models.UUIDField(null=True)
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)

    class Meta:
        """Once per form; an amount; a reason there is."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="reconciliation_explained_once"),
            models.CheckConstraint(condition=~models.Q(cents=0), name="reconciliation_explained_amount"),
            models.CheckConstraint(
                condition=models.Q(reason__in=[one.value for one in Reason]), name="reconciliation_explained_reason"
            ),
        )

    def __str__(self) -> str:
        return f"explanation {self.pk}"
