"""Reminder: that somebody is written to about a mark that was not given yet; what the mail says is nothing."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.measurements.terms import LONGEST_SLUG, Moment
from wijkwaarde.kernel.parties.models import Partnership, Person
from wijkwaarde.kernel.reminders.terms import MOST_PER_MOMENT


class Reminder(models.Model):
    """The first or second mail to one person about one moment; `tries` and `tried_at` count the mails that failed."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reminders")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reminders")
    moment = models.CharField(max_length=LONGEST_SLUG)
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        """Each once, and no third."""

        constraints = (
            models.UniqueConstraint(fields=("case", "person", "moment", "number"), name="reminders_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=MOST_PER_MOMENT), name="reminders_number"
            ),
            models.CheckConstraint(
                condition=models.Q(moment__in=[one.value for one in Moment]), name="reminders_moment"
            ),
        )

    def __str__(self) -> str:
        return f"reminder {self.pk}"
