"""A case goes on request only where the privacy contact said yes to it, and no law asks to keep it."""

from django.db import migrations

# `done_on` is empty as long as nobody carried it out: one yes erases once.
MAY_ERASE = """
CREATE OR REPLACE FUNCTION retention_may_erase(asked bigint, today date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM privacy_requests_privacyrequest r JOIN cases_case c ON c.resident_id = r.person_id
        WHERE c.id = asked AND r.partnership_id = c.partnership_id AND r.kind = 'erasure'
            AND r.outcome IN ('granted', 'partly') AND r.answered_on <= today AND r.done_on IS NULL
            AND r.withdrawn_on IS NULL
    ) AND NOT EXISTS (SELECT FROM retention_caserule WHERE case_id = asked)
$$
"""
NOTHING = """
CREATE OR REPLACE FUNCTION retention_may_erase(asked bigint, today date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$ SELECT false $$
"""


class Migration(migrations.Migration):
    """The function of the owner that retention asks before it removes a case on request."""

    dependencies = [("privacy_requests", "0002_isolation"), ("retention", "0004_destroying")]
    operations = [migrations.RunSQL(sql=MAY_ERASE, reverse_sql=NOTHING)]
