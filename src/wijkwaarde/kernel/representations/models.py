"""EndNotice: that somebody is told that a role ends or changes by itself; the mail about it says nothing."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.parties.models import Partnership, Person
from wijkwaarde.kernel.representations.terms import LONGEST_SLUG, Change, Step

WHAT = ("participant", "cover", "membership")
TO = ("to_person", "to_membership")


def only(*names: str) -> models.Q:
    """The condition that exactly one of these keys is filled."""
    found = models.Q()
    for name in names:
        others = {f"{other}__isnull": other != name for other in names}
        found |= models.Q(**others)
    return found


class EndNotice(models.Model):
    """One notice to one person or member: what changes, on which day (`on`), and whether it is the one before or of the day.

    `holds`: it still ends on that day; what was prolonged or ended before is told to nobody any more. `done_on`: since when
    the fixed contact says that they spoke with those whom it is about. `tries` and `tried_at` count the mails that failed.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    change = models.CharField(max_length=LONGEST_SLUG)
    step = models.CharField(max_length=LONGEST_SLUG)
    on = models.DateField()
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="+")
    cover = models.ForeignKey(Cover, on_delete=models.PROTECT, null=True, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    to_membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_on = models.DateField()
    holds = models.BooleanField(default=True)
    done_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        """About one thing, to one of them, and each once: asked a hundred times, made by two workers, it is one row."""

        indexes = (models.Index(fields=("on",), name="representations_end_on"),)
        constraints = (
            models.CheckConstraint(condition=only(*WHAT), name="representations_end_what"),
            models.CheckConstraint(condition=only(*TO), name="representations_end_to"),
            models.CheckConstraint(
                condition=models.Q(change__in=[one.value for one in Change], step__in=[one.value for one in Step]),
                name="representations_end_words",
            ),
            models.UniqueConstraint(
                fields=("change", "step", "on", *WHAT, *TO), nulls_distinct=False, name="representations_end_once"
            ),
        )

    def __str__(self) -> str:
        return f"end notice {self.pk}"
