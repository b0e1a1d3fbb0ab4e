"""Files of months stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """The policy, and keys that stay inside."""

    dependencies = [
        ("staffing", "0003_files"),
        ("accounts", "0002_isolation"),
        ("parties", "0002_isolation"),
    ]
    operations = [
        isolated("staffing_stafffile"),
        stays_inside("staffing_stafffile", column="organisation_id", target="parties_organisation"),
        stays_inside("staffing_stafffile", column="membership_id", target="accounts_membership"),
    ]
