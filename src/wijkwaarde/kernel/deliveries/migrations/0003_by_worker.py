"""A large file is booked and taken back by the worker, for who asked it."""

from django.db import migrations, models

from wijkwaarde.kernel.isolation import may_change

ASKED = ("back_asked_at", "back_user_id", "back_membership_id")


class Migration(migrations.Migration):
    """Since when somebody waits for it, who that is, and what the worker answered."""

    dependencies = [("deliveries", "0002_isolation")]

    operations = [
        migrations.AddField("deliveryfile", "back_asked_at", models.DateTimeField(null=True)),
        migrations.AddField("deliveryfile", "back_user_id", models.BigIntegerField(null=True)),
        migrations.AddField("deliveryfile", "back_membership_id", models.BigIntegerField(null=True)),
        migrations.AddField("waitingfile", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField("waitingfile", "user_id", models.BigIntegerField(null=True)),
        migrations.AddField("waitingfile", "membership_id", models.BigIntegerField(null=True)),
        migrations.AddField("waitingfile", "refused", models.TextField(blank=True, db_default="", default="")),
        may_change("deliveries_deliveryfile", columns=ASKED),
    ]
