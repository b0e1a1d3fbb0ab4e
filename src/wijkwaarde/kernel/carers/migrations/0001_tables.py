"""People who care along in a case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    initial = True
    dependencies = [("cases", "0004_tries"), ("parties", "0003_only_read")]
    operations = [
        migrations.CreateModel(
            name="InformalCarer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("relation", models.CharField(max_length=40)),
                ("begin", models.DateField()),
                ("until", models.DateField(null=True)),
                ("resident_sees", models.BooleanField(null=True)),
                ("request_key", models.UUIDField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="informal_carers",
                        to="cases.participant",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="informal_carers", to="cases.case"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="informal_carers",
                        to="parties.partnership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cares_in", to="parties.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "request_key"), name="carers_request"),
                    models.UniqueConstraint(fields=("case", "person"), name="carers_once"),
                    models.CheckConstraint(condition=models.Q(("relation", ""), _negated=True), name="carers_relation"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("begin")), _connector="OR"),
                        name="carers_period",
                    ),
                ],
            },
        ),
    ]
