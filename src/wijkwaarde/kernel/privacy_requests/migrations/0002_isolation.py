"""What residents ask stays within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

REQUEST = "privacy_requests_privacyrequest"


class Migration(migrations.Migration):
    """What residents ask stays within their partnership."""

    dependencies = [("privacy_requests", "0001_tables"), ("accounts", "0002_isolation"), ("parties", "0002_isolation")]
    operations = [
        isolated(REQUEST),
        stays_inside(REQUEST, column="person_id", target="parties_person"),
        stays_inside(REQUEST, column="asked_by_id", target="parties_person"),
        stays_inside(REQUEST, column="answered_by_id", target="accounts_membership"),
        isolated("privacy_requests_complaints"),
    ]
