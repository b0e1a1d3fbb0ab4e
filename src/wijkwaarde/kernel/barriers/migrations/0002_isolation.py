"""Barriers stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Barriers stay within their partnership."""

    dependencies = [("barriers", "0001_tables"), ("plans", "0007_what_holds_now")]
    operations = [
        isolated("barriers_barrier"),
        stays_inside("barriers_barrier", column="case_id", target="cases_case"),
        stays_inside("barriers_barrier", column="line_id", target="plans_planline"),
        stays_inside("barriers_barrier", column="raised_by_id", target="cases_participant"),
        stays_inside("barriers_barrier", column="organisation_id", target="parties_organisation"),
        stays_inside("barriers_barrier", column="manager_id", target="accounts_membership"),
    ]
