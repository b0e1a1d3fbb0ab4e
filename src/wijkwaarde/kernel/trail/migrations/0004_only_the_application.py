"""Not everybody who may connect to the database runs the function that passes by the policies."""

from django.db import migrations

from wijkwaarde.kernel.isolation import only_for_application


class Migration(migrations.Migration):
    """The application's role alone."""

    dependencies = [("trail", "0003_append_only")]
    operations = [only_for_application("trail_lines_about(bigint)")]
