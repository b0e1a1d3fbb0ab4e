"""The trail also says that somebody looked because they feared for somebody's safety."""

from django.db import migrations, models

ACTS = ["READ", "SEARCH", "WRITE", "DENIED", "PRINT", "EXPORT", "BREAK_GLASS"]
PURPOSES = ["own", "contact", "professional", "task", "emergency", "none"]


class Migration(migrations.Migration):
    """An act and a purpose more in the checks."""

    dependencies = [("trail", "0005_paper_and_files")]
    operations = [
        migrations.RemoveConstraint(model_name="line", name="trail_line_act"),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(condition=models.Q(("act__in", ACTS)), name="trail_line_act"),
        ),
        migrations.RemoveConstraint(model_name="line", name="trail_line_purpose"),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(condition=models.Q(("purpose__in", PURPOSES)), name="trail_line_purpose"),
        ),
    ]
