"""Capacity: what a professional said on a day about their room for somebody new; nothing about any resident."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.parties.models import Partnership


class Capacity(models.Model):
    """Whether a professional has room, and on which day they said so; the last word takes the place of the one before."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="capacities")
    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="capacity")
    has_room = models.BooleanField()
    on = models.DateField()

    def __str__(self) -> str:
        return f"capacity {self.pk}"
