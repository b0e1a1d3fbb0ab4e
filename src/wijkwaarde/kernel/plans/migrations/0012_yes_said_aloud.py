"""A version knows how and by whom the resident's yes was heard, where they said it aloud."""

import django.db.models.deletion
from django.db import migrations, models

from wijkwaarde.kernel.isolation import stays_inside

HEARD = models.Q(
    models.Q(("heard", ""), ("heard_by__isnull", True)),
    models.Q(("agreed_on__isnull", False), ("heard__in", ["phone", "visit"]), ("heard_by__isnull", False)),
    _connector="OR",
)


class Migration(migrations.Migration):
    """Two columns, the key that stays inside, and what they say together."""

    dependencies = [("plans", "0011_isolation_of_what_is_said"), ("cases", "0009_closed")]
    operations = [
        migrations.AddField(
            model_name="planversion",
            name="heard",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="planversion",
            name="heard_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans_heard",
                to="cases.participant",
            ),
        ),
        stays_inside("plans_planversion", column="heard_by_id", target="cases_participant"),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(condition=HEARD, name="plans_version_heard"),
        ),
    ]
