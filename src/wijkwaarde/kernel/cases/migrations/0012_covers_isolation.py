"""What differs in one case about a cover, and who saw a document or stood in, stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("cases", "0011_covers_and_representatives"), ("covers", "0002_isolation")]
    operations = [
        isolated("cases_casecover"),
        stays_inside("cases_casecover", column="case_id", target="cases_case"),
        stays_inside("cases_casecover", column="cover_id", target="covers_cover"),
        stays_inside("cases_contactnote", column="stand_in_id", target="accounts_membership"),
        stays_inside("cases_participant", column="seen_by_id", target="accounts_membership"),
    ]
