"""Case, Participant, Share and ContactNote: a question in somebody's own words, and who takes part in it."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from wijkwaarde.kernel.accounts.models import Membership, period
from wijkwaarde.kernel.cases.terms import (
    LONGEST_BOX,
    LONGEST_SLUG,
    LONGEST_WORDS,
    Domain,
    Extent,
    Ground,
    Manner,
    Origin,
    Part,
)
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.parties.models import Partnership, Person

# Who writes for themselves needs nobody's yes; whoever writes for somebody else says who they are and when that yes was given.
ASKED_WITH_YES = models.Q(origin=Origin.RESIDENT.value, asked_by__isnull=True, agreed_on__isnull=True) | ~models.Q(
    origin=Origin.RESIDENT.value
) & models.Q(asked_by__isnull=False, agreed_on__isnull=False)
NOT_BEFORE_OPENED = (models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on"))) & (
    models.Q(came_back_on__isnull=True) | models.Q(came_back_on__gte=models.F("opened_on"))
)
# Whoever represents somebody says on which ground; where a document was seen, somebody saw it on a day.
GROUNDED = models.Q(part=Part.REPRESENTATIVE.value, person__isnull=False, ground__in=[one.value for one in Ground]) | (
    ~models.Q(part=Part.REPRESENTATIVE.value) & models.Q(ground="", document_on__isnull=True)
)
# A part is of something, and the rest is of nothing: whoever asks for all that is written never meets a part of it.
ABOUT = models.Q(domains__contained_by=[one.value for one in Domain]) & (
    models.Q(extent=Extent.SOME.value) & ~models.Q(domains=[])
    | ~models.Q(extent=Extent.SOME.value) & models.Q(domains=[])
)
NO_END_BEFORE_BEGIN = models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin"))


class Case(models.Model):
    """A question: the resident's words, what they want, can, need and fear, and by when the fixed contact calls.

    `key` stands in addresses; `version` counts changes of the texts; `request_key` makes a second click do nothing. Where
    somebody else brought it, `origin` says where it came in, and `asked_by` and `agreed_on` who heard the resident's yes, and when.
    `closed_on`: since when it is done; None while it runs. `came_back_on`: when the resident last came back after that.
    `plan_agreed_on`: the day of the first agreed plan, from which marks are counted; None as long as there is none.
    `end_proposed_on`: since when somebody asks whether it is done; None when nobody does. `unmeasured_on`: since when the
    resident says no to measuring and analysis; `forgotten_on`: until which day what was measured is not used any more.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="cases")
    key = models.UUIDField(default=uuid4, unique=True)
    resident = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    words = models.CharField(max_length=LONGEST_WORDS)
    wants = models.CharField(max_length=LONGEST_BOX, blank=True)
    cans = models.CharField(max_length=LONGEST_BOX, blank=True)
    needs = models.CharField(max_length=LONGEST_BOX, blank=True)
    feared = models.CharField(max_length=LONGEST_BOX, blank=True, default="", db_default="")
    opened_on = models.DateField()
    call_before = models.DateField()
    origin = models.CharField(max_length=LONGEST_SLUG, default=Origin.RESIDENT.value, db_default=Origin.RESIDENT.value)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="cases_asked")
    agreed_on = models.DateField(null=True)
    plan_agreed_on = models.DateField(null=True)
    end_proposed_on = models.DateField(null=True)
    unmeasured_on = models.DateField(null=True)
    forgotten_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    came_back_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent."""

        constraints = (
            models.UniqueConstraint(fields=("resident", "request_key"), name="cases_case_request"),
            models.UniqueConstraint(fields=("asked_by", "request_key"), name="cases_case_asked"),
            models.CheckConstraint(condition=~models.Q(words=""), name="cases_case_words"),
            models.CheckConstraint(
                condition=models.Q(origin__in=[origin.value for origin in Origin]), name="cases_case_origin"
            ),
            models.CheckConstraint(condition=ASKED_WITH_YES, name="cases_case_yes"),
            models.CheckConstraint(condition=NOT_BEFORE_OPENED, name="cases_case_closed"),
        )

    def __str__(self) -> str:
        return f"case {self.pk}"


class Participant(models.Model):
    """Somebody who takes part in a case from a day until another: a person, or a membership of an organisation.

    `told_at`: when a member got the mail that somebody counts on them; `tries` and `tried_at` count the mails that failed.
    `waits_after` is the id of the last note when the resident came back (0: they never did): what was noted until then was
    another time, so the resident waits for this participant's call again. It is no key: a note may go away.
    `ground`: why a person represents the resident; `document_on` and `seen_by`: when a member saw it on paper, and who.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="participants")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="participations")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="participations")
    part = models.CharField(max_length=LONGEST_SLUG)
    begin = models.DateField()
    until = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    tried_at = models.DateTimeField(null=True)
    waits_after = models.BigIntegerField(default=0, db_default=0)
    ground = models.CharField(max_length=LONGEST_SLUG, blank=True, default="", db_default="")
    document_on = models.DateField(null=True)
    seen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Exactly one of person and membership; once at a time; one fixed contact at a time; a ground to represent.

        Whose fixed contact a member is, every list of theirs asks.
        """

        indexes = (
            models.Index(
                fields=("membership",), condition=models.Q(part=Part.CONTACT.value), name="cases_participant_calls"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(membership__isnull=True),
                name="cases_participant_one",
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=[part.value for part in Part]), name="cases_participant_part"
            ),
            models.CheckConstraint(condition=NO_END_BEFORE_BEGIN, name="cases_participant_period"),
            models.CheckConstraint(condition=GROUNDED, name="cases_participant_ground"),
            models.CheckConstraint(
                condition=models.Q(document_on__isnull=True) ^ models.Q(seen_by__isnull=False),
                name="cases_participant_document",
            ),
            ExclusionConstraint(
                name="cases_participant_person",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="cases_participant_once",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="cases_participant_contact",
                expressions=[("case", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                condition=models.Q(part=Part.CONTACT.value),
            ),
        )

    def __str__(self) -> str:
        return f"participant {self.pk}"


class CaseCover(models.Model):
    """What is different in one case about a cover: it holds here alone, or it does not here, because the resident said no."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="case_covers")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_covers")
    cover = models.ForeignKey(Cover, on_delete=models.PROTECT, related_name="case_covers")
    holds = models.BooleanField()
    on = models.DateField()

    class Meta:
        """One word per case and cover: the last."""

        constraints = (models.UniqueConstraint(fields=("case", "cover"), name="cases_case_cover_one"),)

    def __str__(self) -> str:
        return f"case cover {self.pk}"


