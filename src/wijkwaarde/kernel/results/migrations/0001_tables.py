"""What was agreed as a result, and what was reached."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0007_isolation_of_privacy_contact"),
        ("budgets", "0006_source_version"),
        ("deliveries", "0004_after_the_end"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreedResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200)),
                ("cents", models.BigIntegerField()),
                ("times", models.PositiveIntegerField()),
                ("begin", models.DateField()),
                ("until", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("request_key", models.UUIDField()),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budgets.areabudget"
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budgets.product"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="results_agreed_request"),
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="results_agreed_what"),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0), ("cents__lte", 1000000000)), name="results_agreed_cents"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("times__gt", 0), ("times__lte", 10000)), name="results_agreed_times"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("begin"))), name="results_agreed_period"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReachedResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("times", models.PositiveIntegerField()),
                ("said_by", models.CharField(max_length=20)),
                ("request_key", models.UUIDField()),
                (
                    "agreed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reached", to="results.agreedresult"
                    ),
                ),
                (
                    "delivery",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="deliveries.delivery"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="results_reached_request"),
                    models.CheckConstraint(
                        condition=models.Q(("times__gt", 0), ("times__lte", 10000)), name="results_reached_times"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_by__in", ["resident", "table", "party"])),
                        name="results_reached_said_by",
                    ),
                ],
            },
        ),
    ]
