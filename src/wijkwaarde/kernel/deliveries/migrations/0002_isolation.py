"""Deliveries, their files and the lines put aside stay within their partnership; what was delivered stays as it was said."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, may_change, stays_inside

TABLES = ("columnnames", "waitingfile", "deliveryfile", "delivery", "asideline")
KEYS = (
    ("columnnames", "organisation_id", "parties_organisation"),
    ("waitingfile", "budget_id", "budgets_areabudget"),
    ("waitingfile", "organisation_id", "parties_organisation"),
    ("deliveryfile", "budget_id", "budgets_areabudget"),
    ("deliveryfile", "organisation_id", "parties_organisation"),
    ("delivery", "budget_id", "budgets_areabudget"),
    ("delivery", "file_id", "deliveries_deliveryfile"),
    ("delivery", "organisation_id", "parties_organisation"),
    ("delivery", "product_id", "budgets_product"),
    ("delivery", "booking_id", "ledger_booking"),
    ("delivery", "reverses_id", "deliveries_delivery"),
    ("asideline", "file_id", "deliveries_deliveryfile"),
    ("asideline", "delivery_id", "deliveries_delivery"),
)


class Migration(migrations.Migration):
    """Policies, keys that stay inside, and rows that stay."""

    dependencies = [("deliveries", "0001_tables"), ("budgets", "0002_isolation")]
    operations = [
        *(isolated(f"deliveries_{table}") for table in TABLES),
        *(stays_inside(f"deliveries_{table}", column=column, target=target) for table, column, target in KEYS),
        append_only("deliveries_deliveryfile"),
        may_change("deliveries_deliveryfile", columns=["taken_back_on"]),
        append_only("deliveries_delivery"),
    ]
