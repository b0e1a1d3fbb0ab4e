"""What residents say beside a text stays within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

TABLE = "statements_statement"


class Migration(migrations.Migration):
    """What residents say beside a text stays within their partnership."""

    dependencies = [
        ("statements", "0001_tables"),
        ("cases", "0002_isolation"),
        ("plans", "0011_isolation_of_what_is_said"),
        ("privacy_requests", "0002_isolation"),
    ]
    operations = [
        isolated(TABLE),
        stays_inside(TABLE, column="case_id", target="cases_case"),
        stays_inside(TABLE, column="request_id", target="privacy_requests_privacyrequest"),
        stays_inside(TABLE, column="line_id", target="plans_planline"),
        stays_inside(TABLE, column="note_id", target="plans_linenote"),
    ]
