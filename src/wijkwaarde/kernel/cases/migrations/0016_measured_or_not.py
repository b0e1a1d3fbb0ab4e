"""A case knows whether it is measured, and until when what was measured is not used any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns; consents fill them in."""

    dependencies = [("cases", "0015_shared_at_a_glance")]
    operations = [
        migrations.AddField("case", "unmeasured_on", models.DateField(null=True)),
        migrations.AddField("case", "forgotten_on", models.DateField(null=True)),
    ]
