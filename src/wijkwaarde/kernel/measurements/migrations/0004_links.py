"""Personal links to give one mark."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    dependencies = [("measurements", "0003_given_stays")]
    operations = [
        migrations.CreateModel(
            name="MarkLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("used_on", models.DateField(null=True)),
                ("revoked_on", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mark_links", to="cases.case"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mark_links", to="cases.participant"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mark_links",
                        to="parties.partnership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_on__isnull", True), ("used_on__isnull", True)),
                        fields=("case",),
                        name="measurements_link_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gt", models.F("made_on"))), name="measurements_link_period"
                    ),
                ],
            },
        ),
    ]
