"""What a resident pays themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    initial = True

    dependencies = [
        ("cases", "0010_end_proposed"),
        ("parties", "0003_only_read"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200)),
                ("sentence", models.CharField(blank=True, max_length=200)),
                ("since", models.DateField(null=True)),
                ("written_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_costs",
                        to="cases.case",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="own_costs", to="parties.partnership"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="own_costs", to="cases.participant"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "what"), name="own_costs_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sentence", ""), ("since__isnull", True)),
                            models.Q(models.Q(("sentence", ""), _negated=True), ("since__isnull", False)),
                            _connector="OR",
                        ),
                        name="own_costs_from_a_day",
                    ),
                ],
            },
        ),
    ]
