"""People and organisations stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated


class Migration(migrations.Migration):
    """People and organisations stay within their partnership."""

    dependencies = [("parties", "0001_tables")]
    operations = [
        isolated("parties_organisation"),
        isolated("parties_person"),
    ]
