"""Photo: a picture of the paper of a table, without anything that the telephone wrote into it."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.parties.models import Partnership
from wijkwaarde.kernel.photos.terms import LONGEST_SIDE
from wijkwaarde.kernel.round_tables.models import RoundTable


class Photo(models.Model):
    """A photo of the paper: of which case, maybe of which table, who added it on which day, and the picture as JPEG."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="photos")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="photos")
    round_table = models.ForeignKey(RoundTable, on_delete=models.PROTECT, null=True, related_name="photos")
    added_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="photos")
    added_on = models.DateField()
    image = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    request_key = models.UUIDField()

    class Meta:
        """One row per form that was sent, of a size that a page can show."""

        constraints = (
            models.UniqueConstraint(fields=("added_by", "request_key"), name="photos_photo_request"),
            models.CheckConstraint(
                condition=models.Q(width__range=(1, LONGEST_SIDE), height__range=(1, LONGEST_SIDE)),
                name="photos_photo_size",
            ),
        )

    def __str__(self) -> str:
        return f"photo {self.pk}"
