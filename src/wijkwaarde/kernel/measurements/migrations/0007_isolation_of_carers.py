"""What is new stays within its partnership; of a link its page also knows whose it is, and whether they said no."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, only_for_application, stays_inside

SIGNATURE = "measurements_link(varchar, date)"
BEFORE = """
CREATE FUNCTION measurements_link(hash varchar, day date)
RETURNS TABLE (partnership_id bigint, link_id bigint, is_used boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.partnership_id, l.id, l.used_on IS NOT NULL FROM measurements_marklink l
    WHERE l.token_hash = hash AND l.revoked_on IS NULL AND l.expires_on > day
$$
"""
FUNCTION = """
CREATE FUNCTION measurements_link(hash varchar, day date)
RETURNS TABLE (partnership_id bigint, link_id bigint, is_used boolean, is_carers boolean, says_no boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.partnership_id, l.id, l.used_on IS NOT NULL, l.carer_id IS NOT NULL, EXISTS (
        SELECT FROM measurements_nomarks n
        WHERE n.case_id = l.case_id AND n.person_id = coalesce(i.person_id, c.resident_id) AND n.until IS NULL
    )
    FROM measurements_marklink l
    JOIN cases_case c ON c.id = l.case_id
    LEFT JOIN carers_informalcarer i ON i.id = l.carer_id
    WHERE l.token_hash = hash AND l.revoked_on IS NULL AND l.expires_on > day AND (i.until IS NULL OR i.until > day)
$$
"""
DROP = f"DROP FUNCTION {SIGNATURE}"


class Migration(migrations.Migration):
    """Past the policies, for one token at a time: ids, yes and no only."""

    dependencies = [("measurements", "0006_carers")]
    operations = [
        isolated("measurements_nomarks"),
        stays_inside("measurements_nomarks", column="case_id", target="cases_case"),
        stays_inside("measurements_nomarks", column="person_id", target="parties_person"),
        stays_inside("measurements_nomarks", column="said_by_id", target="cases_participant"),
        stays_inside("measurements_marklink", column="carer_id", target="carers_informalcarer"),
        migrations.RunSQL(sql=[DROP, FUNCTION], reverse_sql=[DROP, BEFORE]),
        only_for_application(SIGNATURE),
    ]
