"""Whose fixed contact somebody is, is found without everybody's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index only."""

    dependencies = [("cases", "0012_covers_isolation")]
    operations = [
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("part", "contact")), fields=["membership"], name="cases_participant_calls"
            ),
        ),
    ]
