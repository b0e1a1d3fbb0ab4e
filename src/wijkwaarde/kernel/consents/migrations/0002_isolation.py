"""What was said stays within its partnership, and stays as it was said."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, stays_inside


class Migration(migrations.Migration):
    """Policies, keys that stay inside, and rows that only come."""

    dependencies = [("consents", "0001_tables"), ("cases", "0002_isolation"), ("parties", "0002_isolation")]
    operations = [
        isolated("consents_workingground"),
        isolated("consents_secrecyrelease"),
        stays_inside("consents_secrecyrelease", column="case_id", target="cases_case"),
        stays_inside("consents_secrecyrelease", column="participant_id", target="cases_participant"),
        stays_inside("consents_secrecyrelease", column="organisation_id", target="parties_organisation"),
        append_only("consents_secrecyrelease"),
        isolated("consents_consent"),
        stays_inside("consents_consent", column="case_id", target="cases_case"),
        stays_inside("consents_consent", column="release_id", target="consents_secrecyrelease"),
        stays_inside("consents_consent", column="giver_id", target="cases_participant"),
        stays_inside("consents_consent", column="written_by_id", target="cases_participant"),
        append_only("consents_consent"),
    ]
