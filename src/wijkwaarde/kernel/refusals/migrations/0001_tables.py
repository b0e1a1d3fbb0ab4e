"""The table of refusals."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0007_isolation_of_privacy_contact"),
        ("agreements", "0005_one_settlement"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("reason", models.CharField(max_length=500)),
                ("document", models.CharField(blank=True, max_length=100)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partnership"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreementparty",
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.partyshare",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party__isnull", False), ("share__isnull", True)),
                            models.Q(("party__isnull", True), ("share__isnull", False)),
                            _connector="OR",
                        ),
                        name="refusals_to_what",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="refusals_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True), ("withdrawn_on__gte", models.F("on")), _connector="OR"
                        ),
                        name="refusals_taken_back",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)), fields=("party",), name="refusals_text_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("share",),
                        name="refusals_settlement_once",
                    ),
                ],
            },
        ),
    ]
