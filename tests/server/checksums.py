"""What a whole database holds, as one text per thing: the rows of every table, who may do what, and what the database minds itself."""

TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
ROWS = "SELECT count(*), md5(coalesce(string_agg(row::text, E'\\n' ORDER BY row::text COLLATE \"C\"), '')) FROM \"{}\" AS row"
MINDED = {
    "policies": "SELECT tablename, policyname, permissive, roles, cmd, qual, with_check FROM pg_policies",
    "isolated tables": "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relrowsecurity",
    "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    # PostgreSQL writes the same condition with other casts once it has read its own words back.
    "constraints": (
        "SELECT conrelid::regclass::text, conname, "
        r"regexp_replace(pg_get_constraintdef(oid), '[()]|::(character varying|text)(\[\])?', '', 'g') "
        "FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
    ),
    "functions": (
        "SELECT oid::regprocedure::text, md5(prosrc), prosecdef, proconfig::text FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
    ),
    "indexes": (
        r"SELECT indexname, regexp_replace(indexdef, '[()]|::(character varying|text)(\[\])?', '', 'g') "
        "FROM pg_indexes WHERE schemaname = 'public'"
    ),
    "extensions": "SELECT extname FROM pg_extension",
    "sequences": "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'",
}
RIGHTS = {
    "tables": (
        "SELECT relname, grantee::regrole::text, privilege_type FROM pg_class, LATERAL aclexplode(relacl) "
        "WHERE relnamespace = 'public'::regnamespace AND grantee <> relowner"
    ),
    "functions": (
        "SELECT pg_proc.oid::regprocedure::text, grantee::regrole::text FROM pg_proc, LATERAL aclexplode(proacl) "
        "WHERE pronamespace = 'public'::regnamespace AND grantee <> proowner AND grantee <> 0"
    ),
    "default": "SELECT defaclrole::regrole::text, defaclobjtype, grantee::regrole::text, privilege_type FROM pg_default_acl, LATERAL aclexplode(defaclacl)",
    "schema": "SELECT grantee::regrole::text, privilege_type FROM pg_namespace, LATERAL aclexplode(nspacl) WHERE nspname = 'public' AND grantee <> 0 AND grantee <> nspowner",
}


def checksums(connection):
    """Every table with the number and the checksum of its rows, whatever their order on disk."""
    names = [name for (name,) in connection.execute(TABLES)]
    return {name: connection.execute(ROWS.format(name)).fetchone() for name in names}


def minded(connection):
    """What the database itself holds on to."""
    return {kind: sorted(map(repr, connection.execute(query))) for kind, query in MINDED.items()}


def rights(connection, roles):
    """Who may do what, with the roles called by their part."""
    found = {kind: sorted(map(repr, connection.execute(query))) for kind, query in RIGHTS.items()}
    for name, part in roles.items():
        for quoted in (f"'{name}'", f"'\"{name}\"'"):
            found = {kind: [line.replace(quoted, f"'{part}'") for line in lines] for kind, lines in found.items()}
    return found
