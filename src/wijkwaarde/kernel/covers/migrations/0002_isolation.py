"""Covers stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("covers", "0001_tables"), ("accounts", "0002_isolation")]
    operations = [
        isolated("covers_cover"),
        stays_inside("covers_cover", column="absent_id", target="accounts_membership"),
        stays_inside("covers_cover", column="stand_in_id", target="accounts_membership"),
        stays_inside("covers_cover", column="decided_by_id", target="accounts_membership"),
    ]
