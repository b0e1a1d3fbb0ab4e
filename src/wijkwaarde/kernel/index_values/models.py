"""What a partnership tells about one year of an index: a percentage, provisional or definitive, and where it stands."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.index_values.terms import DIGITS, LONGEST_NAME, LONGEST_SOURCE, MOST_PERCENT, PLACES
from wijkwaarde.kernel.parties.models import Partnership


class IndexValue(models.Model):
    """A year of a named series in percent; told again it takes the place of what was told, and goes before what was read in."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=LONGEST_NAME)
    year = models.PositiveSmallIntegerField()
    percent = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    is_definitive = models.BooleanField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    told_on = models.DateField()

    class Meta:
        """One provisional and one definitive value per year and series, and no slip of the keyboard."""

        constraints = (
            models.UniqueConstraint(
                fields=("partnership", "series", "year", "is_definitive"), name="index_values_once"
            ),
            models.CheckConstraint(
                condition=models.Q(percent__gte=-MOST_PERCENT, percent__lte=MOST_PERCENT), name="index_values_percent"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="index_values_source"),
        )

    def __str__(self) -> str:
        return f"index value {self.pk}"
