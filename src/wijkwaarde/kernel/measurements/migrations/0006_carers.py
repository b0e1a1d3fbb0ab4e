"""The marks of who cares along: a link of their own, a mark that nobody wrote down for them, and a no to being asked."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The columns and the table."""

    dependencies = [("measurements", "0005_links_isolation"), ("carers", "0002_isolation")]
    operations = [
        migrations.AddField(
            model_name="marklink",
            name="carer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mark_links",
                to="carers.informalcarer",
            ),
        ),
        migrations.RemoveConstraint(model_name="marklink", name="measurements_link_one_open"),
        migrations.AddConstraint(
            model_name="marklink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_on__isnull", True), ("used_on__isnull", True)),
                fields=("case", "carer"),
                name="measurements_link_one_open",
                nulls_distinct=False,
            ),
        ),
        migrations.AlterField(
            model_name="measurement",
            name="said_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measurements",
                to="cases.participant",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_by__isnull", False), ("how_given", "link"), _connector="OR"),
                name="measurements_somebody_said_it",
            ),
        ),
        migrations.CreateModel(
            name="NoMarks",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begin", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="no_marks", to="cases.case"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="no_marks", to="parties.partnership"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="no_marks", to="parties.person"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="no_marks",
                        to="cases.participant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("case", "person"),
                        name="measurements_no_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("begin")), _connector="OR"),
                        name="measurements_no_period",
                    ),
                ],
            },
        ),
    ]
