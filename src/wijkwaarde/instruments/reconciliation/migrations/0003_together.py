"""Explanations that were said in one go are known as such, so that they are withdrawn in one go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What explanations share that were said together."""

    dependencies = [("reconciliation", "0002_isolation")]
    operations = [migrations.AddField("explanation", "together", models.UUIDField(null=True))]
