"""Small purses stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

TABLES = ("purselimit", "smallpurse", "payment", "receipt", "topup")
KEYS = (
    ("smallpurse", "organisation_id", "parties_organisation"),
    ("smallpurse", "account_id", "ledger_account"),
    ("smallpurse", "spent_account_id", "ledger_account"),
    ("payment", "purse_id", "small_purses_smallpurse"),
    ("payment", "paid_by_id", "accounts_membership"),
    ("payment", "booking_id", "ledger_booking"),
    ("receipt", "payment_id", "small_purses_payment"),
    ("topup", "purse_id", "small_purses_smallpurse"),
    ("topup", "booking_id", "ledger_booking"),
)


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [
        ("small_purses", "0001_tables"),
        ("ledger", "0003_balance"),
        ("parties", "0002_isolation"),
        ("accounts", "0007_isolation_of_privacy_contact"),
    ]
    operations = [
        *(isolated(f"small_purses_{table}") for table in TABLES),
        *(stays_inside(f"small_purses_{table}", column=column, target=target) for table, column, target in KEYS),
    ]
