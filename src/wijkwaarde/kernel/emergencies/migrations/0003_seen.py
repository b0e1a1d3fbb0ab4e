"""Since when a fixed contact knows of emergency access."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The moment."""

    dependencies = [("emergencies", "0002_isolation")]
    operations = [
        migrations.AddField(model_name="emergencynotice", name="seen_at", field=models.DateTimeField(null=True)),
    ]
