"""Plan, PlanVersion and PlanLine: what was agreed, and how each line goes; without money."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.plans.terms import LONGEST_SLUG, LONGEST_WHAT, LONGEST_WHO, UNFINISHED_STATES, LineState

UNFINISHED = models.Q(state__in=[state.value for state in UNFINISHED_STATES])


class Plan(models.Model):
    """The plan of a case: its versions in order, the last of which may still be a draft."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plans")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="plan")

    def __str__(self) -> str:
        return f"plan {self.pk}"


class PlanVersion(models.Model):
    """A version of a plan: a draft that may be edited until the resident agrees, and never again after that."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plan_versions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    written_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="plan_versions")
    agreed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Numbered per plan, with at most one draft."""

        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="plans_version_number"),
            models.UniqueConstraint(
                fields=("plan",), condition=models.Q(agreed_on__isnull=True), name="plans_version_one_draft"
            ),
        )

    def __str__(self) -> str:
        return f"plan version {self.pk}"


class PlanLine(models.Model):
    """One agreement: what, who does it (somebody who takes part, or a name), before which day, and how it goes.

    `holds_for` is the case in which it holds now; a line of a draft, or of a version that was replaced, holds for none.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plan_lines")
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=LONGEST_WHAT)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="plan_lines")
    who = models.CharField(max_length=LONGEST_WHO, blank=True)
    before = models.DateField(null=True)
    state = models.CharField(max_length=LONGEST_SLUG, default=LineState.OPEN.value)
    holds_for = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, db_index=False, related_name="plan_lines")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A place per version, a known state, somebody who does it; what is not finished is found quickly among what is."""

        indexes = (
            models.Index(fields=("participant",), condition=UNFINISHED, name="plans_line_doing"),
            models.Index(fields=("holds_for",), condition=UNFINISHED, name="plans_line_unfinished"),
        )

        constraints = (
            models.UniqueConstraint(
                fields=("plan_version", "position"), name="plans_line_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in LineState]), name="plans_line_state"
            ),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=True) ^ models.Q(who=""), name="plans_line_who"
            ),
        )

    def __str__(self) -> str:
        return f"plan line {self.pk}"
