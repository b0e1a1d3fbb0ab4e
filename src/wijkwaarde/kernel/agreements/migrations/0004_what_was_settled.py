"""What was settled before is of one year each: provisional is turn 0, definitive turn 1."""

from django.db import migrations


class Migration(migrations.Migration):
    """The rows that were there."""

    dependencies = [("agreements", "0003_years_as_one")]

    operations = [
        migrations.RunSQL(
            sql="UPDATE agreements_settledyear SET first_year = year, turn = is_definitive::int",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
