"""A case that is done, and a resident who comes back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three columns."""

    dependencies = [("cases", "0008_feared")]
    operations = [
        migrations.AddField(model_name="case", name="closed_on", field=models.DateField(null=True)),
        migrations.AddField(model_name="case", name="came_back_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="participant", name="waits_after", field=models.BigIntegerField(db_default=0, default=0)
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("closed_on__gte", models.F("opened_on")), _connector="OR"),
                    models.Q(
                        ("came_back_on__isnull", True), ("came_back_on__gte", models.F("opened_on")), _connector="OR"
                    ),
                ),
                name="cases_case_closed",
            ),
        ),
    ]
