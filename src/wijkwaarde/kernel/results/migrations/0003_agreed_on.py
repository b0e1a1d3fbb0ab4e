"""When a result was agreed: of those that were there it is the day on which they begin, or today where that is still to come."""

from django.db import migrations, models

# In one rewrite of the table, past the rules of rows: nothing is updated, so no trigger waits for it.
ADDED = [
    "ALTER TABLE results_agreedresult ADD COLUMN agreed_on date",
    'ALTER TABLE results_agreedresult ALTER COLUMN agreed_on TYPE date USING least("begin", current_date)',
    "ALTER TABLE results_agreedresult ALTER COLUMN agreed_on SET NOT NULL",
]
GONE = "ALTER TABLE results_agreedresult DROP COLUMN agreed_on"


class Migration(migrations.Migration):
    """The day, for all of them."""

    dependencies = [("results", "0002_isolation")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(sql=ADDED, reverse_sql=GONE)],
            state_operations=[
                migrations.AddField("agreedresult", "agreed_on", models.DateField(), preserve_default=False)
            ],
        )
    ]
