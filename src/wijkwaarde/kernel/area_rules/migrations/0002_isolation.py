"""A rule stays within its partnership, and so does the budget that it is of."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """The policy, and the key that stays inside."""

    dependencies = [("area_rules", "0001_tables"), ("budgets", "0002_isolation")]
    operations = [
        isolated("area_rules_arearule"),
        stays_inside("area_rules_arearule", column="budget_id", target="budgets_areabudget"),
    ]
