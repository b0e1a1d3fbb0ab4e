"""Measurement, MarkLink and NoMarks: a mark that somebody gave, a link to give one, and a no to being asked; not what they mean."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.carers.models import InformalCarer
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.measurements.terms import HASH_LENGTH, HIGHEST, LONGEST_SLUG, LOWEST, HowGiven, Measure, Moment
from wijkwaarde.kernel.parties.models import Partnership, Person

CURRENT = models.Q(withdrawn_on__isnull=True)
SAYS_NO = models.Q(until__isnull=True)


class Measurement(models.Model):
    """A mark of a person in a case, the resident or who cares along: for which moment, on which day, and who wrote it down.

    What was given never changes. A later mark for the same moment `replaces` it and an undone one is withdrawn; both stay.
    `asked_afterwards`: a start mark given when the plan was there already, so it is no start mark to compare with.
    `tell_contact`: whether the fixed contact may know that the mark fell; None while that was not answered.
    `said_by` is empty where who cares along gave it with a link: they take no part in the case.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="measurements")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measurements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="measurements")
    measure = models.CharField(max_length=LONGEST_SLUG)
    wording_edition = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=LONGEST_SLUG)
    mark = models.PositiveSmallIntegerField()
    given_on = models.DateField()
    written_on = models.DateField()
    how_given = models.CharField(max_length=LONGEST_SLUG)
    asked_afterwards = models.BooleanField()
    said_by = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="measurements")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    withdrawn_on = models.DateField(null=True)
    tell_contact = models.BooleanField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent, one current mark per moment, and no mark that cannot be."""

        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="measurements_request"),
            models.UniqueConstraint(
                fields=("case", "person", "measure", "moment"), condition=CURRENT, name="measurements_one_current"
            ),
            models.CheckConstraint(
                condition=models.Q(mark__gte=LOWEST, mark__lte=HIGHEST), name="measurements_mark_in_scale"
            ),
            models.CheckConstraint(
                condition=models.Q(measure__in=[one.value for one in Measure]), name="measurements_measure"
            ),
            models.CheckConstraint(
                condition=models.Q(moment__in=[one.value for one in Moment]), name="measurements_moment"
            ),
            models.CheckConstraint(
                condition=models.Q(how_given__in=[one.value for one in HowGiven]), name="measurements_how_given"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_afterwards=False) | models.Q(moment=Moment.BEFORE.value),
                name="measurements_only_start_afterwards",
            ),
            models.CheckConstraint(
                condition=models.Q(written_on__gte=models.F("given_on")), name="measurements_given_before_written"
            ),
            models.CheckConstraint(
                condition=models.Q(said_by__isnull=False) | models.Q(how_given=HowGiven.LINK.value),
                name="measurements_somebody_said_it",
            ),
        )

    def __str__(self) -> str:
        return f"measurement {self.pk}"


class MarkLink(models.Model):
    """A personal link with which the resident, or `carer`, gives one mark without log-in; of its token only the hash is kept."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="mark_links")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mark_links")
    carer = models.ForeignKey(InformalCarer, on_delete=models.PROTECT, null=True, related_name="mark_links")
    made_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="mark_links")
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    made_on = models.DateField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    class Meta:
        """One that works at a time, for the resident and for each who cares along."""

        constraints = (
            models.UniqueConstraint(
                fields=("case", "carer"),
                nulls_distinct=False,
                condition=models.Q(used_on__isnull=True, revoked_on__isnull=True),
                name="measurements_link_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("made_on")), name="measurements_link_period"
            ),
        )

    def __str__(self) -> str:
        return f"mark link {self.pk}"


class NoMarks(models.Model):
    """That somebody wants to be asked for no mark in a case, from a day until they take it back; `said_by` is empty by link."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="no_marks")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="no_marks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="no_marks")
    said_by = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="no_marks")
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """Somebody says no once at a time."""

        constraints = (
            models.UniqueConstraint(fields=("case", "person"), condition=SAYS_NO, name="measurements_no_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="measurements_no_period",
            ),
        )

    def __str__(self) -> str:
        return f"no marks {self.pk}"
