"""A line says from whom the help comes, about how often, and from and until which day."""

from django.db import migrations, models

SOURCES = ["self", "own-network", "volunteer", "collective", "existing", "tailored"]
BANDS = ["", "one-time", "now-and-then", "every-week", "few-times-a-week", "every-day", "as-needed"]
PERIOD = models.Q(("begin__isnull", True), ("until__isnull", True), ("until__gte", models.F("begin")), _connector="OR")


class Migration(migrations.Migration):
    """The columns, with what may stand in them."""

    dependencies = [("plans", "0007_what_holds_now")]
    operations = [
        migrations.AddField(
            model_name="planline",
            name="source",
            field=models.CharField(db_default="own-network", max_length=20),
        ),
        migrations.AddField(
            model_name="planline", name="band", field=models.CharField(blank=True, db_default="", max_length=20)
        ),
        migrations.AddField(model_name="planline", name="begin", field=models.DateField(null=True)),
        migrations.AddField(model_name="planline", name="until", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(condition=models.Q(("source__in", SOURCES)), name="plans_line_source"),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(condition=models.Q(("band__in", BANDS)), name="plans_line_band"),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(condition=PERIOD, name="plans_line_period"),
        ),
    ]
