"""Agreements stay within their partnership, and what was signed and settled stays as it was."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, may_change, stays_inside

TABLES = (
    "agreement",
    "agreementversion",
    "agreementparty",
    "signature",
    "settledyear",
    "partyshare",
    "shareaccount",
)
KEYS = (
    ("agreementversion", "agreement_id", "agreements_agreement"),
    ("agreementversion", "written_by_id", "accounts_membership"),
    ("agreementparty", "version_id", "agreements_agreementversion"),
    ("agreementparty", "organisation_id", "parties_organisation"),
    ("signature", "party_id", "agreements_agreementparty"),
    ("signature", "membership_id", "accounts_membership"),
    ("settledyear", "version_id", "agreements_agreementversion"),
    ("settledyear", "budget_id", "budgets_areabudget"),
    ("settledyear", "booking_id", "ledger_booking"),
    ("partyshare", "settled_id", "agreements_settledyear"),
    ("partyshare", "party_id", "agreements_agreementparty"),
    ("shareaccount", "share_id", "agreements_partyshare"),
    ("shareaccount", "told_by_id", "accounts_membership"),
)
# What may change in rows that stay; of the first two nothing.
CHANGING = {
    "agreementversion": [],
    "partyshare": [],
    "agreementparty": ["left_on"],
    "signature": ["withdrawn_on"],
    "settledyear": ["booking_id", "undone_on"],
}


class Migration(migrations.Migration):
    """Policies, keys that stay inside, and rows that stay."""

    dependencies = [
        ("agreements", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("budgets", "0002_isolation"),
        ("ledger", "0002_isolation"),
        ("parties", "0002_isolation"),
    ]
    operations = [
        *(isolated(f"agreements_{table}") for table in TABLES),
        *(stays_inside(f"agreements_{table}", column=column, target=target) for table, column, target in KEYS),
        *(append_only(f"agreements_{table}") for table in CHANGING),
        *(may_change(f"agreements_{table}", columns=columns) for table, columns in CHANGING.items() if columns),
    ]
