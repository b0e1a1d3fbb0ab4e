"""Hours of people per party, product and month, and how many hours one fte is."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables."""

    initial = True

    dependencies = [
        ("budgets", "0004_isolation_of_years"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="FteNorm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("hours_a_year", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=200)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "since"), name="staffing_norm_once"),
                    models.CheckConstraint(
                        condition=models.Q(("hours_a_year__gt", 0), ("hours_a_year__lte", 300000)),
                        name="staffing_norm_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="staffing_norm_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("available", models.PositiveIntegerField()),
                ("planned", models.PositiveIntegerField()),
                ("used", models.PositiveIntegerField()),
                ("ill", models.PositiveIntegerField()),
                ("vacant", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff_months", to="budgets.product"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "product", "month"), name="staffing_month_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="staffing_month_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "available__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("ill"), "+", models.F("vacant")
                                ),
                            )
                        ),
                        name="staffing_month_within",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("available__lte", 10000000), ("planned__lte", 10000000), ("used__lte", 10000000)
                        ),
                        name="staffing_month_most",
                    ),
                ],
            },
        ),
    ]
