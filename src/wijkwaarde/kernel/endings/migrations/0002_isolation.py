"""Endings, pilot lights and whose part ended stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("endings", "0001_tables"), ("cases", "0002_isolation")]
    operations = [
        isolated("endings_ending"),
        isolated("endings_pilotlight"),
        isolated("endings_letgo"),
        stays_inside("endings_ending", column="case_id", target="cases_case"),
        stays_inside("endings_ending", column="proposed_by_id", target="cases_participant"),
        stays_inside("endings_ending", column="said_by_id", target="cases_participant"),
        stays_inside("endings_pilotlight", column="case_id", target="cases_case"),
        stays_inside("endings_pilotlight", column="ending_id", target="endings_ending"),
        stays_inside("endings_pilotlight", column="keeper_id", target="cases_participant"),
        stays_inside("endings_letgo", column="ending_id", target="endings_ending"),
        stays_inside("endings_letgo", column="participant_id", target="cases_participant"),
        stays_inside("endings_letgo", column="share_id", target="cases_share"),
    ]
