"""Plans, their versions and lines, what people say about a line, and whether the plan still fits; without money."""

from __future__ import annotations

from django.db import models

from waarde import Band, HelpSource
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.cases.terms import Domain
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.plans.terms import (
    LONGEST_NOTE,
    LONGEST_SLUG,
    LONGEST_WHAT,
    LONGEST_WHO,
    UNFINISHED_STATES,
    CheckAnswer,
    Heard,
    LineState,
)

STATES = [state.value for state in LineState]
UNFINISHED = models.Q(state__in=[state.value for state in UNFINISHED_STATES])

# Who heard a yes says how, and then there is a yes.
HEARD = models.Q(heard="", heard_by__isnull=True) | models.Q(
    heard__in=[heard.value for heard in Heard], heard_by__isnull=False, agreed_on__isnull=False
)


class Plan(models.Model):
    """The plan of a case: its versions in order, the last of which may still be a draft."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plans")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="plan")

    def __str__(self) -> str:
        return f"plan {self.pk}"


class PlanVersion(models.Model):
    """A version of a plan: a draft that may be edited until the resident agrees, and never again after that.

    Where the resident said their yes aloud, `heard` is how, and `heard_by` the fixed contact who heard it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plan_versions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    written_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="plan_versions")
    agreed_on = models.DateField(null=True)
    heard = models.CharField(max_length=LONGEST_SLUG, blank=True, default="", db_default="")
    heard_by = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="plans_heard")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Numbered per plan, with at most one draft; a yes that was heard says how and by whom."""

        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="plans_version_number"),
            models.UniqueConstraint(
                fields=("plan",), condition=models.Q(agreed_on__isnull=True), name="plans_version_one_draft"
            ),
            models.CheckConstraint(condition=HEARD, name="plans_version_heard"),
        )

    def __str__(self) -> str:
        return f"plan version {self.pk}"


class PlanLine(models.Model):
    """One agreement: what, who does it (somebody who takes part, or a name), before which day, and how it goes.

    `source` is from whom the help comes, `band` about how often (empty: not said), `begin` and `until` its days, and
    `domain` what it is about (empty: not said).
    `holds_for` is the case in which it holds now; a line of a draft, or of a version that was replaced, holds for none.
    `first` is the line of an earlier version that this one goes on from, however often it was agreed anew; None: it is new.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plan_lines")
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=LONGEST_WHAT)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="plan_lines")
    who = models.CharField(max_length=LONGEST_WHO, blank=True)
    before = models.DateField(null=True)
    source = models.CharField(max_length=LONGEST_SLUG, db_default=HelpSource.OWN_NETWORK.value)
    band = models.CharField(max_length=LONGEST_SLUG, blank=True, db_default="")
    begin = models.DateField(null=True)
    until = models.DateField(null=True)
    domain = models.CharField(max_length=LONGEST_SLUG, blank=True, default="", db_default="")
    state = models.CharField(max_length=LONGEST_SLUG, default=LineState.OPEN.value)
    holds_for = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, db_index=False, related_name="plan_lines")
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, db_index=False, related_name="later")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A place per version, a known state, somebody who does it; what is not finished is found quickly among what is."""

        indexes = (
            models.Index(fields=("participant",), condition=UNFINISHED, name="plans_line_doing"),
            models.Index(fields=("holds_for",), condition=UNFINISHED, name="plans_line_unfinished"),
            models.Index(fields=("first",), condition=models.Q(first__isnull=False), name="plans_line_later"),
        )

        constraints = (
            models.UniqueConstraint(
                fields=("plan_version", "position"), name="plans_line_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=("plan_version", "first"), name="plans_line_goes_on_once"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="plans_line_state"),
            models.CheckConstraint(
                condition=models.Q(source__in=[source.value for source in HelpSource]), name="plans_line_source"
            ),
            models.CheckConstraint(
                condition=models.Q(band__in=["", *(band.value for band in Band)]), name="plans_line_band"
            ),
            models.CheckConstraint(
                condition=models.Q(domain__in=["", *(domain.value for domain in Domain)]), name="plans_line_domain"
            ),
            models.CheckConstraint(
                condition=models.Q(begin__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("begin")),
                name="plans_line_period",
            ),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=True) ^ models.Q(who=""), name="plans_line_who"
            ),
        )

    def __str__(self) -> str:
        return f"plan line {self.pk}"

    @property
    def first_id_or_own(self) -> int:
        """The id of the line that it goes on from, its own where it is new: what its number is made of."""
        return self.first_id or self.pk


class LineNote(models.Model):
    """What somebody said about a line on a day: how it went until then (`was`), how it goes (`state`), and maybe a text."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="line_notes")
    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="notes")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="line_notes")
    on = models.DateField()
    was = models.CharField(max_length=LONGEST_SLUG)
    state = models.CharField(max_length=LONGEST_SLUG)
    text = models.CharField(max_length=LONGEST_NOTE, blank=True)
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent."""

        constraints = (
            models.UniqueConstraint(fields=("participant", "request_key"), name="plans_line_note_request"),
            models.CheckConstraint(condition=models.Q(was__in=STATES), name="plans_line_note_was"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="plans_line_note_state"),
        )

    def __str__(self) -> str:
        return f"line note {self.pk}"


class PlanCheck(models.Model):
    """What the resident said when asked whether an agreed version still fits; said again, it is this row that changes.

    `after` is the id of the last call before that (0: none), so that what was said counts as heard after the next one.
    It is no key: a call that was noted by mistake goes away.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plan_checks")
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="checks")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="plan_checks")
    answer = models.CharField(max_length=LONGEST_SLUG)
    on = models.DateField()
    after = models.BigIntegerField(default=0)

    class Meta:
        """One per version and person; who doubts is found quickly among who does not."""

        indexes = (
            models.Index(
                fields=("plan_version",), condition=~models.Q(answer=CheckAnswer.YES.value), name="plans_check_doubt"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("plan_version", "participant"), name="plans_check_once"),
            models.CheckConstraint(
                condition=models.Q(answer__in=[answer.value for answer in CheckAnswer]), name="plans_check_answer"
            ),
        )

    def __str__(self) -> str:
        return f"plan check {self.pk}"
