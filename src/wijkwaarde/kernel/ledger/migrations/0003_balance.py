"""A booking balances at its commit and never changes; nothing is booked in a closed period or on an account that ended."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, fixed_search_path, only_for_application

# Whoever books shares the lock, whoever closes has it alone: nothing slips into a period while it is closed.
LOCK = 1818518375
OPEN = f"""
CREATE FUNCTION ledger_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({LOCK}, hashint8(NEW.partnership_id));
    IF EXISTS (SELECT FROM ledger_closing c WHERE c.partnership_id = NEW.partnership_id AND c.until > NEW."on") THEN
        RAISE EXCEPTION 'the period of % is closed', NEW."on" USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_closed';
    END IF;
    RETURN NEW;
END $$
"""
CLOSES = f"""
CREATE FUNCTION ledger_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock({LOCK}, hashint8(NEW.partnership_id));
    RETURN NEW;
END $$
"""
# Once per statement, however many entries it adds.
FITS = """
CREATE FUNCTION ledger_entries_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_more boolean;
    is_outside boolean;
BEGIN
    SELECT bool_or(e.position > b.size), bool_or(e."on" < a."begin" OR e."on" >= a.until) INTO is_more, is_outside
        FROM added e JOIN ledger_booking b ON b.id = e.booking_id JOIN ledger_account a ON a.id = e.account_id;
    IF is_more THEN
        RAISE EXCEPTION 'a booking is whole: nothing is added to it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_whole';
    END IF;
    IF is_outside THEN
        RAISE EXCEPTION 'nothing is booked on an account before it begins or after it ended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_account_runs';
    END IF;
    RETURN NULL;
END $$
"""
# At commit, whatever partnership is set by then: as the owner, who sees all entries of the booking.
BALANCES = """
CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    present integer;
    is_off boolean;
BEGIN
    SELECT COALESCE(sum(counted), 0), bool_or(total <> 0) INTO present, is_off FROM (
        SELECT count(*) AS counted, sum(e.amount) AS total FROM ledger_entry e WHERE e.booking_id = NEW.id GROUP BY e.commodity
    ) per_commodity;
    IF present <> NEW.size THEN
        RAISE EXCEPTION 'booking % has % entries and not %', NEW.id, present, NEW.size
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_whole';
    END IF;
    IF is_off THEN
        RAISE EXCEPTION 'booking % does not sum to zero', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_zero';
    END IF;
    IF NEW.reverses_id IS NOT NULL AND NOT ledger_undoes(NEW.id, NEW.reverses_id) THEN
        RAISE EXCEPTION 'booking % does not undo booking %', NEW.id, NEW.reverses_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_undoes';
    END IF;
    RETURN NULL;
END $$
"""
# A reversal has the entries of its booking with the other sign, and is no reversal of a reversal.
UNDOES = """
CREATE FUNCTION ledger_undoes(one bigint, undone bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM ledger_booking b WHERE b.id = undone AND b.reverses_id IS NULL) AND NOT EXISTS (
        SELECT FROM (SELECT e.position, e.account_id, e.amount FROM ledger_entry e WHERE e.booking_id = one) mine
        FULL JOIN (SELECT e.position, e.account_id, e.amount FROM ledger_entry e WHERE e.booking_id = undone) theirs
            USING (position, account_id)
        WHERE mine.amount IS DISTINCT FROM -theirs.amount
    )
$$
"""
STAYS = """
CREATE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was booked stays: reverse it with a new booking'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_stays';
END $$
"""
# What an account counts stays too: its name may be mended and its end set.
ACCOUNT_STAYS = """
CREATE FUNCTION ledger_account_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.partnership_id, NEW.kind, NEW.commodity, NEW.code, NEW.organisation_id, NEW.product, NEW.source, NEW."begin")
        IS DISTINCT FROM
        (OLD.partnership_id, OLD.kind, OLD.commodity, OLD.code, OLD.organisation_id, OLD.product, OLD.source, OLD."begin")
    THEN
        RAISE EXCEPTION 'what an account counts stays: open another one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_account_stays';
    END IF;
    IF NEW.until IS NOT NULL AND EXISTS (
        SELECT FROM ledger_entry e WHERE e.partnership_id = NEW.partnership_id AND e.account_id = NEW.id AND e."on" >= NEW.until
    ) THEN
        RAISE EXCEPTION 'something was booked on this account after that day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_account_runs';
    END IF;
    RETURN NEW;
END $$
"""
KEPT = ("ledger_booking", "ledger_entry", "ledger_closing")
TRIGGERS = [
    "CREATE TRIGGER is_open BEFORE INSERT ON ledger_booking FOR EACH ROW EXECUTE FUNCTION ledger_is_open()",
    "CREATE TRIGGER closes BEFORE INSERT ON ledger_closing FOR EACH ROW EXECUTE FUNCTION ledger_closes()",
    (
        "CREATE TRIGGER fit AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_fit()"
    ),
    (
        "CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON ledger_booking DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION ledger_balances()"
    ),
    *(
        f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays()"
        for table in KEPT
    ),
    "CREATE TRIGGER stays BEFORE UPDATE ON ledger_account FOR EACH ROW EXECUTE FUNCTION ledger_account_stays()",
]
FUNCTIONS = (
    "ledger_is_open()",
    "ledger_closes()",
    "ledger_entries_fit()",
    "ledger_undoes(bigint, bigint)",
    "ledger_balances()",
    "ledger_stays()",
    "ledger_account_stays()",
)
NOTHING = [
    "DROP TRIGGER stays ON ledger_account",
    *(f"DROP TRIGGER stays ON {table}" for table in KEPT),
    "DROP TRIGGER balances ON ledger_booking",
    "DROP TRIGGER fit ON ledger_entry",
    "DROP TRIGGER closes ON ledger_closing",
    "DROP TRIGGER is_open ON ledger_booking",
    *(f"DROP FUNCTION {one}" for one in reversed(FUNCTIONS)),
]


class Migration(migrations.Migration):
    """Grants for the application, triggers for everybody."""

    dependencies = [("ledger", "0002_isolation")]
    operations = [
        append_only("ledger_booking"),
        append_only("ledger_entry"),
        append_only("ledger_closing"),
        migrations.RunSQL(
            sql=[OPEN, CLOSES, FITS, UNDOES, BALANCES, STAYS, ACCOUNT_STAYS, *TRIGGERS], reverse_sql=NOTHING
        ),
        *(fixed_search_path(one) for one in FUNCTIONS),
        only_for_application("ledger_balances()"),
    ]
