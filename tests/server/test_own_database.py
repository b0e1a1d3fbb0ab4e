"""Tests have a database of their own, reach it as the application does, and leave every other database alone."""

import psycopg
import pytest
from django.db import connections

TABLES = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"


@pytest.mark.django_db
def test_the_database_that_the_addresses_name_is_never_touched(database_server):
    if not database_server.pid:
        pytest.skip("THE ADDRESSES OF THIS RUN name a database of somebody, which may well have tables")
    with connections["default"].cursor() as cursor:
        assert cursor.execute(TABLES).fetchone()[0] > 0
    with psycopg.connect(database_server.owner) as real:
        assert real.execute(TABLES).fetchone() == (0,)


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_site_is_another_role_than_who_owns_the_tables_and_can_do_less():
    roles = (
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )
    with connections["default"].cursor() as application, connections["owner"].cursor() as owner:
        name, *powers = application.execute(roles).fetchone()
        assert powers == [False, False, False, False]
        owner_name, *owner_powers = owner.execute(roles).fetchone()
        assert owner_name != name
        assert owner_powers[:2] == [False, False]
        owns = "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = %s)"
        assert application.execute(owns, [name]).fetchone() == (0,)
        one, other = (cursor.execute("SELECT current_database()").fetchone()[0] for cursor in (application, owner))
        assert one == other
        assert one.startswith("test_")


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_is_given_the_owner_too():
    with connections["owner"].cursor() as owner:
        owner.execute("CREATE TABLE left_behind (id bigint)")


@pytest.mark.django_db(transaction=True)
def test_what_another_test_committed_is_gone_and_what_the_migrations_made_is_there():
    with connections["owner"].cursor() as owner:
        assert owner.execute("SELECT to_regclass('left_behind')").fetchone() == (None,)
        assert owner.execute("SELECT count(*) > 0 FROM django_migrations").fetchone() == (True,)
