"""What is said about room stays within its partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """A policy, and a key that stays inside."""

    dependencies = [("capacity", "0001_tables"), ("accounts", "0002_isolation")]
    operations = [
        isolated("capacity_capacity"),
        stays_inside("capacity_capacity", column="membership_id", target="accounts_membership"),
    ]
