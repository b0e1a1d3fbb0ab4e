"""What was put to the parties and what they signed stays within their partnership, and stays as it was."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, may_change, stays_inside

TABLES = ("baseyeartext", "baseyearsignature")
KEYS = (
    ("baseyeartext", "budget_id", "budgets_areabudget"),
    ("baseyeartext", "put_by_id", "accounts_membership"),
    ("baseyearsignature", "text_id", "base_years_baseyeartext"),
    ("baseyearsignature", "organisation_id", "parties_organisation"),
    ("baseyearsignature", "membership_id", "accounts_membership"),
)


class Migration(migrations.Migration):
    """Policies, keys that stay inside, and rows that stay."""

    dependencies = [
        ("base_years", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("budgets", "0002_isolation"),
        ("parties", "0002_isolation"),
    ]
    operations = [
        *(isolated(f"base_years_{table}") for table in TABLES),
        *(stays_inside(f"base_years_{table}", column=column, target=target) for table, column, target in KEYS),
        *(append_only(f"base_years_{table}") for table in TABLES),
        may_change("base_years_baseyearsignature", columns=["withdrawn_on"]),
    ]
