"""The register of each partnership."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    initial = True

    dependencies = [
        ("accounts", "0007_isolation_of_privacy_contact"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=30)),
                ("number", models.PositiveIntegerField()),
                ("since", models.DateField()),
                ("controller", models.CharField(max_length=300)),
                ("law", models.CharField(blank=True, max_length=30)),
                ("ground", models.CharField(max_length=300)),
                ("exception", models.CharField(max_length=300)),
                ("receives", models.CharField(max_length=300)),
                ("term", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("checked_by", models.CharField(blank=True, max_length=120)),
                ("checked_on", models.DateField(null=True)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("request_key", models.UUIDField(null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "written_by",
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
                    models.UniqueConstraint(fields=("partnership", "key", "number"), name="activities_version_once"),
                    models.UniqueConstraint(fields=("partnership", "request_key"), name="activities_version_request"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", ""), ("checked_on__isnull", True)),
                            models.Q(("checked_on__isnull", False), models.Q(("checked_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="activities_version_checked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("written_by__isnull", True)),
                            models.Q(
                                ("number__gt", 1), ("written_by__isnull", False), models.Q(("why", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="activities_version_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("controller", ""), _negated=True),
                            models.Q(("ground", ""), _negated=True),
                            models.Q(("term", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="activities_version_whole",
                    ),
                ],
            },
        ),
    ]
