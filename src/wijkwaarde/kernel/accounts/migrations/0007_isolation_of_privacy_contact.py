"""Who answers for a partnership about data is named within it."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Who answers for a partnership about data is named within it."""

    dependencies = [("accounts", "0006_privacy_contact")]
    operations = [
        isolated("accounts_privacycontact"),
        stays_inside("accounts_privacycontact", column="membership_id", target="accounts_membership"),
    ]
