"""That somebody asks whether it is done stands on the row that every page of the case reads anyway."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("cases", "0009_closed")]
    operations = [
        migrations.AddField(model_name="case", name="end_proposed_on", field=models.DateField(null=True)),
    ]
