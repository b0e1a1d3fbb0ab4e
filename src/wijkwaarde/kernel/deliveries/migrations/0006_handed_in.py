"""A manager hands in a file of their own organisation, and a line of another one is put aside as such."""

from django.db import migrations, models

EARLIER = [
    "double",
    "product-unknown",
    "provider-unknown",
    "other-provider",
    "number-unknown",
    "other-year",
    "other-unit",
]
EARLIER += ["still-to-come", "after-end", "other-prices", "no-period", "no-quantity", "no-amount", "unreadable"]
NAME = "deliveries_aside_reason"


class Migration(migrations.Migration):
    """Whether a waiting file was handed in, and one more reason."""

    dependencies = [("deliveries", "0005_which_cannot_be_read")]

    operations = [
        migrations.AddField("waitingfile", "handed_in", models.BooleanField(default=False, db_default=False)),
        migrations.AddConstraint(
            "waitingfile",
            models.CheckConstraint(
                condition=models.Q(handed_in=False) | models.Q(organisation__isnull=False),
                name="deliveries_waiting_whose",
            ),
        ),
        migrations.RemoveConstraint("asideline", NAME),
        migrations.AddConstraint(
            "asideline",
            models.CheckConstraint(condition=models.Q(reason__in=EARLIER), name=NAME),
        ),
    ]
