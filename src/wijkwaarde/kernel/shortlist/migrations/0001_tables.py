"""The tables of the shortlist."""

import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of the shortlist."""

    initial = True

    dependencies = [
        ("parties", "0002_isolation"),
        ("prices", "0004_fixed_search_path"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShortlistPrice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shortlist", to="parties.partnership"
                    ),
                ),
                (
                    "price",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="on_shortlists",
                        to="prices.storedprice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "price"), name="shortlist_price_once"),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("partnership", "position"),
                        name="shortlist_price_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("position__isnull", True),
                            models.Q(("position__gte", 1), ("position__lte", 15)),
                            _connector="OR",
                        ),
                        name="shortlist_price_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredNorm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.CharField(max_length=50)),
                ("price_key", models.TextField(blank=True)),
                ("unit", models.CharField(blank=True, max_length=50)),
                ("quantity", models.FloatField()),
                ("frequency", models.CharField(max_length=50)),
                ("source", models.TextField()),
                ("since", models.DateField(null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="norms", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "band", "price_key", "unit", "since"),
                        name="shortlist_norm_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
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
                            )
                        ),
                        name="shortlist_norm_band",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "frequency__in",
                                ["once", "day", "week", "four-weeks", "month", "quarter", "year", "in-total"],
                            )
                        ),
                        name="shortlist_norm_frequency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("price_key", ""), _negated=True), ("unit", "")),
                            models.Q(
                                ("price_key", ""),
                                (
                                    "unit__in",
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
                        name="shortlist_norm_of_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lt", float("inf"))),
                        name="shortlist_norm_quantity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="shortlist_norm_source"
                    ),
                ],
            },
        ),
    ]
