"""Who signed the base year stands in `base_years` from now on, party by party: one day and one name were no signatures."""

from django.db import migrations

TABLE, COLUMN = "budgets_areabudget", "signed_by_id"
INSIDE = f"{TABLE}_{COLUMN}_inside"


class Migration(migrations.Migration):
    """The two columns go, and with them the key that kept one of them inside."""

    dependencies = [("budgets", "0004_isolation_of_years")]
    operations = [
        migrations.RunSQL(
            sql=[f"ALTER TABLE {TABLE} DROP CONSTRAINT {INSIDE}"],
            reverse_sql=[
                (
                    f"ALTER TABLE {TABLE} ADD CONSTRAINT {INSIDE} FOREIGN KEY (partnership_id, {COLUMN}) "
                    "REFERENCES accounts_membership (partnership_id, id) DEFERRABLE INITIALLY DEFERRED"
                )
            ],
        ),
        migrations.RemoveField(model_name="areabudget", name="signed_by"),
        migrations.RemoveField(model_name="areabudget", name="signed_on"),
    ]
