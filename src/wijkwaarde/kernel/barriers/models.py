"""Barrier: a rule that stands in the way of a plan, who answers about it and by when; never about a person."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.barriers.terms import (
    ANSWERS,
    LONGEST_ANSWER,
    LONGEST_CALLED,
    LONGEST_RULE,
    LONGEST_SLUG,
    BarrierState,
)
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.parties.models import Organisation, Partnership
from wijkwaarde.kernel.plans.models import PlanLine

OPEN = models.Q(state=BarrierState.OPEN.value)
ANSWERED = models.Q(state__in=[state.value for state in ANSWERS])


class Barrier(models.Model):
    """A rule in the way, in one sentence; the manager to whom it went, and before which day they answer.

    `called`: whom somebody called about it first. `organisation`: whose rule it is, where that is known. `line`: which
    agreement it holds up; the plan goes on. `escalated_on`: when it went to all managers, because nobody answered.
    `told_at`, `tries` and `tried_at` are about the mail to the manager; `request_key` makes a second click do nothing.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="barriers")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="barriers")
    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, null=True, related_name="barriers")
    raised_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="barriers")
    rule = models.CharField(max_length=LONGEST_RULE)
    called = models.CharField(max_length=LONGEST_CALLED, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="barriers")
    manager = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="barriers")
    raised_on = models.DateField()
    answer_before = models.DateField()
    state = models.CharField(max_length=LONGEST_SLUG, default=BarrierState.OPEN.value)
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)
    closed_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    tried_at = models.DateTimeField(null=True)
    request_key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One row per form that was sent; what is answered has an answer, a day and somebody who gave it."""

        indexes = (
            models.Index(fields=("partnership", "answer_before"), condition=OPEN, name="barriers_barrier_open"),
            models.Index("partnership", Lower("rule"), name="barriers_barrier_rule"),
        )
        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="barriers_barrier_request"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in BarrierState]), name="barriers_barrier_state"
            ),
            models.CheckConstraint(condition=~models.Q(rule=""), name="barriers_barrier_rule_said"),
            models.CheckConstraint(
                condition=(OPEN & models.Q(closed_on__isnull=True)) | (~OPEN & models.Q(closed_on__isnull=False)),
                name="barriers_barrier_closed",
            ),
            models.CheckConstraint(
                condition=(ANSWERED & ~models.Q(answer="") & models.Q(manager__isnull=False))
                | (~ANSWERED & models.Q(answer="")),
                name="barriers_barrier_answered",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_before__gt=models.F("raised_on")), name="barriers_barrier_term"
            ),
        )

    def __str__(self) -> str:
        return f"barrier {self.pk}"
