"""What was kept stays within its partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """A policy, and a key that stays inside."""

    dependencies = [("outlook", "0001_tables"), ("budgets", "0002_isolation")]
    operations = [
        isolated("outlook_keptforecast"),
        stays_inside("outlook_keptforecast", column="budget_id", target="budgets_areabudget"),
    ]
