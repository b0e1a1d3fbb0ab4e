"""The database seals each line at commit, as the owner: the application cannot, and cannot leave it out."""

from django.db import migrations

from wijkwaarde.kernel.isolation import CURRENT, only_for_application, only_read

INSIDE = [
    "ALTER TABLE trail_seal ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY partnership ON trail_seal USING (partnership_id = {CURRENT})",
]
NOT_INSIDE = ["DROP POLICY partnership ON trail_seal", "ALTER TABLE trail_seal DISABLE ROW LEVEL SECURITY"]
# The same text as kernel/trail/rules.py makes: Python checks without believing what stands here.
HASH = """
CREATE FUNCTION trail_seal_hash(line trail_line, place bigint, previous bytea) RETURNS bytea
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        1, place, encode(previous, 'hex'), line.id, (extract(epoch FROM line.at) * 1000000)::bigint,
        line.partnership_id, line.user_id, line.person_id, line.membership_id, line.organisation_id,
        line.on_behalf_of_id, line.command, line.act, line.kind, line.object_id, line.subject_ids, line.purpose,
        line.trace_id
    )::text, 'UTF8'))
$$
"""
# At commit: who waits for the lock waits for a commit and not for a page. Each statement sees what was committed before
# it, which is so in READ COMMITTED only.
SEAL = """
CREATE FUNCTION trail_add_seal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    chain CONSTANT bigint := COALESCE(NEW.partnership_id, 0);
    place bigint;
    previous bytea;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'lines of the trail are written in READ COMMITTED only' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    PERFORM pg_advisory_xact_lock(1953653097, hashint8(chain));
    SELECT s.sequence, s.hash INTO place, previous FROM trail_seal s
        WHERE s.partnership_id = chain ORDER BY s.sequence DESC LIMIT 1;
    place := COALESCE(place, 0) + 1;
    INSERT INTO trail_seal (line_id, partnership_id, sequence, form, hash)
        VALUES (NEW.id, chain, place, 1, trail_seal_hash(NEW, place, COALESCE(previous, '')));
    RETURN NULL;
END
$$
"""
TRIGGER = """
CREATE CONSTRAINT TRIGGER sealed AFTER INSERT ON trail_line DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION trail_add_seal()
"""
# After the trigger, which lets nobody add a line until this transaction ends.
EARLIER = """
DO $$
DECLARE
    one trail_line;
    chain bigint;
    place bigint;
    previous bytea;
BEGIN
    FOR one IN SELECT * FROM trail_line ORDER BY COALESCE(partnership_id, 0), id LOOP
        IF chain IS DISTINCT FROM COALESCE(one.partnership_id, 0) THEN
            chain := COALESCE(one.partnership_id, 0);
            place := 0;
            previous := '';
        END IF;
        place := place + 1;
        previous := trail_seal_hash(one, place, previous);
        INSERT INTO trail_seal (line_id, partnership_id, sequence, form, hash) VALUES (one.id, chain, place, 1, previous);
    END LOOP;
END
$$
"""
# Where each chain ends now, for the task that keeps it elsewhere: places and hashes, and nothing about people.
HEADS = """
CREATE FUNCTION trail_heads() RETURNS TABLE (partnership_id bigint, sequence bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE chains (id) AS (
        SELECT min(s.partnership_id) FROM trail_seal s
        UNION ALL
        SELECT (SELECT min(s.partnership_id) FROM trail_seal s WHERE s.partnership_id > c.id) FROM chains c WHERE c.id IS NOT NULL
    )
    SELECT c.id, last.sequence, last.hash FROM chains c, LATERAL (
        SELECT s.sequence, s.hash FROM trail_seal s WHERE s.partnership_id = c.id ORDER BY s.sequence DESC LIMIT 1
    ) last
$$
"""


class Migration(migrations.Migration):
    """Seals of what was written until now, and of each line from now on."""

    dependencies = [("trail", "0007_seals")]
    operations = [
        migrations.RunSQL(sql=INSIDE, reverse_sql=NOT_INSIDE),
        only_read("trail_seal"),
        migrations.RunSQL(sql=HASH, reverse_sql="DROP FUNCTION trail_seal_hash(trail_line, bigint, bytea)"),
        migrations.RunSQL(sql=SEAL, reverse_sql="DROP FUNCTION trail_add_seal()"),
        only_for_application("trail_add_seal()"),
        migrations.RunSQL(sql=TRIGGER, reverse_sql="DROP TRIGGER sealed ON trail_line"),
        migrations.RunSQL(sql=EARLIER, reverse_sql="DELETE FROM trail_seal"),
        migrations.RunSQL(sql=HEADS, reverse_sql="DROP FUNCTION trail_heads()"),
        only_for_application("trail_heads()"),
    ]
