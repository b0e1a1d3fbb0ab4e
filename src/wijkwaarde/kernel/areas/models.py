"""Places in a hierarchy with a year; public reference data, without people."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.areas.terms import LONGEST_CODE, LONGEST_NAME, AreaKind


class Area(models.Model):
    """A place as it was drawn in a year; `code` is that of the statistics office, or an own one below it."""

    code = models.CharField(max_length=LONGEST_CODE)
    kind = models.CharField(max_length=LONGEST_CODE)
    name = models.CharField(max_length=LONGEST_NAME)
    year = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")

    class Meta:
        """One row per code and year."""

        constraints = (
            models.UniqueConstraint(fields=("code", "year"), name="areas_area_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in AreaKind]), name="areas_area_kind"
            ),
        )

    def __str__(self) -> str:
        return self.name
