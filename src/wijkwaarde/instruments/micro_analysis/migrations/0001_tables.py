"""The table of the micro-analysis."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of the micro-analysis."""

    initial = True

    dependencies = [
        ("cases", "0002_isolation"),
        ("flows", "0001_tables"),
        ("parties", "0002_isolation"),
    ]

    operations = [
        migrations.CreateModel(
            name="MicroAnalysis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("record", models.JSONField()),
                ("texts", models.JSONField()),
                ("made_on", models.DateField()),
                ("request_key", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "estimate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="flows.estimate"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="micro_analysis_request"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="micro_analysis_title"
                    ),
                ],
            },
        ),
    ]
