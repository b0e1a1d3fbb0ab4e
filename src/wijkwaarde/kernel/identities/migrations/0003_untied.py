"""Who somebody is elsewhere has an end: the row stays, and the site may write that it ended and nothing else of it."""

from django.db import migrations, models

from wijkwaarde.kernel.isolation import may_change

NOW = models.Q(("ended_at__isnull", True))


class Migration(migrations.Migration):
    """A subject is one user as long as it is tied; the columns that the site may change are named."""

    dependencies = [("identities", "0002_only_added")]
    operations = [
        migrations.AddField("identity", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("identity", "ties_anew", models.BooleanField(default=False, db_default=False)),
        migrations.RemoveConstraint("identity", "identities_subject"),
        migrations.RemoveConstraint("identity", "identities_once"),
        migrations.AddConstraint(
            "identity",
            models.UniqueConstraint(fields=("issuer", "subject"), name="identities_subject", condition=NOW),
        ),
        migrations.AddConstraint(
            "identity", models.UniqueConstraint(fields=("user", "issuer"), name="identities_once", condition=NOW)
        ),
        migrations.AddConstraint(
            "identity",
            models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", False), ("ties_anew", False), _connector="OR"),
                name="identities_anew_when_ended",
            ),
        ),
        may_change("identities_identity", columns=("ended_at", "ties_anew")),
    ]
