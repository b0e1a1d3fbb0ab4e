"""Files of costs stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """The policy, and keys that stay inside."""

    dependencies = [
        ("base_years", "0003_files"),
        ("accounts", "0002_isolation"),
        ("budgets", "0002_isolation"),
    ]
    operations = [
        isolated("base_years_costfile"),
        stays_inside("base_years_costfile", column="budget_id", target="budgets_areabudget"),
        stays_inside("base_years_costfile", column="membership_id", target="accounts_membership"),
    ]
