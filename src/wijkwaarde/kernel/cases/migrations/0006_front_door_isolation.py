"""Who brings in a question is of the same partnership as its resident."""

from django.db import migrations

from wijkwaarde.kernel.isolation import stays_inside


class Migration(migrations.Migration):
    """Who brings in a question is of the same partnership as its resident."""

    dependencies = [("cases", "0005_front_door"), ("accounts", "0002_isolation")]
    operations = [stays_inside("cases_case", column="asked_by_id", target="accounts_membership")]
