"""The few who asked for less use of their data are found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index only."""

    dependencies = [("parties", "0007_kind_of_organisation")]
    operations = [
        migrations.AddIndex(
            "person",
            models.Index(
                condition=models.Q(("restricted_on__isnull", False)),
                fields=["partnership"],
                name="parties_person_restricted",
            ),
        ),
    ]
