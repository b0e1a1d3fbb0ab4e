"""What a migration gives and takes in the database, its way back undoes."""

from importlib import import_module

import pytest
from django.db import connections

from tests.isolation.catalogue import FUNCTIONS, asked

RIGHTS = """
SELECT c.relname::text, a.grantee::regrole::text, a.privilege_type
FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = 'public'::regnamespace
"""
TRIGGERS = "SELECT tgrelid::regclass::text, tgname::text, '' FROM pg_trigger WHERE NOT tgisinternal"
MIGRATIONS = [
    "wijkwaarde.kernel.parties.migrations.0003_only_read",
    "wijkwaarde.kernel.accounts.migrations.0004_one_person",
    "wijkwaarde.kernel.trail.migrations.0004_only_the_application",
    "wijkwaarde.kernel.trail.migrations.0008_chained",
    "wijkwaarde.kernel.prices.migrations.0004_fixed_search_path",
    "wijkwaarde.kernel.flows.migrations.0004_fixed_search_path",
]

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def told(statements):
    for statement in [statements] if isinstance(statements, str) else statements:
        asked(statement, None, on=connections["owner"])


def shape():
    return [sorted(asked(question, on=connections["owner"])) for question in (RIGHTS, TRIGGERS, FUNCTIONS)]


@pytest.mark.parametrize("name", MIGRATIONS)
def test_a_migration_taken_back_and_given_again_leaves_the_same_rights_functions_and_triggers(name):
    operations = import_module(name).Migration.operations
    before = shape()
    for operation in reversed(operations):
        told(operation.reverse_sql)
    assert shape() != before
    for operation in operations:
        told(operation.sql)
    assert shape() == before


def test_after_the_way_back_of_the_first_migration_the_application_reads_no_migrations():
    [first, _extension] = import_module("wijkwaarde.kernel.trail.migrations.0001_privileges").Migration.operations
    told(first.reverse_sql)
    application = connections["default"].settings_dict["USER"]
    for right in (
        "has_table_privilege(%s, 'django_migrations', 'SELECT')",
        "has_schema_privilege(%s, 'public', 'CREATE')",
    ):
        assert asked(f"SELECT {right}", [application], on=connections["owner"]) == [(False,)]
