"""Keeps partnerships apart in the database: the only `set_config`, the policies and the keys that stay inside; no rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations import RunSQL

SETTING = "app.partnership_id"
# NULLIF: once the setting has been used on a connection, it is '' and no longer absent.
CURRENT = f"(SELECT NULLIF(current_setting('{SETTING}', true), '')::bigint)"

UNSAFE = (
    "The role of DATABASE_URL is a superuser, may pass by row security, owns tables, or is a member of such a role. Then "
    "nothing keeps partnerships apart. Give the site a role of its own that owns nothing and is a member of nothing; the "
    "owner's address belongs in DATABASE_OWNER_URL."
)
# PostgreSQL passes by the policies for every member of the owner's role, and a member may become what it is a member of.
# session_user too: what an address sets with `options=-c role=...` is undone by RESET ROLE.
PASSES_BY = """
SELECT EXISTS (
    SELECT FROM pg_roles r, (VALUES (current_user), (session_user)) AS me (name)
    WHERE pg_has_role(me.name, r.oid, 'MEMBER') AND (r.rolsuper OR r.rolbypassrls OR EXISTS (
        SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relowner = r.oid
    ))
)
"""


class UnsafeRole(Exception):
    """The application connects as a role for which the policies do not hold."""


@contextmanager
def in_partnership(partnership_id: int | None) -> Iterator[None]:
    """One transaction in which the rows of this partnership are seen and written, and no others; none for None.

    Inside another such block the outer partnership comes back after a normal end; an error takes all of it along.
    Errors: UnsafeRole.
    """
    check_role_once()
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        outer = _current() if is_inside else None
        _set(partnership_id)
        yield
        if is_inside and not transaction.get_rollback():
            _set(outer)


def check_role() -> None:
    """Refuse a database role for which the policies do not hold. Errors: UnsafeRole."""
    with connection.cursor() as cursor:
        cursor.execute(PASSES_BY)
        found = cursor.fetchone()
    if found is None or found[0]:
        raise UnsafeRole(UNSAFE)


@cache
def check_role_once() -> None:
    """Refuse such a role the first time that this process works in a partnership: the site, the worker and commands."""
    check_role()


def _current() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT NULLIF(current_setting(%s, true), '')::bigint", [SETTING])
        found = cursor.fetchone()
    return found[0] if found else None


def _set(partnership_id: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true)", [SETTING, "" if partnership_id is None else str(partnership_id)]
        )


def isolated(table: str) -> RunSQL:
    """The migration that keeps a table's rows within their partnership, and lets other tables point inside it."""
    return RunSQL(
        sql=[
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY partnership ON {table} USING (partnership_id = {CURRENT})",
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_inside UNIQUE (partnership_id, id)",
        ],
        reverse_sql=[
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_inside",
            f"DROP POLICY partnership ON {table}",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def stays_inside(table: str, *, column: str, target: str) -> RunSQL:
    """The migration that lets a foreign key point only at a row of the same partnership.

    Foreign keys are checked past the policies, so without it a row could point at another partnership's.
    """
    name = f"{table}_{column}_inside"
    return RunSQL(
        sql=[
            (
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (partnership_id, {column}) "
                f"REFERENCES {target} (partnership_id, id) DEFERRABLE INITIALLY DEFERRED"
            )
        ],
        reverse_sql=[f"ALTER TABLE {table} DROP CONSTRAINT {name}"],
    )


def append_only(table: str) -> RunSQL:
    """The migration that lets the application's role add rows and read them, and never change or remove one."""
    role = _application_role()
    return RunSQL(
        sql=[f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"],
        reverse_sql=[f"GRANT UPDATE, DELETE ON {table} TO {role}"],
    )


def may_change(table: str, *, columns: Sequence[str]) -> RunSQL:
    """The migration that lets the application's role change these columns of a table that is otherwise append-only."""
    named = f"UPDATE ({', '.join(columns)}) ON {table}"
    role = _application_role()
    return RunSQL(sql=[f"GRANT {named} TO {role}"], reverse_sql=[f"REVOKE {named} FROM {role}"])


def only_read(table: str) -> RunSQL:
    """The migration that lets the application's role read a table, which migrations of the owner fill."""
    role = _application_role()
    return RunSQL(
        sql=[f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"],
        reverse_sql=[f"GRANT INSERT, UPDATE, DELETE ON {table} TO {role}"],
    )


def only_for_application(function_signature: str) -> RunSQL:
    """The migration that lets the application's role run a function, with its arguments' types, and not everybody else."""
    role = _application_role()
    return RunSQL(
        sql=[
            f"REVOKE EXECUTE ON FUNCTION {function_signature} FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION {function_signature} TO {role}",
        ],
        reverse_sql=[
            f"REVOKE EXECUTE ON FUNCTION {function_signature} FROM {role}",
            f"GRANT EXECUTE ON FUNCTION {function_signature} TO PUBLIC",
        ],
    )


def fixed_search_path(function_signature: str) -> RunSQL:
    """The migration that lets a function find the tables of the house first, and a temporary one of that name last."""
    return RunSQL(
        sql=[f"ALTER FUNCTION {function_signature} SET search_path = public, pg_temp"],
        reverse_sql=[f"ALTER FUNCTION {function_signature} RESET search_path"],
    )


def privileges() -> RunSQL:
    """The first migration: what the application's role may do with every table that the owner makes after it."""
    role = _application_role()
    tables = "SELECT, INSERT, UPDATE, DELETE ON TABLES"
    return RunSQL(
        sql=[
            f"GRANT USAGE ON SCHEMA public TO {role}",
            # Made just before this migration; the site only reads in it whether there is something to migrate.
            f"GRANT SELECT ON django_migrations TO {role}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {tables} TO {role}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role}",
        ],
        reverse_sql=[
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM {role}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE {tables} FROM {role}",
            f"REVOKE SELECT ON django_migrations FROM {role}",  # noqa: S608 - a right is taken, no row is asked for
            f"REVOKE USAGE ON SCHEMA public FROM {role}",
        ],
    )


def _application_role() -> str:
    name = str(settings.DATABASES.get("default", {}).get("USER") or "application")
    return '"' + name.replace('"', '""') + '"'
