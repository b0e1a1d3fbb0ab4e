"""PrivacyRequest and Complaints: what a resident asks about their data, and to whom they turn who disagree."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.parties.models import Partnership, Person
from wijkwaarde.kernel.privacy_requests.terms import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_SLUG,
    LONGEST_WHERE,
    LONGEST_WORDS,
    MOST_WEEKS,
    WEEKS_TO_OBJECT,
    Outcome,
    RequestKind,
)

ANSWERED = models.Q(outcome="", answered_on__isnull=True, answered_by__isnull=True) | (
    ~models.Q(outcome="") & models.Q(answered_on__isnull=False, answered_by__isnull=False)
)
# Who says no says why, until the words themselves were erased.
NO_WITH_REASON = (
    models.Q(outcome__in=["", Outcome.GRANTED.value]) | ~models.Q(answer="") | models.Q(blanked_on__isnull=False)
)
ABOUT_LOOK = models.Q(kind=RequestKind.LOOK.value, about_line__isnull=False) | (
    ~models.Q(kind=RequestKind.LOOK.value) & models.Q(about_line__isnull=True)
)


class PrivacyRequest(models.Model):
    """What a resident asks about their data, by when they hear, and the answer of the privacy contact.

    `asked_by`: who represents the resident, where they asked. `about_line` is the id of a line of the trail, and no key.
    `extended_on`: since when the answer may come later, once. `done_on`: when what was granted was carried out, and
    `lifted_on` when a restriction ended. `withdrawn_on`: the resident wants it no more. `blanked_on`: its words were erased.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="privacy_requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="privacy_requests")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="privacy_requests_asked")
    kind = models.CharField(max_length=LONGEST_SLUG)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    about_line = models.BigIntegerField(null=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    extended_on = models.DateField(null=True)
    extended_because = models.CharField(max_length=LONGEST_REASON, blank=True)
    outcome = models.CharField(max_length=LONGEST_SLUG, blank=True)
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="privacy_answers")
    done_on = models.DateField(null=True)
    lifted_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    blanked_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent; an answer has a day, a name and, where it is a no, a reason."""

        indexes = (
            models.Index(
                fields=("partnership", "due_on"),
                condition=models.Q(outcome="", withdrawn_on__isnull=True),
                name="privacy_requests_open",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("person", "request_key"), name="privacy_requests_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[one.value for one in RequestKind])
                & models.Q(outcome__in=["", *(one.value for one in Outcome)]),
                name="privacy_requests_words",
            ),
            models.CheckConstraint(condition=ANSWERED, name="privacy_requests_answered"),
            models.CheckConstraint(condition=NO_WITH_REASON, name="privacy_requests_reason"),
            models.CheckConstraint(condition=ABOUT_LOOK, name="privacy_requests_about"),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("asked_on"))
                & (models.Q(lifted_on__isnull=True) | models.Q(lifted_on__gte=models.F("done_on"))),
                name="privacy_requests_days",
            ),
            models.CheckConstraint(
                condition=models.Q(extended_on__isnull=True)
                | ~models.Q(extended_because="")
                | models.Q(blanked_on__isnull=False),
                name="privacy_requests_extended",
            ),
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True)
                | models.Q(outcome__in=[Outcome.GRANTED.value, Outcome.PARTLY.value]),
                name="privacy_requests_done",
            ),
        )

    def __str__(self) -> str:
        return f"privacy request {self.pk}"


class Complaints(models.Model):
    """To whom a resident of a partnership turns who does not agree with an answer: the partnership itself, and its supervisor."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="complaints")
    objection_where = models.CharField(max_length=LONGEST_WHERE)
    weeks_to_object = models.PositiveSmallIntegerField(default=WEEKS_TO_OBJECT)
    supervisor = models.CharField(max_length=LONGEST_NAME)
    supervisor_where = models.CharField(max_length=LONGEST_WHERE)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """No empty place to turn to."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(objection_where="")
                & ~models.Q(supervisor="")
                & models.Q(weeks_to_object__gte=1, weeks_to_object__lte=MOST_WEEKS),
                name="privacy_requests_complaints",
            ),
        )

    def __str__(self) -> str:
        return f"complaints {self.pk}"
