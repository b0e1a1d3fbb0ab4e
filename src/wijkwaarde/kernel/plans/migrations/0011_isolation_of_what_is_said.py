"""What people say about lines and plans stays within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """What people say about lines and plans stays within their partnership."""

    dependencies = [("plans", "0010_what_is_said"), ("cases", "0002_isolation")]
    operations = [
        isolated("plans_linenote"),
        stays_inside("plans_linenote", column="line_id", target="plans_planline"),
        stays_inside("plans_linenote", column="participant_id", target="cases_participant"),
        isolated("plans_plancheck"),
        stays_inside("plans_plancheck", column="plan_version_id", target="plans_planversion"),
        stays_inside("plans_plancheck", column="participant_id", target="cases_participant"),
    ]
