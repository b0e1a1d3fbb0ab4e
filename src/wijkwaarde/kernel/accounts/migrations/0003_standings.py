"""The look-up that comes before a partnership is known: as what may this user act today?"""

from django.db import migrations

from wijkwaarde.kernel.isolation import only_for_application

SIGNATURE = "accounts_standings(bigint, date)"
FUNCTION = """
CREATE FUNCTION accounts_standings(account bigint, day date)
RETURNS TABLE (
    partnership_id bigint, partnership text, phone text, person_id bigint, membership_id bigint, organisation_id bigint,
    organisation text, role text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.id, p.name, p.phone, person.id, NULL::bigint, NULL::bigint, NULL::text, 'resident'
    FROM accounts_user u
    JOIN parties_person person ON person.id = u.person_id
    JOIN parties_partnership p ON p.id = person.partnership_id
    WHERE u.id = account AND u.is_active
    UNION ALL
    SELECT p.id, p.name, p.phone, NULL, m.id, o.id, o.name, m.role
    FROM accounts_user u
    JOIN accounts_membership m ON m.user_id = u.id
    JOIN parties_organisation o ON o.id = m.organisation_id
    JOIN parties_partnership p ON p.id = m.partnership_id
    WHERE u.id = account AND u.is_active
      AND m.begin <= day AND (m.until IS NULL OR m.until > day)
      AND o.begin <= day AND (o.until IS NULL OR o.until > day)
    ORDER BY 2, 7, 5
$$
"""


class Migration(migrations.Migration):
    """Past the policies, for one user at a time: ids and names of partnerships and organisations, of nobody a name."""

    dependencies = [("accounts", "0002_isolation")]
    operations = [
        migrations.RunSQL(sql=FUNCTION, reverse_sql=f"DROP FUNCTION {SIGNATURE}"),
        only_for_application(SIGNATURE),
    ]