class Share(models.Model):
    """What a participant may see of a case, from a day until another; `domains`: of which agreements, where it is a part."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="shares")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="shares", db_index=False)
    extent = models.CharField(max_length=LONGEST_SLUG)
    domains = ArrayField(models.CharField(max_length=LONGEST_SLUG), default=list, db_default=[])
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """One extent at a time; whether something is shared is read from the index alone, in every list of everybody."""

        indexes = (
            models.Index(
                fields=("participant",), include=("partnership", "begin", "until", "extent"), name="cases_share_of"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(extent__in=[extent.value for extent in Extent]), name="cases_share_extent"
            ),
            models.CheckConstraint(condition=ABOUT, name="cases_share_about"),
            models.CheckConstraint(condition=NO_END_BEFORE_BEGIN, name="cases_share_period"),
            ExclusionConstraint(
                name="cases_share_one",
                expressions=[("participant", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"share {self.pk}"


class ContactNote(models.Model):
    """That somebody spoke with the resident, or tried, on which day and how, and when they promised to come back; no text.

    `taken_back`: it was a slip; the row stays, so that the same tap does not bring it back. `stand_in`: the colleague who
    spoke in the place of the participant; None where it was they themselves.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="contact_notes")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contact_notes")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="contact_notes")
    stand_in = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    manner = models.CharField(max_length=LONGEST_SLUG)
    next_on = models.DateField(null=True)
    taken_back = models.BooleanField(db_default=False, default=False)
    request_key = models.UUIDField()

    class Meta:
        """One row per tap; a next time comes after it; today's and those with a next time are found among all."""

        indexes = (
            models.Index(fields=("on",), name="cases_note_on"),
            models.Index(
                fields=("next_on",),
                condition=models.Q(next_on__isnull=False, taken_back=False),
                name="cases_note_next",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="cases_contact_note_request"),
            models.CheckConstraint(
                condition=models.Q(manner__in=[manner.value for manner in Manner]), name="cases_contact_note_manner"
            ),
            models.CheckConstraint(
                condition=models.Q(next_on__isnull=True) | models.Q(next_on__gt=models.F("on")),
                name="cases_contact_note_next",
            ),
        )

    def __str__(self) -> str:
        return f"contact note {self.pk}"
