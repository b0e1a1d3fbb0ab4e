"""A line knows the case in which it holds, so that what is unfinished is found without the versions around it."""

import django.db.models.deletion
from django.db import migrations, models

from wijkwaarde.kernel.isolation import stays_inside

UNFINISHED = models.Q(("state__in", ["open", "busy", "stuck"]))


class Migration(migrations.Migration):
    """The column, its key that stays inside, and the index on it."""

    dependencies = [("plans", "0005_unfinished_lines"), ("cases", "0004_tries")]
    operations = [
        migrations.AddField(
            model_name="planline",
            name="holds_for",
            field=models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plan_lines",
                to="cases.case",
            ),
        ),
        stays_inside("plans_planline", column="holds_for_id", target="cases_case"),
        migrations.RemoveIndex(model_name="planline", name="plans_line_unfinished"),
        migrations.AddIndex(
            model_name="planline",
            index=models.Index(fields=["holds_for"], condition=UNFINISHED, name="plans_line_unfinished"),
        ),
    ]
