"""Fills in from whom the help of today's lines comes, and keeps the new columns of what was agreed as they are."""

from django.db import migrations

FILL = """
UPDATE plans_planline l SET source = CASE p.part WHEN 'resident' THEN 'self' ELSE 'existing' END
FROM cases_participant p WHERE p.id = l.participant_id
"""
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
        (OLD.plan_version_id, OLD.position, OLD.what, OLD.participant_id, OLD.who, OLD.before{old})
        IS DISTINCT FROM
        (NEW.plan_version_id, NEW.position, NEW.what, NEW.participant_id, NEW.who, NEW.before{new}))
    THEN
        RAISE EXCEPTION 'plan version % was agreed and does not change', agreed USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
# "begin" is a word of PL/pgSQL itself.
OLD = ', OLD.source, OLD.band, OLD."begin", OLD.until'
WITH_MORE = LINE.format(old=OLD, new=OLD.replace("OLD", "NEW"))
WITHOUT = LINE.format(old="", new="")


class Migration(migrations.Migration):
    """The fill comes first: after it the trigger would refuse it."""

    dependencies = [("plans", "0008_more_of_a_line"), ("cases", "0002_isolation")]
    operations = [migrations.RunSQL(sql=[FILL, WITH_MORE], reverse_sql=[WITHOUT])]
