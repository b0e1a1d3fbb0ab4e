"""Own costs stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("own_costs", "0001_tables"), ("cases", "0002_isolation")]
    operations = [
        isolated("own_costs_owncost"),
        stays_inside("own_costs_owncost", column="case_id", target="cases_case"),
        stays_inside("own_costs_owncost", column="written_by_id", target="cases_participant"),
    ]
