"""A line of an agreement that had ended by then is put aside, and booked after all it says why."""

from django.db import migrations, models

EARLIER = ["double", "product-unknown", "provider-unknown", "number-unknown", "other-year", "other-unit"]
EARLIER += ["still-to-come", "unreadable"]
NAME = "deliveries_aside_reason"


def known(*more: str) -> models.CheckConstraint:
    """The reasons that there are."""
    return models.CheckConstraint(condition=models.Q(reason__in=[*EARLIER[:-1], *more, EARLIER[-1]]), name=NAME)


class Migration(migrations.Migration):
    """One more reason, and why a delivery was booked though its agreement had ended."""

    dependencies = [("deliveries", "0003_by_worker")]

    operations = [
        migrations.AddField("delivery", "why", models.CharField(max_length=200, blank=True, default="", db_default="")),
        migrations.RemoveConstraint("asideline", NAME),
        migrations.AddConstraint("asideline", known("after-end")),
    ]
