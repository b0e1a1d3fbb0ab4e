"""An estimate is whole from its first commit on; the site only adds and reads, and a chance stands in an analysis alone."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only

# The owner may still remove rows: somebody has a right to be forgotten.
RISKS = """
CREATE FUNCTION flows_risk_in_analysis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.chance IS NOT NULL OR NEW.share_left < 1)
        AND (SELECT kind FROM flows_estimate WHERE id = NEW.estimate_id) IS DISTINCT FROM 'analysis'
    THEN
        RAISE EXCEPTION 'a chance stands only in the estimate of an analysis' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGERS = [
    (
        "CREATE TRIGGER risk_in_analysis BEFORE INSERT OR UPDATE ON flows_flow "
        "FOR EACH ROW EXECUTE FUNCTION flows_risk_in_analysis()"
    ),
    (
        "CREATE TRIGGER fits BEFORE INSERT ON flows_flow "
        "FOR EACH ROW EXECUTE FUNCTION prices_part_fits('flows_estimate', 'estimate_id')"
    ),
    (
        "CREATE CONSTRAINT TRIGGER is_whole AFTER INSERT ON flows_estimate DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION prices_is_whole('flows_flow', 'estimate_id')"
    ),
]
NOTHING = [
    "DROP TRIGGER is_whole ON flows_estimate",
    "DROP TRIGGER fits ON flows_flow",
    "DROP TRIGGER risk_in_analysis ON flows_flow",
    "DROP FUNCTION flows_risk_in_analysis()",
]


class Migration(migrations.Migration):
    """Grants for the application, triggers for everybody."""

    dependencies = [("flows", "0002_isolation"), ("prices", "0003_never_changes")]
    operations = [
        append_only("flows_estimate"),
        append_only("flows_flow"),
        migrations.RunSQL(sql=[RISKS, *TRIGGERS], reverse_sql=NOTHING),
    ]
