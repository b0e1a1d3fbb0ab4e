"""The tables of flows."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of flows."""

    initial = True

    dependencies = [
        ("cases", "0002_isolation"),
        ("parties", "0002_isolation"),
        ("plans", "0003_agreed_stays"),
        ("prices", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Estimate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=50)),
                ("situations", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50))),
                ("start", models.DateField(null=True)),
                ("price_year", models.TextField(blank=True)),
                ("currency", models.TextField()),
                ("size", models.PositiveIntegerField()),
                ("made_on", models.DateField()),
                ("user_id", models.BigIntegerField(null=True)),
                ("person_id", models.BigIntegerField(null=True)),
                ("membership_id", models.BigIntegerField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estimates",
                        to="cases.case",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estimates",
                        to="prices.storededition",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="estimates", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["analysis", "plan"])), name="flows_estimate_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("situations__contained_by", ["now", "nothing", "solution", "realised"])),
                        name="flows_estimate_situations",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Flow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("situation", models.CharField(max_length=50)),
                ("name", models.TextField()),
                ("price", models.FloatField(null=True)),
                ("price_name", models.TextField(blank=True)),
                ("price_unit", models.CharField(blank=True, max_length=50)),
                ("price_year", models.TextField(blank=True)),
                ("price_source", models.TextField(blank=True)),
                ("quantity", models.FloatField()),
                ("frequency", models.CharField(max_length=50)),
                ("periods", models.FloatField(null=True)),
                ("begin", models.DateField(null=True)),
                ("end", models.DateField(null=True)),
                ("band", models.CharField(blank=True, max_length=50)),
                ("norm", models.TextField(blank=True)),
                ("bearer", models.CharField(max_length=50)),
                ("beneficiary", models.CharField(blank=True, max_length=50)),
                ("risk", models.TextField(blank=True)),
                ("chance", models.FloatField(null=True)),
                ("share_left", models.FloatField(default=1.0)),
                (
                    "estimate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flows", to="flows.estimate"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flows",
                        to="prices.storedprice",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flows", to="parties.partnership"
                    ),
                ),
                (
                    "plan_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flows",
                        to="plans.planline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estimate", "position"), name="flows_flow_position"),
                    models.CheckConstraint(
                        condition=models.Q(("situation__in", ["now", "nothing", "solution", "realised"])),
                        name="flows_flow_situation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("item__isnull", False),
                                ("price__isnull", True),
                                ("price_source", ""),
                                ("price_unit", ""),
                            ),
                            models.Q(
                                models.Q(("price_name", ""), _negated=True),
                                models.Q(("price_source", ""), _negated=True),
                                ("item__isnull", True),
                                ("price__gte", 0),
                                ("price__lt", float("inf")),
                                (
                                    "price_unit__in",
                                    [
                                        "minute",
                                        "hour",
                                        "half-day",
                                        "day",
                                        "24-hours",
                                        "week",
                                        "month",
                                        "quarter",
                                        "year",
                                        "contact",
                                        "piece",
                                        "trip",
                                        "km",
                                        "course",
                                        "euro",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="flows_flow_one_price",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lte", 1000000000)),
                        name="flows_flow_quantity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "frequency__in",
                                ["once", "day", "week", "four-weeks", "month", "quarter", "year", "in-total"],
                            )
                        ),
                        name="flows_flow_frequency",
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
                        name="flows_flow_periods",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begin__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("begin")),
                            _connector="OR",
                        ),
                        name="flows_flow_run",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("band", ""),
                            (
                                "band__in",
                                [
                                    "one-time",
                                    "now-and-then",
                                    "every-week",
                                    "few-times-a-week",
                                    "every-day",
                                    "as-needed",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="flows_flow_band",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bearer", ""), _negated=True),
                            models.Q(("beneficiary", models.F("bearer")), _negated=True),
                        ),
                        name="flows_flow_parties",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("chance__isnull", True), ("risk", "")),
                            models.Q(
                                models.Q(("risk", ""), _negated=True),
                                ("chance__gte", 0),
                                ("chance__lte", 1),
                                ("share_left", 1),
                                ("situation", "nothing"),
                            ),
                            _connector="OR",
                        ),
                        name="flows_flow_risk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share_left__gte", 0), ("share_left__lte", 1)), name="flows_flow_share_left"
                    ),
                ],
            },
        ),
    ]
