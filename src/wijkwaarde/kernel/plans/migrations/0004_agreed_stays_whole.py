"""What was agreed stays whole: no line leaves it or comes to it, no plan moves to another case, no table is taken for ours."""

from django.db import migrations

PLAN = """
CREATE FUNCTION plans_plan_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (OLD.partnership_id, OLD.case_id) IS DISTINCT FROM (NEW.partnership_id, NEW.case_id) THEN
        RAISE EXCEPTION 'the case of plan % does not change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
# Before a row is added OLD is empty, before one is removed NEW is.
LINE = """
CREATE OR REPLACE FUNCTION plans_agreed_line_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    agreed bigint := (
        SELECT min(id) FROM plans_planversion
        WHERE id IN (OLD.plan_version_id, NEW.plan_version_id) AND agreed_on IS NOT NULL
    );
BEGIN
    IF agreed IS NOT NULL AND (TG_OP <> 'UPDATE' OR
        (OLD.plan_version_id, OLD.position, OLD.what, OLD.participant_id, OLD.who, OLD.before)
        IS DISTINCT FROM (NEW.plan_version_id, NEW.position, NEW.what, NEW.participant_id, NEW.who, NEW.before))
    THEN
        RAISE EXCEPTION 'plan version % was agreed and does not change', agreed USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
LINE_BEFORE = """
CREATE OR REPLACE FUNCTION plans_agreed_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one plans_planline := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    agreed boolean := (SELECT agreed_on IS NOT NULL FROM plans_planversion WHERE id = one.plan_version_id);
BEGIN
    IF agreed AND (TG_OP <> 'UPDATE' OR
        (OLD.plan_version_id, OLD.position, OLD.what, OLD.participant_id, OLD.who, OLD.before)
        IS DISTINCT FROM (NEW.plan_version_id, NEW.position, NEW.what, NEW.participant_id, NEW.who, NEW.before))
    THEN
        RAISE EXCEPTION 'plan version % was agreed and does not change', one.plan_version_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN one;
END $$
"""
STAYS = "CREATE TRIGGER stays BEFORE UPDATE ON plans_plan FOR EACH ROW EXECUTE FUNCTION plans_plan_stays()"
NOTHING = [LINE_BEFORE, "DROP TRIGGER stays ON plans_plan", "DROP FUNCTION plans_plan_stays()"]


class Migration(migrations.Migration):
    """Triggers, so that no code can forget it."""

    dependencies = [("plans", "0003_agreed_stays")]
    operations = [
        migrations.RunSQL(sql=[PLAN, LINE, STAYS], reverse_sql=NOTHING),
    ]
