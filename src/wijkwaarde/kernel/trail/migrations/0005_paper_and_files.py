"""The trail also says what left the site, on paper or as a file."""

from django.db import migrations, models

ACTS = ["READ", "SEARCH", "WRITE", "DENIED", "PRINT", "EXPORT"]


class Migration(migrations.Migration):
    """Two words more in the check."""

    dependencies = [("trail", "0004_only_the_application")]
    operations = [
        migrations.RemoveConstraint(model_name="line", name="trail_line_act"),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(condition=models.Q(("act__in", ACTS)), name="trail_line_act"),
        ),
    ]
