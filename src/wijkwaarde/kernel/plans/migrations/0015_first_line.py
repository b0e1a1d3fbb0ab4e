"""A line knows the line that it goes on from, so that its number lasts when a plan is agreed anew."""

import django.db.models.deletion
from django.db import migrations, models

from wijkwaarde.kernel.isolation import stays_inside


class Migration(migrations.Migration):
    """The column, its key that stays inside, and the index on it."""

    dependencies = [("plans", "0014_what_a_line_is_about")]
    operations = [
        migrations.AddField(
            model_name="planline",
            name="first",
            field=models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="plans.planline",
            ),
        ),
        stays_inside("plans_planline", column="first_id", target="plans_planline"),
        migrations.AddIndex(
            model_name="planline",
            index=models.Index(fields=["first"], condition=models.Q(first__isnull=False), name="plans_line_later"),
        ),
    ]
