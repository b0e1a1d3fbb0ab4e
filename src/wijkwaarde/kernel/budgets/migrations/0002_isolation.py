"""Budgets, sources, products, base costs and subsidies stay within their partnership."""

from django.db import migrations

from wijkwaarde.kernel.isolation import isolated, stays_inside

TABLES = ("areabudget", "moneysource", "sourceindex", "product", "basecost", "volumecorrection", "subsidy")
KEYS = (
    ("moneysource", "budget_id", "budgets_areabudget"),
    ("moneysource", "funder_id", "parties_organisation"),
    ("sourceindex", "source_id", "budgets_moneysource"),
    ("product", "budget_id", "budgets_areabudget"),
    ("basecost", "budget_id", "budgets_areabudget"),
    ("basecost", "source_id", "budgets_moneysource"),
    ("basecost", "organisation_id", "parties_organisation"),
    ("basecost", "product_id", "budgets_product"),
    ("volumecorrection", "source_id", "budgets_moneysource"),
    ("volumecorrection", "product_id", "budgets_product"),
    ("subsidy", "source_id", "budgets_moneysource"),
    ("subsidy", "applicant_id", "parties_organisation"),
    ("subsidy", "receiver_id", "parties_organisation"),
    ("subsidy", "booking_id", "ledger_booking"),
)


class Migration(migrations.Migration):
    """Policies, and keys that stay inside."""

    dependencies = [("budgets", "0001_tables"), ("ledger", "0003_balance"), ("parties", "0002_isolation")]
    operations = [
        *(isolated(f"budgets_{table}") for table in TABLES),
        *(stays_inside(f"budgets_{table}", column=column, target=target) for table, column, target in KEYS),
    ]
