"""Hours of people stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("staffing", "0001_tables"), ("budgets", "0002_isolation"), ("parties", "0002_isolation")]
    operations = [
        isolated("staffing_ftenorm"),
        isolated("staffing_staffmonth"),
        stays_inside("staffing_staffmonth", column="organisation_id", target="parties_organisation"),
        stays_inside("staffing_staffmonth", column="product_id", target="budgets_product"),
    ]
