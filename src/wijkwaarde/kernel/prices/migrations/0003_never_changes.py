"""An edition and a series are whole from their first commit on and never change, whoever tries."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only

# Whoever owns the tables passes by grants, and would have to take away the trigger first.
STAYS = """
CREATE FUNCTION prices_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% never changes: a correction is a new one', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$
"""
# Places are unique and numbered 1 to size, so a whole has no place left for a part that comes later.
# Arguments: the table of the whole, and the column that points at it.
FITS = """
CREATE FUNCTION prices_part_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    size integer;
BEGIN
    EXECUTE format('SELECT size FROM %I WHERE id = $1', TG_ARGV[0])
        INTO size USING (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
    IF size IS NULL OR NEW.position < 1 OR NEW.position > size THEN
        RAISE EXCEPTION '% is whole: place % is not in it', TG_ARGV[0], NEW.position USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
# At commit, as the owner: the setting of the partnership may have moved on by then.
# Arguments: the table of the parts, and its column that points at the whole.
WHOLE = """
CREATE FUNCTION prices_is_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found integer;
BEGIN
    EXECUTE format('SELECT count(*) FROM %I WHERE %I = $1', TG_ARGV[0], TG_ARGV[1]) INTO found USING NEW.id;
    IF found <> NEW.size THEN
        RAISE EXCEPTION '% % is not whole: % of % rows', TG_TABLE_NAME, NEW.id, found, NEW.size
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
"""
TABLES = ("prices_storededition", "prices_storedprice", "prices_storedseries", "prices_storedpoint")
PARTS = (
    ("prices_storededition", "prices_storedprice", "edition_id"),
    ("prices_storedseries", "prices_storedpoint", "series_id"),
)
TRIGGERS = [
    *(
        f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION prices_stays()"
        for table in TABLES
    ),
    *(
        f"CREATE TRIGGER fits BEFORE INSERT ON {part} "
        f"FOR EACH ROW EXECUTE FUNCTION prices_part_fits('{whole}', '{column}')"
        for whole, part, column in PARTS
    ),
    *(
        f"CREATE CONSTRAINT TRIGGER is_whole AFTER INSERT ON {whole} DEFERRABLE INITIALLY DEFERRED "
        f"FOR EACH ROW EXECUTE FUNCTION prices_is_whole('{part}', '{column}')"
        for whole, part, column in PARTS
    ),
]
NOTHING = [
    *(f"DROP TRIGGER is_whole ON {whole}" for whole, _part, _column in PARTS),
    *(f"DROP TRIGGER fits ON {part}" for _whole, part, _column in PARTS),
    *(f"DROP TRIGGER stays ON {table}" for table in TABLES),
    "DROP FUNCTION prices_is_whole()",
    "DROP FUNCTION prices_part_fits()",
    "DROP FUNCTION prices_stays()",
]


class Migration(migrations.Migration):
    """Grants for the application, triggers for everybody."""

    dependencies = [("prices", "0002_isolation"), ("trail", "0001_privileges")]
    operations = [
        *(append_only(table) for table in TABLES),
        migrations.RunSQL(sql=[STAYS, FITS, WHOLE, *TRIGGERS], reverse_sql=NOTHING),
    ]
