"""An agreed line goes on once per version, within its own plan, from a line that is a first itself; and that stays so."""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("wijkwaarde.kernel.plans.migrations.0009_agreed_stays_with_more")
WAS = import_module("wijkwaarde.kernel.plans.migrations.0014_what_a_line_is_about")
OLD = WAS.OLD + ", OLD.first_id"
WITH_FIRST = BEFORE.LINE.format(old=OLD, new=OLD.replace("OLD", "NEW"))
FIRST = """
CREATE FUNCTION plans_line_goes_on() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM plans_planline l JOIN plans_planversion v ON v.id = l.plan_version_id
        JOIN plans_planversion n ON n.id = NEW.plan_version_id AND n.plan_id = v.plan_id AND n.number > v.number
        WHERE l.id = NEW.first_id AND l.first_id IS NULL
    ) THEN
        RAISE EXCEPTION 'plan line % goes on from an earlier line of its plan that is a first itself', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
GOES_ON = (
    "CREATE TRIGGER goes_on BEFORE INSERT OR UPDATE OF first_id, plan_version_id ON plans_planline "
    "FOR EACH ROW WHEN (NEW.first_id IS NOT NULL) EXECUTE FUNCTION plans_line_goes_on()"
)
NOTHING = ["DROP TRIGGER goes_on ON plans_planline", "DROP FUNCTION plans_line_goes_on()", WAS.WITH_DOMAIN]


class Migration(migrations.Migration):
    """After the fill: a key with changes that wait lets no constraint be added."""

    dependencies = [("plans", "0016_what_goes_on")]
    operations = [
        migrations.AddConstraint(
            "planline",
            models.UniqueConstraint(fields=("plan_version", "first"), name="plans_line_goes_on_once"),
        ),
        migrations.RunSQL(sql=[WITH_FIRST, FIRST, GOES_ON], reverse_sql=NOTHING),
    ]
