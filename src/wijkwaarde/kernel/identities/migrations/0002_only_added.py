"""Who somebody is elsewhere is written once, and only the owner takes it away; nothing makes one user another."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only


class Migration(migrations.Migration):
    """The site adds rows and reads them."""

    dependencies = [("identities", "0001_tables")]
    operations = [append_only("identities_identity")]
