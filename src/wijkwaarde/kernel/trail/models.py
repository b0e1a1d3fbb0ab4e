"""Lines of the trail and their seals: plain ids and no foreign keys, so that every noun can be written about."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from wijkwaarde.kernel.access import Act, Purpose
from wijkwaarde.kernel.trail.terms import FORM, LONGEST_WORD, TRACE_LENGTH


class Line(models.Model):
    """Who did what with data about whom, and why. It holds no names and no content, and is only ever added."""

    at = models.DateTimeField(db_default=Now())
    partnership_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    command = models.CharField(max_length=LONGEST_WORD, blank=True)
    act = models.CharField(max_length=LONGEST_WORD)
    kind = models.CharField(max_length=LONGEST_WORD)
    object_id = models.BigIntegerField(null=True)
    subject_ids = ArrayField(models.BigIntegerField(), default=list)
    purpose = models.CharField(max_length=LONGEST_WORD)
    trace_id = models.CharField(max_length=TRACE_LENGTH)

    class Meta:
        """Looked up by the people it is about."""

        indexes = (
            GinIndex(fields=("subject_ids",), name="trail_line_subjects"),
            models.Index(fields=("partnership_id", "at"), name="trail_line_at"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(act__in=[act.value for act in Act]), name="trail_line_act"),
            models.CheckConstraint(
                condition=models.Q(purpose__in=[purpose.value for purpose in Purpose]), name="trail_line_purpose"
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.kind} {self.object_id}"


class Seal(models.Model):
    """The place of one line in its chain, and a hash over that line and the seal before; the database writes it at commit.

    `partnership_id` is 0 for the chain of lines without a partnership. No key to the line: one that is gone must show.
    """

    line_id = models.BigIntegerField(primary_key=True)
    partnership_id = models.BigIntegerField()
    sequence = models.BigIntegerField()
    form = models.SmallIntegerField(db_default=FORM)
    hash = models.BinaryField()

    class Meta:
        """One seal for each place in a chain."""

        constraints = (models.UniqueConstraint(fields=("partnership_id", "sequence"), name="trail_seal_place"),)

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.sequence}"
