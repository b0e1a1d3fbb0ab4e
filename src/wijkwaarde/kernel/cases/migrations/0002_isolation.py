"""Cases, and who takes part, stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Cases, and who takes part, stay within their partnership."""

    dependencies = [("cases", "0001_tables"), ("accounts", "0002_isolation"), ("parties", "0002_isolation")]
    operations = [
        isolated("cases_case"),
        stays_inside("cases_case", column="resident_id", target="parties_person"),
        isolated("cases_participant"),
        stays_inside("cases_participant", column="case_id", target="cases_case"),
        stays_inside("cases_participant", column="person_id", target="parties_person"),
        stays_inside("cases_participant", column="membership_id", target="accounts_membership"),
        isolated("cases_share"),
        stays_inside("cases_share", column="participant_id", target="cases_participant"),
        isolated("cases_contactnote"),
        stays_inside("cases_contactnote", column="case_id", target="cases_case"),
        stays_inside("cases_contactnote", column="participant_id", target="cases_participant"),
    ]
