"""A refusal stays within its partnership, and stays as it was said but for being taken back."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, may_change, stays_inside

TABLE = "refusals_refusal"
KEYS = {
    "party_id": "agreements_agreementparty",
    "share_id": "agreements_partyshare",
    "membership_id": "accounts_membership",
}


class Migration(migrations.Migration):
    """The policy, keys that stay inside, and rows that stay."""

    dependencies = [("refusals", "0001_tables"), ("accounts", "0002_isolation"), ("agreements", "0002_isolation")]
    operations = [
        isolated(TABLE),
        *(stays_inside(TABLE, column=column, target=target) for column, target in KEYS.items()),
        append_only(TABLE),
        may_change(TABLE, columns=["withdrawn_on"]),
    ]
