"""What a partnership decided and destroyed stays within it; decisions stay, and rules and records are only read."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, only_read, stays_inside


class Migration(migrations.Migration):
    """What a partnership decided and destroyed stays within it."""

    dependencies = [
        ("retention", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("cases", "0002_isolation"),
        ("trail", "0001_privileges"),
    ]
    operations = [
        isolated("retention_decision"),
        stays_inside("retention_decision", column="decided_by_id", target="accounts_membership"),
        isolated("retention_caserule"),
        stays_inside("retention_caserule", column="case_id", target="cases_case"),
        stays_inside("retention_caserule", column="chosen_by_id", target="accounts_membership"),
        isolated("retention_hold"),
        stays_inside("retention_hold", column="case_id", target="cases_case"),
        stays_inside("retention_hold", column="placed_by_id", target="accounts_membership"),
        isolated("retention_destruction"),
        append_only("retention_decision"),
        only_read("retention_rule"),
        only_read("retention_destruction"),
    ]
