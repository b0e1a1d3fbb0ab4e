"""The base year as it was put to the parties, and their signatures, which stay as they were; and files of costs."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.base_years.terms import LONGEST_DOCUMENT, LONGEST_FILE_NAME, LONGEST_FINGERPRINT
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.parties.models import Organisation, Partnership


class BaseYearText(models.Model):
    """What parties are asked to sign: the year, the rule who belongs and every cost, as they stood on a day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="base_years")
    number = models.PositiveSmallIntegerField()
    said = models.JSONField()
    fingerprint = models.CharField(max_length=LONGEST_FINGERPRINT)
    put_on = models.DateField()
    put_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """A number once per budget, counted from 1."""

        constraints = (
            models.UniqueConstraint(fields=("budget", "number"), name="base_years_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="base_years_number"),
        )

    def __str__(self) -> str:
        return f"base year text {self.pk}"


class BaseYearSignature(models.Model):
    """A party said yes to a text: by a member of its own, or on paper, which the controller noted with its `document`.

    It never changes; `withdrawn_on` is when it was taken back, on the day itself.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(BaseYearText, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    document = models.CharField(max_length=LONGEST_DOCUMENT, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        """One that counts per party and text; taken back on its own day."""

        constraints = (
            models.UniqueConstraint(
                fields=("text", "organisation"),
                condition=models.Q(withdrawn_on__isnull=True),
                name="base_years_signed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on=models.F("on")),
                name="base_years_taken_back",
            ),
        )

    def __str__(self) -> str:
        return f"base year signature {self.pk}"


class CostFile(models.Model):
    """A file of costs that was taken in, with what stood there before, so that it can be undone on the same day.

    `before` has per cost: source, party, product, what was there (None: nothing; else cents, people and where it stands),
    and what it became.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="cost_files")
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
                name="base_years_file_undone",
            ),
        )

    def __str__(self) -> str:
        return f"cost file {self.pk}"
