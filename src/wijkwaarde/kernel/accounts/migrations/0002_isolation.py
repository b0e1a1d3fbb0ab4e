"""Memberships stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Memberships stay within their partnership."""

    dependencies = [("accounts", "0001_tables"), ("parties", "0002_isolation")]
    operations = [
        isolated("accounts_membership"),
        stays_inside("accounts_membership", column="organisation_id", target="parties_organisation"),
        isolated("accounts_duty"),
        stays_inside("accounts_duty", column="membership_id", target="accounts_membership"),
    ]
