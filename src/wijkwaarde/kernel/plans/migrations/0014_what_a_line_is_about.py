"""A line may say what it is about, and what was agreed keeps saying so."""

from importlib import import_module

from django.db import migrations, models

DOMAINS = ["", "money", "home", "work", "school", "family", "care", "health", "feelings", "people", "days"]
BEFORE = import_module("wijkwaarde.kernel.plans.migrations.0009_agreed_stays_with_more")
OLD = BEFORE.OLD + ", OLD.domain"
WITH_DOMAIN = BEFORE.LINE.format(old=OLD, new=OLD.replace("OLD", "NEW"))


class Migration(migrations.Migration):
    """The column, with what may stand in it; a line of before does not say."""

    dependencies = [("plans", "0013_first_agreed")]
    operations = [
        migrations.AddField(
            "planline", "domain", models.CharField(blank=True, db_default="", default="", max_length=20)
        ),
        migrations.AddConstraint(
            "planline", models.CheckConstraint(condition=models.Q(domain__in=DOMAINS), name="plans_line_domain")
        ),
        migrations.RunSQL(sql=[WITH_DOMAIN], reverse_sql=[BEFORE.WITH_MORE]),
    ]
