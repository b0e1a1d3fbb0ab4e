"""What the application's role may do with every table made after this; so it comes before all other migrations."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

from wijkwaarde.kernel.isolation import privileges


class Migration(migrations.Migration):
    """The first of all."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("sessions", "0001_initial"),
        ("procrastinate", "0001_initial"),
        ("areas", "0001_tables"),
        ("parties", "0001_tables"),
    ]
    operations = [privileges(), BtreeGistExtension()]
