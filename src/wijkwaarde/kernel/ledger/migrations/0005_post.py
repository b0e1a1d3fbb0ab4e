"""Bookings are written by one statement, which the database reads and plans once per connection."""

from django.db import migrations

from wijkwaarde.kernel.isolation import fixed_search_path

# As in 0003: whoever books shares it, whoever closes has it alone.
LOCK = 1818518375
# The lock comes first: so the statement sees every period that was closed. What cannot be booked is left out of the answer,
# without an error that takes the rest of the transaction along; why it cannot, kernel.ledger.rules say.
POST = f"""
CREATE FUNCTION ledger_post(inside bigint, drafts jsonb, at timestamptz, by_user bigint, by_membership bigint)
RETURNS TABLE (key uuid, id bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    open_from date;
BEGIN
    PERFORM pg_advisory_xact_lock_shared({LOCK}, hashint8(inside));
    open_from := (SELECT max(c.until) FROM ledger_closing c WHERE c.partnership_id = inside);
    RETURN QUERY
    WITH given AS (
        SELECT d.* FROM jsonb_to_recordset(drafts) AS d (
            key uuid, "on" date, kind text, because text, reference text, reverses bigint, entries jsonb)
    ), lines AS (
        SELECT g.key, g."on", e.position, a.id AS account_id, a.commodity, (e.line->>1)::bigint AS amount,
            a."begin" <= g."on" AND (a.until IS NULL OR g."on" < a.until) AS runs
        FROM given g CROSS JOIN jsonb_array_elements(g.entries) WITH ORDINALITY AS e (line, position)
            LEFT JOIN ledger_account a ON a.partnership_id = inside AND a.id = (e.line->>0)::bigint
    ), wrong AS (
        SELECT l.key FROM lines l GROUP BY l.key, l.commodity HAVING sum(l.amount) <> 0 OR bool_or(l.runs IS NOT TRUE)
    ), booked AS (
        INSERT INTO ledger_booking
            (partnership_id, key, "on", kind, because, reference, reverses_id, size, written_at, user_id, membership_id)
        SELECT inside, g.key, g."on", g.kind, g.because, g.reference, g.reverses, jsonb_array_length(g.entries), at,
            by_user, by_membership
        FROM given g
        WHERE (open_from IS NULL OR g."on" >= open_from) AND g.key NOT IN (SELECT w.key FROM wrong w)
        ON CONFLICT DO NOTHING
        RETURNING ledger_booking.key, ledger_booking.id
    ), entered AS (
        INSERT INTO ledger_entry (partnership_id, booking_id, position, account_id, commodity, "on", amount)
        SELECT inside, b.id, l.position, l.account_id, l.commodity, l."on", l.amount
        FROM booked b JOIN lines l ON l.key = b.key
    )
    SELECT b.key, b.id FROM booked b;
END $$
"""


class Migration(migrations.Migration):
    """`ledger_post` writes with the rights of who calls it: policies and triggers hold for it as for everybody."""

    dependencies = [("ledger", "0004_fits_by_row")]
    operations = [
        migrations.RunSQL(
            sql=[POST], reverse_sql=["DROP FUNCTION ledger_post(bigint, jsonb, timestamptz, bigint, bigint)"]
        ),
        fixed_search_path("ledger_post(bigint, jsonb, timestamptz, bigint, bigint)"),
    ]
