"""A year is settled once per turn, whichever years it is settled with; a correction says why."""

import django.contrib.postgres.constraints
from django.db import migrations, models

YEARS = models.Func(models.F("first_year"), models.F("year"), models.Value("[]"), function="int4range")


class Migration(migrations.Migration):
    """The constraints of settled years."""

    dependencies = [("agreements", "0004_what_was_settled")]

    operations = [
        migrations.AddConstraint(
            model_name="settledyear",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("undone_on__isnull", True)),
                expressions=[("partnership", "="), ("turn", "="), (YEARS, "&&")],
                name="agreements_settled_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="settledyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_year__lte", models.F("year"))), name="agreements_settled_years"
            ),
        ),
        migrations.AddConstraint(
            model_name="settledyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_definitive", False), ("turn", 0)),
                    models.Q(("is_definitive", True), ("turn__gte", 1)),
                    _connector="OR",
                ),
                name="agreements_settled_turn",
            ),
        ),
        migrations.AddConstraint(
            model_name="settledyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("turn__lte", 1), models.Q(("why", ""), _negated=True), _connector="OR"),
                name="agreements_corrected_why",
            ),
        ),
    ]
