"""The only ways in which a case is destroyed: functions of the owner, which look themselves whether it may be."""

from django.db import migrations

from wijkwaarde.kernel.isolation import only_for_application

LANGUAGE = "LANGUAGE plpgsql SET search_path = public, pg_temp"
# The last day on which anything in the file changed, as the rows themselves tell it.
LAST_CHANGE = """
CREATE FUNCTION retention_last_change(asked bigint) RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT greatest(
        (SELECT greatest(opened_on, closed_on, came_back_on) FROM cases_case WHERE id = asked),
        (SELECT max("on") FROM cases_contactnote WHERE case_id = asked AND NOT taken_back),
        (SELECT max(agreed_on) FROM plans_planversion v JOIN plans_plan p ON p.id = v.plan_id WHERE p.case_id = asked),
        (SELECT max(given_on) FROM measurements_measurement WHERE case_id = asked)
    )
$$
"""
# The first day that a case may go, and the rule that says so; nothing while it runs or a day is not known. A term of whole
# years holds through the same day of the last year, or the last of February where that year has no 29th.
FIRST_DAY = f"""
CREATE FUNCTION retention_first_day(asked bigint, today date, OUT rule text, OUT first_day date)
{LANGUAGE} STABLE AS $$
DECLARE
    one record;
    it record;
    begins date;
    term integer;
    ends date;
BEGIN
    SELECT c.partnership_id, c.closed_on, p.born_on INTO it
    FROM cases_case c JOIN parties_person p ON p.id = c.resident_id WHERE c.id = asked;
    IF it.closed_on IS NULL THEN RETURN; END IF;
    FOR one IN
        SELECT DISTINCT ON (r.key) r.* FROM retention_rule r
        WHERE r.scope = 'case' AND r.since <= today AND (
            r.key IN (SELECT k.rule FROM retention_caserule k WHERE k.case_id = asked)
            OR (r.key = 'voluntary' AND NOT EXISTS (SELECT FROM retention_caserule k WHERE k.case_id = asked))
        ) ORDER BY r.key, r.since DESC
    LOOP
        term := one.months;
        IF one.least_months IS NOT NULL THEN
            SELECT greatest(one.least_months, least(one.most_months, d.months)) INTO term FROM retention_decision d
            WHERE d.partnership_id = it.partnership_id AND d.rule = one.key AND d.since <= today
            ORDER BY d.since DESC, d.id DESC LIMIT 1;
            term := coalesce(term, one.months);
        END IF;
        begins := CASE one.start WHEN 'closed' THEN it.closed_on WHEN 'last-change' THEN retention_last_change(asked)
            WHEN 'age' THEN (it.born_on + make_interval(years => one.age))::date END;
        ends := greatest((begins + make_interval(months => term))::date, CASE WHEN begins IS NOT NULL THEN it.closed_on END);
        IF begins IS NULL OR ends IS NULL THEN rule := NULL; first_day := NULL; RETURN; END IF;
        IF first_day IS NULL OR ends + 1 > first_day THEN rule := one.key; first_day := ends + 1; END IF;
    END LOOP;
    SELECT greatest(first_day, max(l.until)) INTO first_day FROM endings_pilotlight l
    WHERE l.case_id = asked AND l.since IS NOT NULL AND l.ended_on IS NULL;
END $$
"""
HELD = """
CREATE FUNCTION retention_is_held(asked bigint, today date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM retention_hold WHERE case_id = asked AND until > today AND ended_on IS NULL)
$$
"""
# What a trigger asks that keeps rows as they are. Only inside a function of the owner, and only while it destroys.
DESTROYING = """
CREATE FUNCTION retention_is_destroying() RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(current_setting('retention.destroying', true), '') = 'yes'
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.cases_case'::regclass)
$$
"""
KEEPS = (
    ("plans_planversion", "agreed_stays", "UPDATE OR DELETE", "plans_agreed_version_stays"),
    ("plans_planline", "agreed_stays", "INSERT OR UPDATE OR DELETE", "plans_agreed_line_stays"),
    ("measurements_measurement", "given_stays", "UPDATE OR DELETE", "measurements_given_stays"),
)
TRIGGER = "CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {function}()"
# Every key is checked at the end of the transaction, so a row may go before what points at it. What points at a row of a
# case goes along, however far; who wants to keep something of it keeps a plain number, as the trail does.
REMOVE = f"""
CREATE FUNCTION retention_remove(target regclass, by_column text, ids bigint[], by_rule text, today date) RETURNS void
{LANGUAGE} AS $$
DECLARE
    -- A table with another key than a number is never pointed at.
    is_numbered boolean := EXISTS (
        SELECT FROM pg_attribute WHERE attrelid = target AND attname = 'id' AND NOT attisdropped
    );
    gone bigint[];
    part record;
BEGIN
    EXECUTE format('WITH gone AS (DELETE FROM %s WHERE %I = ANY($1) RETURNING %s) SELECT array_agg(id) FROM gone',
        target, by_column, CASE WHEN is_numbered THEN 'id' ELSE '0 AS id' END) INTO gone USING ids;
    IF gone IS NULL THEN RETURN; END IF;
    INSERT INTO retention_destruction (partnership_id, rule, "on", "table", rows)
    VALUES (NULLIF(current_setting('app.partnership_id', true), '')::bigint, by_rule, today, target::text,
        cardinality(gone))
    ON CONFLICT (partnership_id, rule, "on", "table")
    DO UPDATE SET rows = retention_destruction.rows + excluded.rows;
    FOR part IN
        SELECT k.conrelid::regclass AS name, a.attname FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE is_numbered AND k.contype = 'f' AND k.confrelid = target AND cardinality(k.conkey) = 1
    LOOP
        PERFORM retention_remove(part.name, part.attname, gone, by_rule, today);
    END LOOP;
END $$
"""
# Somebody about whom nothing else is here goes too, with their log-in, unless that is also a member's.
FORGET = f"""
CREATE FUNCTION retention_forget(people bigint[], by_rule text, today date) RETURNS void {LANGUAGE} AS $$
DECLARE
    one bigint;
    part record;
    stays boolean;
BEGIN
    FOREACH one IN ARRAY people LOOP
        stays := EXISTS (SELECT FROM accounts_user u JOIN accounts_membership m ON m.user_id = u.id WHERE u.person_id = one);
        FOR part IN
            SELECT k.conrelid::regclass AS name, a.attname FROM pg_constraint k
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
            WHERE k.contype = 'f' AND k.confrelid = 'parties_person'::regclass AND cardinality(k.conkey) = 1
                AND k.conrelid <> 'accounts_user'::regclass
        LOOP
            EXIT WHEN stays;
            EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I = $1)', part.name, part.attname) INTO stays USING one;
        END LOOP;
        IF NOT stays THEN PERFORM retention_remove('parties_person', 'id', ARRAY[one], by_rule, today); END IF;
    END LOOP;
END $$
"""
TAKE = f"""
CREATE FUNCTION retention_take(asked bigint, by_rule text, today date) RETURNS void {LANGUAGE} AS $$
DECLARE
    people bigint[] := (
        SELECT array_agg(DISTINCT id) FROM (
            SELECT resident_id AS id FROM cases_case WHERE id = asked
            UNION SELECT person_id FROM cases_participant WHERE case_id = asked AND person_id IS NOT NULL
            UNION SELECT person_id FROM carers_informalcarer WHERE case_id = asked
        ) p
    );
BEGIN
    SET LOCAL retention.destroying = 'yes';
    PERFORM retention_remove('cases_case', 'id', ARRAY[asked], by_rule, today);
    PERFORM retention_forget(people, by_rule, today);
    SET LOCAL retention.destroying = '';
END $$
"""
# `today` may lie in the past, never in the future: nobody makes a case due by asking early.
CHECKED = """
    on_day date := least(today, (now() AT TIME ZONE 'Europe/Amsterdam')::date);
BEGIN
    PERFORM FROM cases_case WHERE id = asked
        AND partnership_id = NULLIF(current_setting('app.partnership_id', true), '')::bigint FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'case % is not here', asked USING ERRCODE = 'check_violation'; END IF;
    IF retention_is_held(asked, on_day) THEN
        RAISE EXCEPTION 'case % is held', asked USING ERRCODE = 'check_violation';
    END IF;
"""
DESTROY = f"""
CREATE FUNCTION retention_destroy_case(asked bigint, today date) RETURNS text {LANGUAGE} SECURITY DEFINER AS $$
DECLARE
    due record;
{CHECKED}
    due := retention_first_day(asked, on_day);
    IF due.first_day IS NULL OR due.first_day > on_day THEN
        RAISE EXCEPTION 'case % is not due', asked USING ERRCODE = 'check_violation';
    END IF;
    PERFORM retention_take(asked, due.rule, on_day);
    RETURN due.rule;
END $$
"""
# Whoever keeps requests of residents replaces this function by one that looks in its own table.
MAY_ERASE = """
CREATE FUNCTION retention_may_erase(asked bigint, today date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$ SELECT false $$
"""
ERASE = f"""
CREATE FUNCTION retention_erase_case(asked bigint, today date) RETURNS text {LANGUAGE} SECURITY DEFINER AS $$
DECLARE
{CHECKED}
    IF NOT retention_may_erase(asked, on_day) THEN
        RAISE EXCEPTION 'nobody decided to erase case %', asked USING ERRCODE = 'check_violation';
    END IF;
    PERFORM retention_take(asked, 'request', on_day);
    RETURN 'request';
END $$
"""
INNER = (
    "retention_remove(regclass, text, bigint[], text, date)",
    "retention_forget(bigint[], text, date)",
    "retention_take(bigint, text, date)",
)
NOTHING = [
    *(
        statement
        for table, name, acts, function in KEEPS
        for statement in (
            f"DROP TRIGGER {name} ON {table}",
            TRIGGER.format(name=name, acts=acts, table=table, when="", function=function),
        )
    ),
    "DROP FUNCTION retention_erase_case(bigint, date)",
    "DROP FUNCTION retention_may_erase(bigint, date)",
    "DROP FUNCTION retention_destroy_case(bigint, date)",
    *(f"DROP FUNCTION {one}" for one in reversed(INNER)),
    "DROP FUNCTION retention_is_destroying()",
    "DROP FUNCTION retention_is_held(bigint, date)",
    "DROP FUNCTION retention_first_day(bigint, date)",
    "DROP FUNCTION retention_last_change(bigint)",
]


