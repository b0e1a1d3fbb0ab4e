"""People who care along stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """People who care along stay within their partnership."""

    dependencies = [("carers", "0001_tables"), ("cases", "0002_isolation")]
    operations = [
        isolated("carers_informalcarer"),
        stays_inside("carers_informalcarer", column="case_id", target="cases_case"),
        stays_inside("carers_informalcarer", column="person_id", target="parties_person"),
        stays_inside("carers_informalcarer", column="added_by_id", target="cases_participant"),
    ]
