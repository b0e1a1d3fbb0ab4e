"""ActivityVersion: how a partnership answers article 30 for one activity, from a day on; a change is a new version."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.activities.terms import FIRST, LONGEST_KEY, LONGEST_NAME, LONGEST_TEXT
from wijkwaarde.kernel.parties.models import Partnership

CHECKED = models.Q(checked_on__isnull=True, checked_by="") | (
    models.Q(checked_on__isnull=False) & ~models.Q(checked_by="")
)


class ActivityVersion(models.Model):
    """One version of one activity of the register, kept as it was: who wrote it (None: it came with the product), when and why.

    `law` is a key of the grounds in the law; `checked_by` and `checked_on`: who confirmed this version for the partnership.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    number = models.PositiveIntegerField()
    since = models.DateField()
    controller = models.CharField(max_length=LONGEST_TEXT)
    law = models.CharField(max_length=LONGEST_KEY, blank=True)
    ground = models.CharField(max_length=LONGEST_TEXT)
    exception = models.CharField(max_length=LONGEST_TEXT)
    receives = models.CharField(max_length=LONGEST_TEXT)
    term = models.CharField(max_length=LONGEST_TEXT)
    source = models.CharField(max_length=LONGEST_TEXT)
    checked_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    checked_on = models.DateField(null=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=LONGEST_TEXT, blank=True)
    request_key = models.UUIDField(null=True)

    class Meta:
        """Numbered from one, once per form; whoever changes something says why; nothing half confirmed."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "key", "number"), name="activities_version_once"),
            models.UniqueConstraint(fields=("partnership", "request_key"), name="activities_version_request"),
            models.CheckConstraint(condition=CHECKED, name="activities_version_checked"),
            models.CheckConstraint(
                condition=models.Q(number=FIRST, written_by__isnull=True)
                | (models.Q(number__gt=FIRST, written_by__isnull=False) & ~models.Q(why="")),
                name="activities_version_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(controller="") & ~models.Q(ground="") & ~models.Q(term="") & ~models.Q(source=""),
                name="activities_version_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.number}"
