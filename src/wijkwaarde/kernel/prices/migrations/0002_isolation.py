"""Price lists stay within the partnership that keeps them."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Price lists stay within the partnership that keeps them."""

    dependencies = [("prices", "0001_tables"), ("parties", "0002_isolation")]
    operations = [
        isolated("prices_storededition"),
        isolated("prices_storedprice"),
        stays_inside("prices_storedprice", column="edition_id", target="prices_storededition"),
        isolated("prices_storedseries"),
        isolated("prices_storedpoint"),
        stays_inside("prices_storedpoint", column="series_id", target="prices_storedseries"),
        isolated("prices_bearerorganisation"),
        stays_inside("prices_bearerorganisation", column="organisation_id", target="parties_organisation"),
    ]
