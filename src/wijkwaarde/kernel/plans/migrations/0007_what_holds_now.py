"""Fills in for which case the lines of today's plans hold."""

from django.db import migrations

HOLDS = """
UPDATE plans_planline l SET holds_for_id = p.case_id
FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id
WHERE v.id = l.plan_version_id AND v.agreed_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM plans_planversion n WHERE n.plan_id = v.plan_id AND n.number > v.number AND n.agreed_on IS NOT NULL
)
"""


class Migration(migrations.Migration):
    """Data only; the owner sees the rows of every partnership."""

    dependencies = [("plans", "0006_lines_that_hold")]
    operations = [migrations.RunSQL(sql=[HOLDS], reverse_sql=["UPDATE plans_planline SET holds_for_id = NULL"])]
