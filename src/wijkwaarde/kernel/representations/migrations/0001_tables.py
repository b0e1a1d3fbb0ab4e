"""What is told of roles that end by themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    initial = True

    dependencies = [
        ("accounts", "0007_isolation_of_privacy_contact"),
        ("cases", "0016_measured_or_not"),
        ("covers", "0002_isolation"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="EndNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("change", models.CharField(max_length=20)),
                ("step", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("made_on", models.DateField()),
                ("holds", models.BooleanField(default=True)),
                ("done_on", models.DateField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                (
                    "cover",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="covers.cover"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.participant"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "to_membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["on"], name="representations_end_on")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cover__isnull", True), ("membership__isnull", True), ("participant__isnull", False)
                            ),
                            models.Q(
                                ("cover__isnull", False), ("membership__isnull", True), ("participant__isnull", True)
                            ),
                            models.Q(
                                ("cover__isnull", True), ("membership__isnull", False), ("participant__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="representations_end_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_membership__isnull", True), ("to_person__isnull", False)),
                            models.Q(("to_membership__isnull", False), ("to_person__isnull", True)),
                            _connector="OR",
                        ),
                        name="representations_end_to",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("change__in", ["asked-too", "decides", "adult", "term", "cover", "membership"]),
                            ("step__in", ["before", "day"]),
                        ),
                        name="representations_end_words",
                    ),
                    models.UniqueConstraint(
                        fields=(
                            "change",
                            "step",
                            "on",
                            "participant",
                            "cover",
                            "membership",
                            "to_person",
                            "to_membership",
                        ),
                        name="representations_end_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
    ]
