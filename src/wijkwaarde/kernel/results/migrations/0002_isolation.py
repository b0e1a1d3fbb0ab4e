"""Results stay within their partnership, and what was reached stays as it was said."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, stays_inside

KEYS = (
    ("agreedresult", "budget_id", "budgets_areabudget"),
    ("agreedresult", "organisation_id", "parties_organisation"),
    ("agreedresult", "product_id", "budgets_product"),
    ("reachedresult", "agreed_id", "results_agreedresult"),
    ("reachedresult", "told_by_id", "accounts_membership"),
    ("reachedresult", "delivery_id", "deliveries_delivery"),
)


class Migration(migrations.Migration):
    """Policies, keys that stay inside, and rows that stay."""

    dependencies = [
        ("results", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("budgets", "0002_isolation"),
        ("deliveries", "0002_isolation"),
        ("parties", "0002_isolation"),
    ]
    operations = [
        isolated("results_agreedresult"),
        isolated("results_reachedresult"),
        *(stays_inside(f"results_{table}", column=column, target=target) for table, column, target in KEYS),
        append_only("results_reachedresult"),
    ]
