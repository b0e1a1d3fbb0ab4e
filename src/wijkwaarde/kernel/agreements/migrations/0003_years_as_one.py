"""Years may be settled as one, and a definitive settlement may be corrected by a later turn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first of the years, the turn, and why it is corrected."""

    dependencies = [("agreements", "0002_isolation")]

    operations = [
        migrations.RemoveConstraint(model_name="settledyear", name="agreements_settled_once"),
        migrations.AddField(
            model_name="settledyear",
            name="first_year",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="settledyear",
            name="turn",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="settledyear",
            name="why",
            field=models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),
    ]
