"""A seal for each line of the trail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The table; the next migration lets the database fill it."""

    dependencies = [("trail", "0006_break_glass")]
    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("line_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("partnership_id", models.BigIntegerField()),
                ("sequence", models.BigIntegerField()),
                ("form", models.SmallIntegerField(db_default=1)),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership_id", "sequence"), name="trail_seal_place")
                ],
            },
        ),
    ]
