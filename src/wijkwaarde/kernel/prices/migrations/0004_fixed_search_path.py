"""The checks of a whole look at the tables of the house, and not at a temporary table of the same name."""

from django.db import migrations

from wijkwaarde.kernel.isolation import fixed_search_path, only_for_application


class Migration(migrations.Migration):
    """A search path of their own."""

    dependencies = [("prices", "0003_never_changes")]
    operations = [
        fixed_search_path("prices_stays()"),
        fixed_search_path("prices_part_fits()"),
        only_for_application("prices_is_whole()"),
    ]
