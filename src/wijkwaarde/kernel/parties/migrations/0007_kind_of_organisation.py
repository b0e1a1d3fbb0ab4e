"""What an organisation does: some kinds never read how likely a risk was held."""

from django.db import migrations, models

KINDS = ["care", "welfare", "town", "landlord", "benefits", "justice", "youth-protection", "other"]


class Migration(migrations.Migration):
    """A column; what was there is of no special kind until somebody says so."""

    dependencies = [("parties", "0006_restricted")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name="kind",
            field=models.CharField(db_default="other", default="other", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="parties_organisation_kind"
            ),
        ),
    ]
