"""Assignments and the accounts of their years stay within their partnership, and so does who noted a signature."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

TABLES = ("assignment", "yearaccount")
KEYS = (
    ("areabudget", "signed_by_id", "accounts_membership"),
    ("assignment", "budget_id", "budgets_areabudget"),
    ("yearaccount", "budget_id", "budgets_areabudget"),
)


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("budgets", "0003_years_and_steps"), ("accounts", "0002_isolation")]
    operations = [
        *(isolated(f"budgets_{table}") for table in TABLES),
        *(stays_inside(f"budgets_{table}", column=column, target=target) for table, column, target in KEYS),
    ]
