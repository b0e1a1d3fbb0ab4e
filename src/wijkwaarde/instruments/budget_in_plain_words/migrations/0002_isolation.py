"""What was published stays within its partnership, and never changes but for being taken back."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, may_change, stays_inside

TABLE = "budget_in_plain_words_publication"


class Migration(migrations.Migration):
    """What was published stays within its partnership, and never changes but for being taken back."""

    dependencies = [("budget_in_plain_words", "0001_tables"), ("budgets", "0002_isolation")]
    operations = [
        isolated(TABLE),
        stays_inside(TABLE, column="budget_id", target="budgets_areabudget"),
        append_only(TABLE),
        may_change(TABLE, columns=["withdrawn_on"]),
    ]
