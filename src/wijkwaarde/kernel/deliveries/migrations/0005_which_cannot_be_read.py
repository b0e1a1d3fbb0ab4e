"""A line that was put aside says which of its period, quantity and amount cannot be read, and prices of another year as such."""

from django.db import migrations, models

EARLIER = ["double", "product-unknown", "provider-unknown", "number-unknown", "other-year", "other-unit"]
EARLIER += ["still-to-come", "after-end"]
MORE = ["other-prices", "no-period", "no-quantity", "no-amount"]
NAME = "deliveries_aside_reason"


class Migration(migrations.Migration):
    """Four more reasons."""

    dependencies = [("deliveries", "0004_after_the_end")]

    operations = [
        migrations.RemoveConstraint("asideline", NAME),
        migrations.AddConstraint(
            "asideline",
            models.CheckConstraint(condition=models.Q(reason__in=[*EARLIER, *MORE, "unreadable"]), name=NAME),
        ),
    ]
