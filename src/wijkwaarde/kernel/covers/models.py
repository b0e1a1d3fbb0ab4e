"""Cover: a colleague stands in for somebody from a day until another; what they may see follows from it, and ends with it."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from wijkwaarde.kernel.accounts.models import Membership, period
from wijkwaarde.kernel.covers.terms import LONGEST
from wijkwaarde.kernel.parties.models import Partnership


class Cover(models.Model):
    """Who is away (`absent`), and the colleague who stands in (`stand_in`); `until` is the first day that it is over.

    `is_for_all`: in every case of who is away, also one that comes in these days; else in the cases that say so.
    `told_at`, `tries` and `tried_at`: when the colleague got the mail about it, and the mails that failed.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="covers")
    absent = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="covers_as_absent")
    stand_in = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="covers_as_stand_in")
    begin = models.DateField()
    until = models.DateField()
    is_for_all = models.BooleanField(default=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="covers_decided")
    request_key = models.UUIDField()
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        """Two different people, at most six weeks, and for all cases one colleague at a time."""

        constraints = (
            models.CheckConstraint(condition=~models.Q(absent=models.F("stand_in")), name="covers_cover_two"),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("begin")) & models.Q(until__lte=models.F("begin") + LONGEST),
                name="covers_cover_period",
            ),
            models.UniqueConstraint(fields=("decided_by", "request_key"), name="covers_cover_request"),
            ExclusionConstraint(
                name="covers_cover_once",
                expressions=[("absent", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                condition=models.Q(is_for_all=True),
            ),
        )

    def __str__(self) -> str:
        return f"cover {self.pk}"