class Migration(migrations.Migration):
    """Functions of the owner; what keeps rows as they are lets these alone through."""

    dependencies = [
        ("retention", "0003_rules"),
        ("plans", "0013_first_agreed"),
        ("measurements", "0007_isolation_of_carers"),
        ("flows", "0006_rows_stay"),
        ("endings", "0002_isolation"),
        ("carers", "0002_isolation"),
    ]
    operations = [
        migrations.RunSQL(
            sql=[
                LAST_CHANGE,
                FIRST_DAY,
                HELD,
                DESTROYING,
                *(
                    statement
                    for table, name, acts, function in KEEPS
                    for statement in (
                        f"DROP TRIGGER {name} ON {table}",
                        TRIGGER.format(
                            name=name,
                            acts=acts,
                            table=table,
                            when="WHEN (NOT retention_is_destroying())",
                            function=function,
                        ),
                    )
                ),
                REMOVE,
                FORGET,
                TAKE,
                DESTROY,
                MAY_ERASE,
                ERASE,
                *(f"REVOKE EXECUTE ON FUNCTION {one} FROM PUBLIC" for one in INNER),
            ],
            reverse_sql=NOTHING,
        ),
        only_for_application("retention_destroy_case(bigint, date)"),
        only_for_application("retention_erase_case(bigint, date)"),
    ]
