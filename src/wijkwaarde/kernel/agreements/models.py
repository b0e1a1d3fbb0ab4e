"""An agreement with its versions, parties and signatures, and the years that were settled by it; the money is in the ledger."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.agreements.terms import (
    LONGEST_CODE,
    LONGEST_FINGERPRINT,
    LONGEST_NAME,
    LONGEST_SLUG,
    LONGEST_TITLE,
    LONGEST_WORDS,
    AgreementKind,
)
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.ledger.models import Booking
from wijkwaarde.kernel.parties.models import Organisation, Partnership

YEARS = models.Func(models.F("first_year"), models.F("year"), models.Value("[]"), function="int4range")
RUNS = models.Q(until__isnull=True) | models.Q(until__gt=models.F("begin"))


class Agreement(models.Model):
    """Something that parties agree; its text is its newest version. `withdrawn_on`: it was let go before it settled a year."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=LONGEST_SLUG)
    withdrawn_on = models.DateField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """A kind there is, once per form."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="agreements_request"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in AgreementKind]), name="agreements_kind"
            ),
        )

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class AgreementVersion(models.Model):
    """The text of an agreement as it was written on a day; a change is a new one, which every party signs again.

    `terms` is what was agreed as plain data, and `fingerprint` that of everything a party signs: title, days, terms, parties.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    begin = models.DateField()
    until = models.DateField(null=True)
    terms = models.JSONField()
    why = models.CharField(max_length=LONGEST_WORDS, blank=True)
    fingerprint = models.CharField(max_length=LONGEST_FINGERPRINT)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField()

    class Meta:
        """A number once per agreement, once per form; an end after its begin."""

        constraints = (
            models.UniqueConstraint(fields=("agreement", "number"), name="agreements_version_once"),
            models.UniqueConstraint(fields=("partnership", "request_key"), name="agreements_version_request"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="agreements_version_number"),
            models.CheckConstraint(condition=RUNS, name="agreements_version_period"),
        )

    def __str__(self) -> str:
        return f"agreement version {self.pk}"


class AgreementParty(models.Model):
    """Who signs a version: an organisation, or the residents (whom an organisation of theirs may speak for).

    `code` stands for the party in the terms, in the order of the text; `left_on` is the first day it takes part no more.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="parties")
    code = models.CharField(max_length=LONGEST_CODE)
    is_residents = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    left_on = models.DateField(null=True)

    class Meta:
        """A code and an organisation once per version; the residents once; who is not the residents is an organisation."""

        constraints = (
            models.UniqueConstraint(fields=("version", "code"), name="agreements_party_code"),
            models.UniqueConstraint(fields=("version", "organisation"), name="agreements_party_once"),
            models.UniqueConstraint(
                fields=("version",), condition=models.Q(is_residents=True), name="agreements_party_residents"
            ),
            models.CheckConstraint(
                condition=models.Q(is_residents=True) | models.Q(organisation__isnull=False),
                name="agreements_party_is_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"agreement party {self.pk}"


class Signature(models.Model):
    """A party said yes to a version on a day, by one of its members; for the residents also by the document of a meeting.

    It never changes; `withdrawn_on` is when it was taken back, on the day itself.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(AgreementParty, on_delete=models.PROTECT, related_name="signatures")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    fingerprint = models.CharField(max_length=LONGEST_FINGERPRINT)
    document = models.CharField(max_length=LONGEST_NAME, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        """One that counts per party; taken back on its own day."""

        constraints = (
            models.UniqueConstraint(
                fields=("party",), condition=models.Q(withdrawn_on__isnull=True), name="agreements_signed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on=models.F("on")),
                name="agreements_signature_taken_back",
            ),
        )

    def __str__(self) -> str:
        return f"signature {self.pk}"


class SettledYear(models.Model):
    """What a version of an agreement gave for a year, or for years shared as one, from which figures; `undone_on` undoes it.

    `year` is the last of them. `turn` is 0 for provisional, 1 for definitive, and higher for what corrects it, with
    `why`; the highest that was not undone counts. `figures` are the inputs as they were, `unshared` what stayed where it
    was by reason; `booking` is its place in the ledger, empty where nothing was to be booked.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="settled_years")
    budget = models.ForeignKey(AreaBudget, on_delete=models.PROTECT, related_name="+")
    first_year = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField()
    is_definitive = models.BooleanField()
    why = models.CharField(max_length=LONGEST_WORDS, blank=True)
    figures = models.JSONField()
    result = models.BigIntegerField()
    unshared = models.JSONField()
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField()
    undone_on = models.DateField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """A year once per turn, but for what was undone; a correction says why; once per form."""

        constraints = (
            ExclusionConstraint(
                name="agreements_settled_one",
                expressions=[
                    ("partnership", RangeOperators.EQUAL),
                    ("turn", RangeOperators.EQUAL),
                    (YEARS, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(undone_on__isnull=True),
            ),
            models.UniqueConstraint(fields=("partnership", "request_key"), name="agreements_settled_request"),
            models.CheckConstraint(
                condition=models.Q(first_year__lte=models.F("year")), name="agreements_settled_years"
            ),
            models.CheckConstraint(
                condition=models.Q(is_definitive=False, turn=0) | models.Q(is_definitive=True, turn__gte=1),
                name="agreements_settled_turn",
            ),
            models.CheckConstraint(
                condition=models.Q(turn__lte=1) | ~models.Q(why=""), name="agreements_corrected_why"
            ),
        )

    def __str__(self) -> str:
        return f"settled year {self.pk}"


class PartyShare(models.Model):
    """What a settled year gives a party in cents, above 0 gets and below 0 pays, and by which road it travels.

    `booked` is what this settlement moved: with an earlier provisional one, the difference.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    settled = models.ForeignKey(SettledYear, on_delete=models.PROTECT, related_name="shares")
    party = models.ForeignKey(AgreementParty, on_delete=models.PROTECT, related_name="+")
    cents = models.BigIntegerField()
    booked = models.BigIntegerField()
    road = models.CharField(max_length=LONGEST_SLUG)

    class Meta:
        """A party once per settled year."""

        constraints = (models.UniqueConstraint(fields=("settled", "party"), name="agreements_share_once"),)

    def __str__(self) -> str:
        return f"party share {self.pk}"


class ShareAccount(models.Model):
    """What a party says its share of a year went to, and what the neighbourhood noticed of it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    share = models.OneToOneField(PartyShare, on_delete=models.PROTECT, related_name="account")
    spent_on = models.CharField(max_length=LONGEST_WORDS)
    noticed = models.CharField(max_length=LONGEST_WORDS)
    told_on = models.DateField()
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Both are said."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(spent_on="") & ~models.Q(noticed=""), name="agreements_account_said"
            ),
        )

    def __str__(self) -> str:
        return f"share account {self.pk}"
