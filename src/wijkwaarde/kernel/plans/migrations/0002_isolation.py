"""Plans stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Plans stay within their partnership."""

    dependencies = [("plans", "0001_tables"), ("cases", "0002_isolation")]
    operations = [
        isolated("plans_plan"),
        stays_inside("plans_plan", column="case_id", target="cases_case"),
        isolated("plans_planversion"),
        stays_inside("plans_planversion", column="plan_id", target="plans_plan"),
        stays_inside("plans_planversion", column="written_by_id", target="cases_participant"),
        isolated("plans_planline"),
        stays_inside("plans_planline", column="plan_version_id", target="plans_planversion"),
        stays_inside("plans_planline", column="participant_id", target="cases_participant"),
    ]
