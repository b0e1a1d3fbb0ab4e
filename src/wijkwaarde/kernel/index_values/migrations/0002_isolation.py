"""Values of an index stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated


class Migration(migrations.Migration):
    """The policy."""

    dependencies = [("index_values", "0001_tables"), ("parties", "0002_isolation")]
    operations = [isolated("index_values_indexvalue")]
