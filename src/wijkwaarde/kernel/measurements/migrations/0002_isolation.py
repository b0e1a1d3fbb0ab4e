"""Marks stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Marks stay within their partnership."""

    dependencies = [("measurements", "0001_tables"), ("cases", "0002_isolation")]
    operations = [
        isolated("measurements_measurement"),
        stays_inside("measurements_measurement", column="case_id", target="cases_case"),
        stays_inside("measurements_measurement", column="person_id", target="parties_person"),
        stays_inside("measurements_measurement", column="said_by_id", target="cases_participant"),
        stays_inside("measurements_measurement", column="replaces_id", target="measurements_measurement"),
    ]
