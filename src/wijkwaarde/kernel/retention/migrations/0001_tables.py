"""Rules of how long things are kept, decisions, holds and what went."""

from datetime import timedelta
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables."""

    initial = True

    dependencies = [
        ("accounts", "0005_board"),
        ("cases", "0009_closed"),
        ("parties", "0005_born_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=30)),
                ("scope", models.CharField(max_length=30)),
                ("since", models.DateField()),
                ("start", models.CharField(max_length=30)),
                ("age", models.PositiveSmallIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField()),
                ("least_months", models.PositiveSmallIntegerField(null=True)),
                ("most_months", models.PositiveSmallIntegerField(null=True)),
                ("handling", models.CharField(max_length=30)),
                ("source", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "since"), name="retention_rule_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handling__in", ["destroy", "anonymise", "review"]),
                            (
                                "key__in",
                                [
                                    "voluntary",
                                    "wmo",
                                    "wmo-no-provision",
                                    "youth",
                                    "guardianship",
                                    "trail",
                                    "analysis",
                                    "request",
                                ],
                            ),
                            ("scope__in", ["case", "trail", "analysis"]),
                            ("start__in", ["closed", "last-change", "age"]),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="retention_rule_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("age__isnull", False), ("start", "age")),
                            models.Q(models.Q(("start", "age"), _negated=True), ("age__isnull", True)),
                            _connector="OR",
                        ),
                        name="retention_rule_age",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=30)),
                ("since", models.DateField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
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
                    models.UniqueConstraint(fields=("case", "rule"), name="retention_case_rule_once"),
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["wmo", "wmo-no-provision", "youth", "guardianship"])),
                        name="retention_case_rule_law",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=30)),
                ("months", models.PositiveSmallIntegerField()),
                ("since", models.DateField()),
                ("source", models.CharField(max_length=300)),
                ("request_key", models.UUIDField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
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
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="retention_decision_request"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months__gte", 1), ("rule", "voluntary"), models.Q(("source", ""), _negated=True)
                        ),
                        name="retention_decision_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Destruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=30)),
                ("on", models.DateField()),
                ("table", models.CharField(max_length=63)),
                ("rows", models.PositiveIntegerField()),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "rule", "on", "table"), name="retention_destruction_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("begin", models.DateField()),
                ("until", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("request_key", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "placed_by",
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
                    models.UniqueConstraint(fields=("case", "request_key"), name="retention_hold_request"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="retention_hold_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gt", models.F("begin")),
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("begin"), "+", models.Value(timedelta(days=731))
                                ),
                            ),
                        ),
                        name="retention_hold_period",
                    ),
                ],
            },
        ),
    ]
