"""What parties' own books say stays within its partnership; what was said of it stays, and is withdrawn or replaced."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, may_change, stays_inside

TABLES = ("booksfile", "booksline", "bookscolumns", "costcentre", "explanation")
KEYS = (
    ("booksfile", "budget_id", "budgets_areabudget"),
    ("booksfile", "organisation_id", "parties_organisation"),
    ("booksline", "file_id", "reconciliation_booksfile"),
    ("bookscolumns", "organisation_id", "parties_organisation"),
    ("costcentre", "budget_id", "budgets_areabudget"),
    ("costcentre", "organisation_id", "parties_organisation"),
    ("costcentre", "product_id", "budgets_product"),
    ("explanation", "budget_id", "budgets_areabudget"),
    ("explanation", "organisation_id", "parties_organisation"),
    ("explanation", "product_id", "budgets_product"),
)


class Migration(migrations.Migration):
    """Policies, keys that stay inside, and rows that stay."""

    dependencies = [("reconciliation", "0001_tables"), ("budgets", "0002_isolation")]
    operations = [
        *(isolated(f"reconciliation_{table}") for table in TABLES),
        *(stays_inside(f"reconciliation_{table}", column=column, target=target) for table, column, target in KEYS),
        append_only("reconciliation_booksline"),
        append_only("reconciliation_costcentre"),
        append_only("reconciliation_explanation"),
        may_change("reconciliation_explanation", columns=["withdrawn_on"]),
    ]
