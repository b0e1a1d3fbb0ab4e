"""Endings, pilot lights and whose part ended."""

from datetime import timedelta
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables."""

    initial = True

    dependencies = [
        ("cases", "0010_end_proposed"),
        ("parties", "0003_only_read"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposed_on", models.DateField()),
                ("takeaway", models.CharField(blank=True, max_length=300)),
                ("closed_on", models.DateField(null=True)),
                ("decided", models.CharField(blank=True, max_length=20)),
                ("decided_on", models.DateField(null=True)),
                ("heard_by", models.CharField(blank=True, max_length=100)),
                ("taken_back_on", models.DateField(null=True)),
                ("reopened_on", models.DateField(null=True)),
                ("back_words", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
                ("request_key", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="cases.case"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="parties.partnership"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings_proposed",
                        to="cases.participant",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings_said",
                        to="cases.participant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "request_key"), name="endings_request"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True), ("taken_back_on__isnull", True)),
                        fields=("case",),
                        name="endings_one_proposal",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", False), ("reopened_on__isnull", True), ("taken_back_on__isnull", True)
                        ),
                        fields=("case",),
                        name="endings_one_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", True),
                                ("decided", ""),
                                ("decided_on__isnull", True),
                                ("heard_by", ""),
                                ("said_by__isnull", True),
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("decided", "resident"),
                                ("heard_by", ""),
                                ("said_by__isnull", False),
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("decided", "together"),
                                ("said_by__isnull", False),
                                models.Q(("heard_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="endings_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True), ("decided_on__lte", models.F("closed_on")), _connector="OR"
                        ),
                        name="endings_decided_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reopened_on__isnull", True), ("reopened_on__gte", models.F("closed_on")), _connector="OR"
                        ),
                        name="endings_back_after",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetGo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="let_go", to="endings.ending"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="let_go", to="cases.participant"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="let_go", to="parties.partnership"
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="let_go", to="cases.share"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("ending", "participant"), name="endings_let_go_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotLight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=100)),
                ("often", models.CharField(max_length=20)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pilot_lights",
                        to="cases.case",
                    ),
                ),
                (
                    "ending",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="light", to="endings.ending"
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pilot_lights",
                        to="cases.participant",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pilot_lights",
                        to="parties.partnership",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True), ("since__isnull", False)),
                        fields=["case"],
                        name="endings_light_burns",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("keeper__isnull", True), ("name", ""), _connector="XOR"),
                        name="endings_light_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("often__in", ["month", "quarter", "half-year"])), name="endings_light_often"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            models.Q(
                                ("until__gt", models.F("since")),
                                (
                                    "until__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("since"), "+", models.Value(timedelta(days=731))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="endings_light_period",
                    ),
                ],
            },
        ),
    ]
