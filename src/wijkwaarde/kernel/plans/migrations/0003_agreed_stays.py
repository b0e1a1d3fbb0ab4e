"""What was agreed stays as it was: only how a line goes may change after that."""

from django.db import migrations

VERSION = """
CREATE FUNCTION plans_agreed_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.agreed_on IS NOT NULL THEN
        RAISE EXCEPTION 'plan version % was agreed and does not change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
LINE = """
CREATE FUNCTION plans_agreed_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
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
TRIGGERS = [
    (
        "CREATE TRIGGER agreed_stays BEFORE UPDATE OR DELETE ON plans_planversion "
        "FOR EACH ROW EXECUTE FUNCTION plans_agreed_version_stays()"
    ),
    (
        "CREATE TRIGGER agreed_stays BEFORE INSERT OR UPDATE OR DELETE ON plans_planline "
        "FOR EACH ROW EXECUTE FUNCTION plans_agreed_line_stays()"
    ),
]
NOTHING = [
    "DROP TRIGGER agreed_stays ON plans_planline",
    "DROP TRIGGER agreed_stays ON plans_planversion",
    "DROP FUNCTION plans_agreed_line_stays()",
    "DROP FUNCTION plans_agreed_version_stays()",
]


class Migration(migrations.Migration):
    """Triggers, so that no code can forget it."""

    dependencies = [("plans", "0002_isolation")]
    operations = [
        migrations.RunSQL(sql=[VERSION, LINE, *TRIGGERS], reverse_sql=NOTHING),
    ]
