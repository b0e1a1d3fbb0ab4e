"""Reminders stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Reminders stay within their partnership."""

    dependencies = [("reminders", "0001_tables"), ("cases", "0002_isolation")]
    operations = [
        isolated("reminders_reminder"),
        stays_inside("reminders_reminder", column="case_id", target="cases_case"),
        stays_inside("reminders_reminder", column="person_id", target="parties_person"),
    ]
