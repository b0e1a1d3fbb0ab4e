"""Who was removed on request logs in no more: the ways in go, and their address becomes one that nobody has."""

from django.conf import settings
from django.db import migrations

from wijkwaarde.kernel.isolation import only_for_application

SIGNATURE = "privacy_requests_close_log_in(bigint, date)"
# Past the policies: a membership may be of another partnership. The row stays empty where work of before points at it, and
# with it its number, which the trail holds. Only while a yes to removing is being carried out.
FUNCTION = """
CREATE FUNCTION privacy_requests_close_log_in(asked bigint, today date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    account bigint := (
        SELECT u.id FROM accounts_user u JOIN parties_person p ON p.id = u.person_id
        WHERE p.id = asked AND p.partnership_id = NULLIF(current_setting('app.partnership_id', true), '')::bigint
            AND EXISTS (
                SELECT FROM privacy_requests_privacyrequest r
                WHERE r.person_id = p.id AND r.kind = 'erasure' AND r.outcome IN ('granted', 'partly')
                    AND r.done_on IS NULL AND r.withdrawn_on IS NULL
            )
    );
BEGIN
    IF account IS NULL
        OR EXISTS (
            SELECT FROM accounts_membership
            WHERE user_id = account AND begin <= today AND (until IS NULL OR until > today)
        )
        OR EXISTS (
            SELECT FROM cases_participant
            WHERE person_id = asked AND part = 'representative' AND begin <= today AND (until IS NULL OR until > today)
        )
    THEN RETURN false; END IF;
    DELETE FROM identities_identity WHERE user_id = account;
    DELETE FROM mfa_authenticator WHERE user_id = account;
    DELETE FROM web_sessions_session WHERE user_id = account;
    DELETE FROM account_emailconfirmation
        WHERE email_address_id IN (SELECT id FROM account_emailaddress WHERE user_id = account);
    DELETE FROM account_emailaddress WHERE user_id = account;
    UPDATE accounts_user SET email = 'weg-' || id || '@weg.invalid', password = '!', is_active = false, last_login = NULL
        WHERE id = account;
    RETURN true;
END $$
"""


class Migration(migrations.Migration):
    """A function of the owner, since the site takes away no row that says who somebody is elsewhere."""

    dependencies = [
        ("privacy_requests", "0003_may_erase"),
        ("identities", "0003_untied"),
        ("web_sessions", "0001_initial"),
        ("mfa", "0001_initial"),
        ("account", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunSQL(sql=FUNCTION, reverse_sql=f"DROP FUNCTION {SIGNATURE}"),
        only_for_application(SIGNATURE),
    ]
