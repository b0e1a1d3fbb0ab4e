"""Today's notes, and those whose next time has come, are found among all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes."""

    dependencies = [("cases", "0006_front_door_isolation")]
    operations = [
        migrations.AddIndex(
            model_name="contactnote",
            index=models.Index(fields=["on"], name="cases_note_on"),
        ),
        migrations.AddIndex(
            model_name="contactnote",
            index=models.Index(
                condition=models.Q(("next_on__isnull", False), ("taken_back", False)),
                fields=["next_on"],
                name="cases_note_next",
            ),
        ),
    ]
