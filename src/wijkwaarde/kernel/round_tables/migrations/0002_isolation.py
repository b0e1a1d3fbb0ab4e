"""Round tables, and who sits there, stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("round_tables", "0001_tables"), ("cases", "0002_isolation")]
    operations = [
        isolated("round_tables_roundtable"),
        stays_inside("round_tables_roundtable", column="case_id", target="cases_case"),
        stays_inside("round_tables_roundtable", column="planned_by_id", target="cases_participant"),
        isolated("round_tables_seat"),
        stays_inside("round_tables_seat", column="round_table_id", target="round_tables_roundtable"),
        stays_inside("round_tables_seat", column="participant_id", target="cases_participant"),
    ]
