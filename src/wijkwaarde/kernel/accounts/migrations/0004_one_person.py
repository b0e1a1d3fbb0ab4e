"""A log-in becomes one person, once: who could be made another would read that person's questions."""

from django.db import migrations

STAYS = """
CREATE FUNCTION accounts_person_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.person_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM OLD.person_id THEN
        RAISE EXCEPTION 'the person of user % does not change', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = (
    "CREATE TRIGGER person_stays BEFORE UPDATE ON accounts_user FOR EACH ROW EXECUTE FUNCTION accounts_person_stays()"
)
NOTHING = ["DROP TRIGGER person_stays ON accounts_user", "DROP FUNCTION accounts_person_stays()"]


class Migration(migrations.Migration):
    """A trigger, so that no code can forget it."""

    dependencies = [("accounts", "0003_standings")]
    operations = [migrations.RunSQL(sql=[STAYS, TRIGGER], reverse_sql=NOTHING)]
