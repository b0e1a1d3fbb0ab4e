"""What was given stays as it was: a mark is taken back or replaced, and never changed or removed."""

from django.db import migrations

GIVEN = """
CREATE FUNCTION measurements_given_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    may_change text[] := ARRAY['withdrawn_on', 'tell_contact'];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - may_change) IS DISTINCT FROM (to_jsonb(NEW) - may_change) THEN
        RAISE EXCEPTION 'measurement % was given and does not change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = (
    "CREATE TRIGGER given_stays BEFORE UPDATE OR DELETE ON measurements_measurement "
    "FOR EACH ROW EXECUTE FUNCTION measurements_given_stays()"
)
NOTHING = ["DROP TRIGGER given_stays ON measurements_measurement", "DROP FUNCTION measurements_given_stays()"]


class Migration(migrations.Migration):
    """A trigger, so that no code can forget it."""

    dependencies = [("measurements", "0002_isolation")]
    operations = [migrations.RunSQL(sql=[GIVEN, TRIGGER], reverse_sql=NOTHING)]
