"""The check of a chance looks at the estimates of the house, and not at a temporary table of the same name."""

from django.db import migrations

from wijkwaarde.kernel.isolation import fixed_search_path


class Migration(migrations.Migration):
    """A search path of its own, and one for the plans that flows build on."""

    dependencies = [("flows", "0003_whole"), ("plans", "0004_agreed_stays_whole")]
    operations = [
        fixed_search_path("flows_risk_in_analysis()"),
        fixed_search_path("plans_agreed_version_stays()"),
    ]
