"""What a plan takes, row by row, and the unpaid hours with it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What a plan takes, row by row, and the unpaid hours with it."""

    dependencies = [
        ("flows", "0004_fixed_search_path"),
        ("parties", "0002_isolation"),
        ("plans", "0011_isolation_of_what_is_said"),
    ]

    operations = [
        migrations.AddField(
            model_name="estimate",
            name="line_count",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.CreateModel(
            name="EstimateLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("situation", models.CharField(max_length=50)),
                ("name", models.CharField(max_length=200)),
                ("state", models.CharField(max_length=50)),
                ("runs_on", models.BooleanField(default=False)),
                ("hours_count", models.PositiveSmallIntegerField()),
                (
                    "estimate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="flows.estimate"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estimate_lines",
                        to="parties.partnership",
                    ),
                ),
                (
                    "plan_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estimate_lines",
                        to="plans.planline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estimate", "position"), name="flows_line_position"),
                    models.UniqueConstraint(fields=("estimate", "situation", "name"), name="flows_line_name"),
                    models.CheckConstraint(
                        condition=models.Q(("situation__in", ["now", "solution"])), name="flows_line_situation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["said", "proposed", "removed"])), name="flows_line_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "removed"), _negated=True), ("situation", "now"), _connector="OR"
                        ),
                        name="flows_line_removed",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="flow",
            name="line",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="flow", to="flows.estimateline"
            ),
        ),
        migrations.CreateModel(
            name="UnpaidHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("who", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=50)),
                ("quantity", models.FloatField(null=True)),
                ("frequency", models.CharField(blank=True, max_length=50)),
                ("periods", models.FloatField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="flows.estimateline"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unpaid_hours",
                        to="parties.partnership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line", "position"), name="flows_hours_position"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 2)), name="flows_hours_most"
                    ),
                    models.CheckConstraint(condition=models.Q(("who", ""), _negated=True), name="flows_hours_who"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["resident", "resident-for-others", "own-network", "volunteer"])
                        ),
                        name="flows_hours_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frequency", ""), ("periods__isnull", True), ("quantity__isnull", True)),
                            models.Q(
                                (
                                    "frequency__in",
                                    ["once", "day", "week", "four-weeks", "month", "quarter", "year", "in-total"],
                                ),
                                ("quantity__gt", 0),
                                ("quantity__lte", 1000000000),
                            ),
                            _connector="OR",
                        ),
                        name="flows_hours_quantity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("periods__isnull", True),
                            models.Q(
                                models.Q(("frequency__in", ("once", "in-total")), _negated=True),
                                ("periods__gt", 0),
                                ("periods__lte", 366),
                            ),
                            _connector="OR",
                        ),
                        name="flows_hours_periods",
                    ),
                ],
            },
        ),
    ]
