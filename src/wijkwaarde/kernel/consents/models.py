"""On which ground a partnership works, what was said yes or no to, and who may be told what; the help itself is the plan's."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from wijkwaarde.kernel.accounts.models import period
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.consents.terms import (
    LONGEST_ABOUT,
    LONGEST_LAW,
    LONGEST_NAME,
    LONGEST_SLUG,
    LONGEST_SOURCE,
    How,
    LegalGround,
    Subject,
)
from wijkwaarde.kernel.parties.models import Organisation, Partnership

# Exactly one of a participant, an organisation of the partnership, and a name of somebody else.
TO_ONE = (
    models.Q(participant__isnull=False, organisation__isnull=True, name="")
    | models.Q(participant__isnull=True, organisation__isnull=False, name="")
    | (models.Q(participant__isnull=True, organisation__isnull=True) & ~models.Q(name=""))
)
OF_A_RELEASE = models.Q(subject=Subject.SECRECY.value, release__isnull=False) | (
    ~models.Q(subject=Subject.SECRECY.value) & models.Q(release__isnull=True)
)


class WorkingGround(models.Model):
    """On which legal ground a partnership keeps data about residents, by which law, from a day until another."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="working_grounds")
    ground = models.CharField(max_length=LONGEST_SLUG)
    law = models.CharField(max_length=LONGEST_LAW)
    source = models.CharField(max_length=LONGEST_SOURCE)
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """One at a time, with a source."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground__in=[one.value for one in LegalGround]), name="consents_ground_known"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="consents_ground_source"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="consents_ground_period",
            ),
            ExclusionConstraint(
                name="consents_ground_one",
                expressions=[("partnership", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"working ground {self.pk}"


class SecrecyRelease(models.Model):
    """To whom professionals with a duty of secrecy may tell something, about what, and until which day; it never changes.

    Whether it holds is what was said last about it (`Consent`).
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="secrecy_releases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="secrecy_releases")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="secrecy_releases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="secrecy_releases")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    about = models.CharField(max_length=LONGEST_ABOUT)
    begin = models.DateField()
    until = models.DateField()

    class Meta:
        """To exactly one, about something, for a while."""

        constraints = (
            models.CheckConstraint(condition=TO_ONE, name="consents_release_to_one"),
            models.CheckConstraint(condition=~models.Q(about=""), name="consents_release_about"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("begin")), name="consents_release_period"),
        )

    def __str__(self) -> str:
        return f"secrecy release {self.pk}"


class Consent(models.Model):
    """One time that somebody said yes or no, or took that back (`says_yes` is None); the last one counts, all of them stay.

    `on`: since when it holds here; `said_on`: when it was said, which is earlier where a member wrote it down later.
    `giver` is whose word it is: the resident, or who represents them; `written_by` who put it here, the same person unless
    a member heard it or has it on paper. `together`: a child from twelve and a parent both said so. `kept_before`: with a
    no to measuring, whether what was measured before stays; `marks_gone` are the ids of the marks that went with it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="consents")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    subject = models.CharField(max_length=LONGEST_SLUG)
    release = models.ForeignKey(SecrecyRelease, on_delete=models.PROTECT, null=True, related_name="consents")
    says_yes = models.BooleanField(null=True)
    on = models.DateField()
    said_on = models.DateField()
    how = models.CharField(max_length=LONGEST_SLUG)
    giver = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents_given")
    written_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents_written")
    together = models.BooleanField(default=False)
    kept_before = models.BooleanField(default=True)
    marks_gone = ArrayField(models.BigIntegerField(), default=list)
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent; on the site everybody writes their own word, and nobody writes it on paper for themselves."""

        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="consents_consent_request"),
            models.CheckConstraint(
                condition=models.Q(subject__in=[one.value for one in Subject]), name="consents_consent_subject"
            ),
            models.CheckConstraint(condition=models.Q(how__in=[one.value for one in How]), name="consents_consent_how"),
            models.CheckConstraint(condition=models.Q(said_on__lte=models.F("on")), name="consents_consent_said"),
            models.CheckConstraint(condition=OF_A_RELEASE, name="consents_consent_release"),
            models.CheckConstraint(
                condition=~models.Q(how=How.SELF.value) ^ models.Q(giver=models.F("written_by")),
                name="consents_consent_own_word",
            ),
        )

    def __str__(self) -> str:
        return f"consent {self.pk}"
