"""The shortlist and the norms stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """The shortlist and the norms stay within their partnership."""

    dependencies = [("shortlist", "0001_tables"), ("prices", "0002_isolation")]
    operations = [
        isolated("shortlist_shortlistprice"),
        stays_inside("shortlist_shortlistprice", column="price_id", target="prices_storedprice"),
        isolated("shortlist_storednorm"),
    ]
