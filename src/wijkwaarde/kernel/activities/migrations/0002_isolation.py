"""Versions of the register stay within their partnership, and as they are: a change is a new one."""

from django.db import migrations

from wijkwaarde.kernel.isolation import append_only, isolated, stays_inside

VERSION = "activities_activityversion"


class Migration(migrations.Migration):
    """The policy, keys that stay inside, and rows that stay."""

    dependencies = [
        ("activities", "0001_tables"),
        ("accounts", "0002_isolation"),
        ("trail", "0001_privileges"),
    ]
    operations = [
        isolated(VERSION),
        stays_inside(VERSION, column="written_by_id", target="accounts_membership"),
        append_only(VERSION),
    ]
