"""Sums of a group, which stay when the analyses of it are gone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    dependencies = [
        ("micro_analysis", "0004_risks_isolation"),
        ("parties", "0007_kind_of_organisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("currency", models.CharField(max_length=50)),
                ("cases", models.PositiveIntegerField(default=0)),
                ("claimed", models.FloatField(default=0)),
                ("planned", models.FloatField(default=0)),
                ("risks", models.JSONField(default=dict)),
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
                        fields=("partnership", "year", "currency"), name="micro_analysis_group_once"
                    )
                ],
            },
        ),
    ]
