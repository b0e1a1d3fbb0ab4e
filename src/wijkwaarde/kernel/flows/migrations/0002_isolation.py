"""Estimates and their flows stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Estimates and their flows stay within their partnership."""

    dependencies = [
        ("flows", "0001_tables"),
        ("cases", "0002_isolation"),
        ("plans", "0002_isolation"),
        ("prices", "0002_isolation"),
    ]
    operations = [
        isolated("flows_estimate"),
        stays_inside("flows_estimate", column="case_id", target="cases_case"),
        stays_inside("flows_estimate", column="edition_id", target="prices_storededition"),
        isolated("flows_flow"),
        stays_inside("flows_flow", column="estimate_id", target="flows_estimate"),
        stays_inside("flows_flow", column="item_id", target="prices_storedprice"),
        stays_inside("flows_flow", column="plan_line_id", target="plans_planline"),
    ]
