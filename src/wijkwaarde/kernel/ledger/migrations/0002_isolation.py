"""Accounts, bookings, entries and closings stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

# An entry has the day of its booking and the commodity of its account, and both are of its partnership.
EQUAL = [
    (
        "ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_booking_id_inside "
        'FOREIGN KEY (partnership_id, booking_id, "on") REFERENCES ledger_booking (partnership_id, id, "on")'
    ),
    (
        "ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account_id_inside "
        "FOREIGN KEY (partnership_id, account_id, commodity) REFERENCES ledger_account (partnership_id, id, commodity)"
    ),
]
NOT_EQUAL = [
    "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account_id_inside",
    "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_booking_id_inside",
]


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("ledger", "0001_tables"), ("parties", "0002_isolation")]
    operations = [
        isolated("ledger_account"),
        isolated("ledger_booking"),
        isolated("ledger_entry"),
        isolated("ledger_closing"),
        stays_inside("ledger_account", column="organisation_id", target="parties_organisation"),
        stays_inside("ledger_booking", column="reverses_id", target="ledger_booking"),
        migrations.RunSQL(sql=EQUAL, reverse_sql=NOT_EQUAL),
    ]
