"""Where log-in counts attempts, for all processes of the site together; Django's database cache reads and writes it."""

from django.db import migrations

TABLE = """
CREATE TABLE web_throttle (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
)
"""


class Migration(migrations.Migration):
    """A table and not `createcachetable`: that is a step of its own, which somebody forgets."""

    initial = True
    dependencies = [("trail", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            sql=[TABLE, "CREATE INDEX web_throttle_expires ON web_throttle (expires)"],
            reverse_sql="DROP TABLE web_throttle",
        )
    ]
