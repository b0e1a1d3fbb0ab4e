"""BreakGlass, its notes, notices and misses: who opened what about a resident in danger, why, and what a second person says."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.emergencies.terms import (
    LONGEST,
    LONGEST_REASON,
    LONGEST_SILENCE,
    LONGEST_SLUG,
    Danger,
    Verdict,
)
from wijkwaarde.kernel.parties.models import Partnership, Person


class Moments(models.Func):
    """The time from one moment until (not including) another, as the database compares them."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


REVIEWED = models.Q(
    reviewed_at__isnull=False, reviewed_by__isnull=False, verdict__in=[one.value for one in Verdict]
) & ~models.Q(sentence="")
NOT_REVIEWED = models.Q(reviewed_at__isnull=True, reviewed_by__isnull=True, verdict="", sentence="")
STOPPED = models.Q(stopped_at__gte=models.F("opened_at"), stopped_at__lte=models.F("ends_at"), stopped_by__isnull=False)
WAITS = models.Q(wait_by__isnull=False) & ~models.Q(wait_reason="")


class BreakGlass(models.Model):
    """A member reads about a resident in danger until `ends_at`, or until somebody stops it.

    `opened_on` is the day of it. `tell_on`: from which day the resident reads of it; `is_wait_asked`: who opened it said
    that telling at once is a danger, and `wait_reason` and `wait_by` are of the reviewer who agreed. `review_before`: the
    day before which a second person says whether it was right, with a `sentence`. `version` counts reviews.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="emergencies")
    resident = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergencies")
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="emergencies")
    danger = models.CharField(max_length=LONGEST_SLUG)
    reason = models.CharField(max_length=LONGEST_REASON)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    is_wait_asked = models.BooleanField(default=False)
    tell_on = models.DateField()
    wait_reason = models.CharField(max_length=LONGEST_REASON, blank=True, default="")
    wait_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    review_before = models.DateField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=LONGEST_SLUG, blank=True, default="")
    sentence = models.CharField(max_length=LONGEST_REASON, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField()

    class Meta:
        """Hours and no more, once at a time, a reason, and never reviewed by who opened it."""

        indexes = (models.Index(fields=("resident", "opened_on"), name="emergencies_about"),)
        constraints = (
            models.UniqueConstraint(fields=("opened_by", "request_key"), name="emergencies_request"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="emergencies_reason"),
            models.CheckConstraint(
                condition=models.Q(danger__in=[one.value for one in Danger]), name="emergencies_danger"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at"), ends_at__lte=models.F("opened_at") + LONGEST),
                name="emergencies_hours",
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_at__isnull=True, stopped_by__isnull=True) | STOPPED,
                name="emergencies_stopped",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    tell_on__gte=models.F("opened_on"), tell_on__lte=models.F("opened_on") + LONGEST_SILENCE
                ),
                name="emergencies_told",
            ),
            models.CheckConstraint(
                condition=models.Q(wait_by__isnull=True, wait_reason="") | WAITS, name="emergencies_wait"
            ),
            models.CheckConstraint(condition=REVIEWED | NOT_REVIEWED, name="emergencies_reviewed"),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("opened_by")),
                name="emergencies_second",
            ),
            models.CheckConstraint(
                condition=models.Q(wait_by__isnull=True) | ~models.Q(wait_by=models.F("opened_by")),
                name="emergencies_second_waits",
            ),
            ExclusionConstraint(
                name="emergencies_once",
                expressions=[
                    ("opened_by", RangeOperators.EQUAL),
                    ("resident", RangeOperators.EQUAL),
                    (Moments("opened_at", Coalesce("stopped_at", "ends_at")), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"emergency {self.pk}"


class EmergencyNote(models.Model):
    """That who opened it spoke with the resident, or tried: when and how; no text."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    emergency = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    manner = models.CharField(max_length=LONGEST_SLUG)
    request_key = models.UUIDField()

    class Meta:
        """One row per tap."""

        constraints = (
            models.UniqueConstraint(fields=("emergency", "request_key"), name="emergencies_note_request"),
            models.CheckConstraint(
                condition=models.Q(manner__in=[manner.value for manner in Manner]), name="emergencies_note_manner"
            ),
        )

    def __str__(self) -> str:
        return f"emergency note {self.pk}"


class EmergencyNotice(models.Model):
    """Somebody who gets a neutral mail about it from a day on: the resident, or a member who is the contact or reviews.

    `seen_at`: when a fixed contact opened the page that tells it; until then it stands on their first page.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    emergency = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    seen_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        """One mail for each of them."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(membership__isnull=True),
                name="emergencies_notice_one",
            ),
            models.UniqueConstraint(
                fields=("emergency", "person", "membership"), nulls_distinct=False, name="emergencies_notice_once"
            ),
        )

    def __str__(self) -> str:
        return f"emergency notice {self.pk}"


class EmergencyMiss(models.Model):
    """Somebody was looked for and not found; not who."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Counted by who looked."""

        indexes = (models.Index(fields=("membership", "at"), name="emergencies_miss"),)

    def __str__(self) -> str:
        return f"emergency miss {self.pk}"
