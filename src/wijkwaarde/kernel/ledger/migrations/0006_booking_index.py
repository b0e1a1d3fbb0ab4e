"""Booking.partnership without an index and a key of its own: its entries' accounts hold the partnership."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0005_post"),
        ("parties", "0008_who_is_restricted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="booking",
            name="partnership",
            field=models.ForeignKey(
                db_index=False,
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bookings",
                to="parties.partnership",
            ),
        ),
    ]
