"""Identity: under which subject one provider of log-ins knows a user, from a moment until another; it says nothing of what they may do here."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.kernel.identities.terms import LONGEST_ISSUER, LONGEST_SUBJECT


class Identity(models.Model):
    """A user at one provider (issuer), by the name that never changes there (subject), as long as it is tied.

    `ties_anew`: it was ended by who looks after the site, and the next log-in there with the same address ties again.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=LONGEST_ISSUER)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ties_anew = models.BooleanField(default=False, db_default=False)

    class Meta:
        """A subject is one user, and a user has one subject at a provider: whose address moved on opens nothing."""

        constraints = (
            models.UniqueConstraint(
                fields=("issuer", "subject"), name="identities_subject", condition=models.Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(
                fields=("user", "issuer"), name="identities_once", condition=models.Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(condition=~models.Q(issuer="") & ~models.Q(subject=""), name="identities_filled"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=False) | models.Q(ties_anew=False),
                name="identities_anew_when_ended",
            ),
        )

    def __str__(self) -> str:
        return f"identity {self.pk}"
