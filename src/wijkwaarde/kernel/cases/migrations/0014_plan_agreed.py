"""A case knows since when there is an agreed plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column; plans fill it in."""

    dependencies = [("cases", "0013_whose_contact")]
    operations = [migrations.AddField("case", "plan_agreed_on", models.DateField(null=True))]
