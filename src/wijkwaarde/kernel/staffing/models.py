"""StaffMonth, StaffFile and FteNorm: hours of people of one party for one product in a month; nobody by name."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.budgets.models import Product
from wijkwaarde.kernel.parties.models import Organisation, Partnership
from wijkwaarde.kernel.staffing.terms import LONGEST_FILE_NAME, LONGEST_SOURCE, MOST_HOURS_OF_AN_FTE, MOST_HUNDREDTHS


class FteNorm(models.Model):
    """How many hours a year one fte is from a day on, in hundredths, and who says so."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    hours_a_year = models.PositiveIntegerField()
    source = models.CharField(max_length=LONGEST_SOURCE)

    class Meta:
        """One norm per day, above 0 and less than people can work."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "since"), name="staffing_norm_once"),
            models.CheckConstraint(
                condition=models.Q(hours_a_year__gt=0, hours_a_year__lte=MOST_HOURS_OF_AN_FTE),
                name="staffing_norm_hours",
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="staffing_norm_source"),
        )

    def __str__(self) -> str:
        return f"fte norm {self.pk}"


class StaffMonth(models.Model):
    """The hours of one party for one product in one month, in hundredths.

    `available` is what was agreed to be there, with what stood vacant and who was ill; `planned` what was meant to be used.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="staff_months")
    month = models.DateField()
    available = models.PositiveIntegerField()
    planned = models.PositiveIntegerField()
    used = models.PositiveIntegerField()
    ill = models.PositiveIntegerField()
    vacant = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A party, product and month once; a month is its first day; who is ill or not there was to be there."""

        constraints = (
            models.UniqueConstraint(fields=("organisation", "product", "month"), name="staffing_month_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="staffing_month_first_day"),
            models.CheckConstraint(
                condition=models.Q(available__gte=models.F("ill") + models.F("vacant")), name="staffing_month_within"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    available__lte=MOST_HUNDREDTHS, planned__lte=MOST_HUNDREDTHS, used__lte=MOST_HUNDREDTHS
                ),
                name="staffing_month_most",
            ),
        )

    def __str__(self) -> str:
        return f"staff month {self.pk}"


class StaffFile(models.Model):
    """A file of months that was taken in, with what stood there before, so that it can be undone on the same day.

    `before` has per month: product, month, the hours that were there (None: nothing), and what they became.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_FILE_NAME)
    came_on = models.DateField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    before = models.JSONField()
    undone_on = models.DateField(null=True)

    class Meta:
        """Undone on its own day."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(undone_on__isnull=True) | models.Q(undone_on=models.F("came_on")),
                name="staffing_file_undone",
            ),
        )

    def __str__(self) -> str:
        return f"staff file {self.pk}"
