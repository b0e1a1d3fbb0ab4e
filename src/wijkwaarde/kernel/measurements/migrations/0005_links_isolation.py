"""Personal links stay within their partnership; one is found by its token before a partnership is known."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, only_for_application, stays_inside

SIGNATURE = "measurements_link(varchar, date)"
FUNCTION = """
CREATE FUNCTION measurements_link(hash varchar, day date)
RETURNS TABLE (partnership_id bigint, link_id bigint, is_used boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.partnership_id, l.id, l.used_on IS NOT NULL FROM measurements_marklink l
    WHERE l.token_hash = hash AND l.revoked_on IS NULL AND l.expires_on > day
$$
"""


class Migration(migrations.Migration):
    """Past the policies, for one token at a time: ids only."""

    dependencies = [("measurements", "0004_links")]
    operations = [
        isolated("measurements_marklink"),
        stays_inside("measurements_marklink", column="case_id", target="cases_case"),
        stays_inside("measurements_marklink", column="made_by_id", target="cases_participant"),
        migrations.RunSQL(sql=FUNCTION, reverse_sql=f"DROP FUNCTION {SIGNATURE}"),
        only_for_application(SIGNATURE),
    ]
