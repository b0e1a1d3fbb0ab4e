"""What is said about the road of a share stays within its partnership, and stays as it was."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, may_change, stays_inside

TABLE = "share_roads_shareroad"
KEYS = {
    "share_id": "agreements_partyshare",
    "subsidy_id": "budgets_subsidy",
    "noted_by_id": "accounts_membership",
}


class Migration(migrations.Migration):
    """The policy, keys that stay inside, and rows that stay but for being taken back."""

    dependencies = [
        ("share_roads", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("agreements", "0002_isolation"),
        ("budgets", "0002_isolation"),
    ]
    operations = [
        isolated(TABLE),
        *(stays_inside(TABLE, column=column, target=target) for column, target in KEYS.items()),
        append_only(TABLE),
        may_change(TABLE, columns=["undone_on"]),
    ]
