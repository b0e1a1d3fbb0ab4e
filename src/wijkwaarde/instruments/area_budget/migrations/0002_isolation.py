"""What was shown stays within its partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, stays_inside


class Migration(migrations.Migration):
    """A policy, a key that stays inside, and rows that stay as they were."""

    dependencies = [("area_budget", "0001_tables"), ("budgets", "0002_isolation")]
    operations = [
        isolated("area_budget_shownday"),
        stays_inside("area_budget_shownday", column="budget_id", target="budgets_areabudget"),
        append_only("area_budget_shownday"),
    ]
