"""Questions to the database about itself: its tables, policies, keys and functions."""

from django.db import connection, transaction

from wijkwaarde.kernel.isolation import in_partnership

TABLES = """
SELECT c.relname, c.relkind::text, c.relrowsecurity, COALESCE(c.reloptions::text, ''),
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'partnership_id' AND NOT a.attisdropped)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY c.relname
"""
POLICIES = """
SELECT tablename, policyname, permissive, cmd, roles::text[], qual, with_check FROM pg_policies WHERE schemaname = 'public'
ORDER BY tablename, policyname
"""
# Every foreign key: table, its columns, target, the target's columns.
KEYS = """
SELECT k.conrelid::regclass::text, k.confrelid::regclass::text,
    ARRAY(SELECT attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, place)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY place),
    ARRAY(SELECT attname::text FROM unnest(k.confkey) WITH ORDINALITY u(n, place)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY place)
FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
"""
# Functions of ours, without those of extensions.
FUNCTIONS = """
SELECT p.proname, p.prosecdef, COALESCE(p.proconfig::text[], '{}'), pg_get_userbyid(p.proowner),
    EXISTS (SELECT FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a
            WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
ORDER BY p.proname
"""


def asked(sql, parameters=(), *, on=connection):
    """The rows that a statement gives."""
    with on.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def changed(sql, parameters=()):
    """How many rows a statement of the application changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def settled(sql, parameters=()):
    """Change at least one row and check at once what is else checked at commit; a refusal takes only this along."""
    with transaction.atomic():
        assert changed(sql, parameters), "there was something to change"
        asked("SET CONSTRAINTS ALL IMMEDIATE")
        asked("SET CONSTRAINTS ALL DEFERRED")


def tables():
    """Every table and view by name: its kind, whether policies hold for it, its options, whether it has a partnership."""
    return {name: rest for name, *rest in asked(TABLES)}


def isolated():
    """The tables for which policies hold."""
    return sorted(name for name, (_kind, secured, *_rest) in tables().items() if secured)


def rows_of(partnership_id, table, *, on=connection):
    """How many rows of a partnership somebody sees."""
    return asked(f'SELECT count(*) FROM "{table}" WHERE partnership_id = %s', [partnership_id], on=on)[0][0]


def inside(partnership_id):
    """The transaction of a partnership."""
    return in_partnership(partnership_id)
