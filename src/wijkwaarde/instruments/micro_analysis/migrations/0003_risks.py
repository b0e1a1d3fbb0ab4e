"""The partnership's list of risks, who looked along with an analysis, and what became of what was feared."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables and two columns."""

    dependencies = [
        ("accounts", "0004_one_person"),
        ("micro_analysis", "0002_isolation"),
        ("parties", "0004_how_to_reach"),
        ("prices", "0004_fixed_search_path"),
    ]

    operations = [
        migrations.AddField(
            model_name="microanalysis",
            name="happened",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="microanalysis",
            name="looked_along",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.CreateModel(
            name="ListedRisk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=50)),
                ("name", models.CharField(max_length=200)),
                ("low", models.FloatField()),
                ("middle", models.FloatField()),
                ("high", models.FloatField()),
                ("source", models.TextField()),
                ("edition", models.CharField(blank=True, max_length=50)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("stop_days", models.FloatField(null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "key", "since"), name="micro_analysis_risk_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high__gte", models.F("middle")),
                            ("high__lte", 1),
                            ("low__gte", 0),
                            ("middle__gte", models.F("low")),
                        ),
                        name="micro_analysis_risk_chances",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stop_days__isnull", True),
                            models.Q(("stop_days__gt", 0), ("stop_days__lte", 365)),
                            _connector="OR",
                        ),
                        name="micro_analysis_risk_stop_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="micro_analysis_risk_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedRiskLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("own_price", models.JSONField(null=True)),
                ("quantity", models.FloatField()),
                ("frequency", models.CharField(max_length=50)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="prices.storedprice",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="micro_analysis.listedrisk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("risk", "position"), name="micro_analysis_risk_line_place"),
                    models.CheckConstraint(
                        condition=models.Q(("item__isnull", True), ("own_price__isnull", True), _connector="XOR"),
                        name="micro_analysis_risk_line_price",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="micro_analysis_risk_line_quantity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "frequency__in",
                                ["once", "day", "week", "four-weeks", "month", "quarter", "year", "in-total"],
                            )
                        ),
                        name="micro_analysis_risk_line_frequency",
                    ),
                ],
            },
        ),
    ]
