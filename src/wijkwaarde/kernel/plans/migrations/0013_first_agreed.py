"""Fills in since when a case has an agreed plan."""

from django.db import migrations

FIRST = """
UPDATE cases_case c SET plan_agreed_on = (
    SELECT min(v.agreed_on) FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id WHERE p.case_id = c.id
)
"""


class Migration(migrations.Migration):
    """Data only; the owner sees the rows of every partnership."""

    dependencies = [("plans", "0012_yes_said_aloud"), ("cases", "0014_plan_agreed")]
    operations = [migrations.RunSQL(sql=[FIRST], reverse_sql=[migrations.RunSQL.noop])]
