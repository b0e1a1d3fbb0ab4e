"""Ending, PilotLight and LetGo: that people are done, who keeps an eye after that, and whose part ended with it."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.endings.terms import (
    LONGEST_BACK,
    LONGEST_LIGHT,
    LONGEST_NAME,
    LONGEST_SLUG,
    LONGEST_TAKEAWAY,
    Decided,
    Often,
)
from wijkwaarde.kernel.parties.models import Partnership

PROPOSED = models.Q(closed_on__isnull=True, taken_back_on__isnull=True)
HOLDS = models.Q(closed_on__isnull=False, taken_back_on__isnull=True, reopened_on__isnull=True)
# What is only proposed nobody said; what is closed somebody did, alone or together on a day that was heard by somebody.
SAID = (
    models.Q(closed_on__isnull=True, said_by__isnull=True, decided="", decided_on__isnull=True, heard_by="")
    | models.Q(closed_on__isnull=False, said_by__isnull=False, decided=Decided.RESIDENT.value, heard_by="")
    | models.Q(closed_on__isnull=False, said_by__isnull=False, decided=Decided.TOGETHER.value) & ~models.Q(heard_by="")
)
DECIDED_BEFORE = models.Q(decided_on__isnull=True) | models.Q(decided_on__lte=models.F("closed_on"))
BACK_AFTER = models.Q(reopened_on__isnull=True) | models.Q(reopened_on__gte=models.F("closed_on"))


class Ending(models.Model):
    """That somebody proposes to be done, and from `closed_on` that they are; every time is a row, and rows stay.

    `said_by` says who closed it and `decided` how; of what was decided together, `decided_on` and `heard_by` tell when and
    with whom. `taken_back_on`: the proposal or the closing was taken away. `reopened_on`: the resident came back, with or
    without `back_words`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="endings")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    proposed_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="endings_proposed")
    proposed_on = models.DateField()
    takeaway = models.CharField(max_length=LONGEST_TAKEAWAY, blank=True)
    closed_on = models.DateField(null=True)
    said_by = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="endings_said")
    decided = models.CharField(max_length=LONGEST_SLUG, blank=True)
    decided_on = models.DateField(null=True)
    heard_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    taken_back_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    back_words = models.CharField(max_length=LONGEST_BACK, blank=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField()

    class Meta:
        """One proposal and one ending that holds at a time; the parts of a row fit together."""

        constraints = (
            models.UniqueConstraint(fields=("case", "request_key"), name="endings_request"),
            models.UniqueConstraint(fields=("case",), condition=PROPOSED, name="endings_one_proposal"),
            models.UniqueConstraint(fields=("case",), condition=HOLDS, name="endings_one_holds"),
            models.CheckConstraint(condition=SAID, name="endings_said"),
            models.CheckConstraint(condition=DECIDED_BEFORE, name="endings_decided_before"),
            models.CheckConstraint(condition=BACK_AFTER, name="endings_back_after"),
        )

    def __str__(self) -> str:
        return f"ending {self.pk}"


class PilotLight(models.Model):
    """Who keeps an eye after an ending: somebody who takes part, or only a name; how often, and until which day.

    `since` is empty as long as it is proposed; `ended_on` when it stopped before its last day.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="pilot_lights")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_index=False, related_name="pilot_lights")
    ending = models.OneToOneField(Ending, on_delete=models.PROTECT, related_name="light")
    keeper = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="pilot_lights")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    often = models.CharField(max_length=LONGEST_SLUG)
    since = models.DateField(null=True)
    until = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        """One keeper, a known band, at most two years; those that burn are found among all."""

        indexes = (
            models.Index(
                fields=("case",),
                condition=models.Q(ended_on__isnull=True, since__isnull=False),
                name="endings_light_burns",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(keeper__isnull=True) ^ models.Q(name=""), name="endings_light_who"
            ),
            models.CheckConstraint(
                condition=models.Q(often__in=[often.value for often in Often]), name="endings_light_often"
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__gt=models.F("since"), until__lte=models.F("since") + LONGEST_LIGHT),
                name="endings_light_period",
            ),
        )

    def __str__(self) -> str:
        return f"pilot light {self.pk}"


class LetGo(models.Model):
    """That somebody's part and what was shared with them ended because people were done: an undo gives back just these."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="let_go")
    ending = models.ForeignKey(Ending, on_delete=models.PROTECT, related_name="let_go")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="let_go")
    share = models.ForeignKey(Share, on_delete=models.PROTECT, null=True, related_name="let_go")

    class Meta:
        """Everybody once."""

        constraints = (models.UniqueConstraint(fields=("ending", "participant"), name="endings_let_go_once"),)

    def __str__(self) -> str:
        return f"let go {self.pk}"
