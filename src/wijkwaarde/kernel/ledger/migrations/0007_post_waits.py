"""Who books waits for who ends an account, and then sees that it ended: it is refused in words, in the place of an error."""

from importlib import import_module

from django.db import migrations

from wijkwaarde.kernel.isolation import fixed_search_path

FIXED = fixed_search_path("ledger_post(bigint, jsonb, timestamptz, bigint, bigint)").sql
BEFORE = import_module("wijkwaarde.kernel.ledger.migrations.0005_post").POST.replace("CREATE", "CREATE OR REPLACE", 1)
# In the order of their ids, so that two who book never wait for each other; the entries would take the same lock later.
WAITS = """PERFORM 1 FROM ledger_account a
        WHERE a.partnership_id = inside AND a.id IN (
            SELECT (e.line->>0)::bigint FROM jsonb_array_elements(drafts) AS d (draft)
                CROSS JOIN jsonb_array_elements(d.draft->'entries') AS e (line))
        ORDER BY a.id FOR KEY SHARE OF a;
    """
FIRST = "open_from := "


class Migration(migrations.Migration):
    """`ledger_post` takes the accounts before it looks whether they run; the rest of it is as it was."""

    dependencies = [("ledger", "0006_booking_index")]
    operations = [
        migrations.RunSQL(sql=[BEFORE.replace(FIRST, WAITS + FIRST, 1), *FIXED], reverse_sql=[BEFORE, *FIXED])
    ]
