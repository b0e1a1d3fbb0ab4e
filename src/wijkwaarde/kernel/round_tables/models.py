"""RoundTable and Seat: one meeting about a case, and who is invited to it."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.round_tables.terms import (
    LONGEST,
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_SLUG,
    SHORTEST,
    USUAL,
    Answer,
    Kind,
)


class RoundTable(models.Model):
    """One meeting about a case: how, when, for how many minutes and where; `cancelled_on` when it does not go on.

    `version` counts changes, and is the number by which a calendar sees that its entry changed.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="round_tables")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="round_tables")
    planned_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="round_tables")
    kind = models.CharField(max_length=LONGEST_SLUG)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=USUAL)
    place = models.CharField(max_length=LONGEST_PLACE, blank=True)
    cancelled_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField()

    class Meta:
        """A row per form that was sent, of a known kind, with a place unless it is a call."""

        indexes = (models.Index(fields=("case", "starts_at"), name="round_tables_of_case"),)
        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="round_tables_request"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]), name="round_tables_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.CALL.value) | ~models.Q(place=""), name="round_tables_place"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="round_tables_minutes"
            ),
        )

    def __str__(self) -> str:
        return f"round table {self.pk}"


class Seat(models.Model):
    """Somebody at a table: who takes part in the case, or a name of somebody who comes along for the resident.

    `told_at`: when a member got the mail about it; `tries` and `tried_at` count the mails that failed.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="seats")
    round_table = models.ForeignKey(RoundTable, on_delete=models.PROTECT, related_name="seats")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="seats")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    answer = models.CharField(max_length=LONGEST_SLUG, default=Answer.OPEN.value)
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        """Everybody once, and exactly one of participant and name."""

        constraints = (
            models.UniqueConstraint(fields=("round_table", "participant"), name="round_tables_seat_once"),
            models.UniqueConstraint(
                fields=("round_table", "name"), condition=~models.Q(name=""), name="round_tables_seat_name"
            ),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=True) ^ models.Q(name=""), name="round_tables_seat_one"
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=[answer.value for answer in Answer]), name="round_tables_seat_answer"
            ),
        )

    def __str__(self) -> str:
        return f"seat {self.pk}"
