"""Rules of how long things are kept, what a partnership decided itself, what a case falls under, and what is gone."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.retention.terms import (
    LAWS,
    LONGEST_HOLD,
    LONGEST_REASON,
    LONGEST_SLUG,
    LONGEST_SOURCE,
    LONGEST_TABLE,
    Handling,
    RuleKey,
    Scope,
    Start,
)


class Rule(models.Model):
    """How long something is kept from which day on, with its source; the same for all, and read only.

    `since`: the law changes, so a rule is dated, and the latest holds. `age`: where the term starts on a birthday.
    `least_months` and `most_months`: between these a partnership decides itself; empty where a law does.
    """

    key = models.CharField(max_length=LONGEST_SLUG)
    scope = models.CharField(max_length=LONGEST_SLUG)
    since = models.DateField()
    start = models.CharField(max_length=LONGEST_SLUG)
    age = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField()
    least_months = models.PositiveSmallIntegerField(null=True)
    most_months = models.PositiveSmallIntegerField(null=True)
    handling = models.CharField(max_length=LONGEST_SLUG)
    source = models.CharField(max_length=LONGEST_SOURCE)

    class Meta:
        """One per key and day; every word is one there is."""

        constraints = (
            models.UniqueConstraint(fields=("key", "since"), name="retention_rule_once"),
            models.CheckConstraint(
                condition=models.Q(
                    key__in=[one.value for one in RuleKey],
                    scope__in=[one.value for one in Scope],
                    start__in=[one.value for one in Start],
                    handling__in=[one.value for one in Handling],
                )
                & ~models.Q(source=""),
                name="retention_rule_words",
            ),
            models.CheckConstraint(
                condition=models.Q(start=Start.AGE.value, age__isnull=False)
                | ~models.Q(start=Start.AGE.value) & models.Q(age__isnull=True),
                name="retention_rule_age",
            ),
        )

    def __str__(self) -> str:
        return self.key


class Decision(models.Model):
    """How many months a partnership decided to keep what no law says a term for, from which day on, and where that stands."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=LONGEST_SLUG)
    months = models.PositiveSmallIntegerField()
    since = models.DateField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent; what a partnership may decide about, with a source."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "request_key"), name="retention_decision_request"),
            models.CheckConstraint(
                condition=models.Q(rule=RuleKey.VOLUNTARY.value, months__gte=1) & ~models.Q(source=""),
                name="retention_decision_whole",
            ),
        )

    def __str__(self) -> str:
        return f"decision {self.pk}"


class CaseRule(models.Model):
    """That a case falls under a law with a term of its own; the longest of its terms counts, without one the short term."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=LONGEST_SLUG)
    since = models.DateField()
    chosen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Each law once."""

        constraints = (
            models.UniqueConstraint(fields=("case", "rule"), name="retention_case_rule_once"),
            models.CheckConstraint(
                condition=models.Q(rule__in=[one.value for one in LAWS]), name="retention_case_rule_law"
            ),
        )

    def __str__(self) -> str:
        return f"case rule {self.pk}"


class Hold(models.Model):
    """That a case stays for now, whatever its term: why, said by whom, and until which day; `ended_on` when it stopped before."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=LONGEST_REASON)
    begin = models.DateField()
    until = models.DateField()
    placed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    request_key = models.UUIDField()

    class Meta:
        """One row per form; a reason, and an end that is not far away."""

        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="retention_hold_request"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="retention_hold_reason"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("begin"), until__lte=models.F("begin") + LONGEST_HOLD),
                name="retention_hold_period",
            ),
        )

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Destruction(models.Model):
    """That rows went, and no more: of which table how many, by which rule, on which day; only the database writes it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=LONGEST_SLUG)
    on = models.DateField()
    table = models.CharField(max_length=LONGEST_TABLE)
    rows = models.PositiveIntegerField()

    class Meta:
        """One row per rule, day and table."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "rule", "on", "table"), name="retention_destruction_once"),
        )

    def __str__(self) -> str:
        return f"destruction {self.pk}"
