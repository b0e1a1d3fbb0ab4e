"""What somebody fears when nothing changes, in their own words, beside what they want, can and need."""

from django.db import migrations, models

from wijkwaarde.kernel.cases.terms import LONGEST_BOX


class Migration(migrations.Migration):
    """One text, empty where nobody said it."""

    dependencies = [("cases", "0007_notes_of_today")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="feared",
            field=models.CharField(blank=True, db_default="", default="", max_length=LONGEST_BOX),
        ),
    ]
