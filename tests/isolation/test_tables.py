"""Every table keeps its rows within their partnership, or stands in one list with the reason why not."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connections

from tests.isolation.catalogue import KEYS, POLICIES, TABLES, asked, isolated, settled, tables
from wijkwaarde.kernel.parties.actions import add_person

LIST = tomllib.loads((Path(__file__).parent / "bare_tables.toml").read_text(encoding="utf-8"))
WRITTEN = LIST.pop("written")
BARE = {name: reason for part in LIST.values() for name, reason in part.items()}
SAME = "(partnership_id = ( SELECT (NULLIF(current_setting('app.partnership_id'::text, true), ''::text))::bigint AS \"nullif\"))"
NOBODYS = f"((partnership_id IS NULL) AND ({SAME.removeprefix('(partnership_id = ').removesuffix(')')} IS NULL))"
TRAIL = {("reading", "SELECT", SAME, None), ("adding", "INSERT", None, f"({SAME} OR {NOBODYS})")}
EVERYWHERE = {("partnership", "ALL", SAME, None)}
TEACH = "keep its rows inside (isolated(...) in a migration), or say in bare_tables.toml why that need not be"

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_every_table_without_a_policy_stands_in_the_list_with_a_reason():
    bare = {name for name, (kind, secured, *_rest) in tables().items() if kind in "rp" and not secured}
    assert bare - set(BARE) == set(), TEACH
    assert set(BARE) - bare == set(), "these are gone or have a policy now: take them off the list"
    assert all(len(reason.split()) > 3 for reason in BARE.values())


def test_a_table_that_somebody_adds_without_a_policy_is_found():
    owner = connections["owner"]
    asked("CREATE TABLE cases_diary (id bigint, words text)", on=owner)
    found = {name for name, _kind, secured, *_rest in asked(TABLES, on=owner) if not secured}
    assert found - set(BARE) == {"cases_diary"}


def test_a_table_with_a_partnership_keeps_its_rows_inside_it():
    loose = [name for name, (kind, secured, _options, has) in tables().items() if has and kind in "rp" and not secured]
    assert loose == [], TEACH


def test_a_table_with_a_policy_has_a_partnership_that_is_never_empty():
    without = [name for name in isolated() if not tables()[name][3]]
    assert without == []
    empty = asked(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND column_name = 'partnership_id' AND is_nullable = 'YES' ORDER BY table_name"
    )
    assert [name for (name,) in empty] == ["trail_line"]


def test_every_policy_is_the_one_equality_and_nothing_else():
    found = {}
    for table, name, permissive, command, roles, condition, check in asked(POLICIES):
        assert (permissive, roles) == ("PERMISSIVE", ["public"]), table
        found.setdefault(table, set()).add((name, command, condition, check))
    assert sorted(found) == isolated()
    assert {table: rules for table, rules in found.items() if rules != EVERYWHERE} == {"trail_line": TRAIL}


def test_there_is_no_view_that_shows_more_than_who_asks_may_see():
    views = {name: options for name, (kind, _secured, options, _has) in tables().items() if kind == "v"}
    assert {name for name, options in views.items() if "security_invoker=true" not in options} == set()
    stored = [name for name, (kind, *_rest) in tables().items() if kind in "mf"]
    assert stored == [], "a materialised view or foreign table has no policies"


def test_a_foreign_key_between_two_isolated_tables_stays_inside_the_partnership():
    safe = set(isolated())
    keys = [(one, other, tuple(mine), tuple(its)) for one, other, mine, its in asked(KEYS) if {one, other} <= safe]
    plain = {(one, other, mine[0]) for one, other, mine, its in keys if its == ("id",)}
    within = [key for key in keys if (key[2][0], *key[3][:2]) == ("partnership_id", "partnership_id", "id")]
    twins = {(one, other, mine[1]) for one, other, mine, _its in within}
    assert len(plain) >= 20
    assert plain - twins == set(), "add stays_inside(...) in the migration of the first table"
    assert [key for key in keys if key[3] != ("id",) and key not in within] == []


def test_only_log_in_points_from_outside_at_rows_of_a_partnership():
    safe = set(isolated())
    into = {(one, mine[0]) for one, other, mine, _its in asked(KEYS) if other in safe and one not in safe}
    assert into == {("accounts_user", "person_id")}, "a bare table that points inside tells which rows there are"


def test_every_model_of_ours_with_a_partnership_is_isolated():
    ours = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("wijkwaarde.")
        for model in config.get_models()
    ]
    columns = {model._meta.db_table: {field.column for field in model._meta.local_fields} for model in ours}
    assert sorted(table for table, names in columns.items() if "partnership_id" in names) == isolated()


def test_the_application_owns_nothing_makes_nothing_and_empties_nothing():
    may = asked(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') "
        "AND (has_table_privilege(c.oid, 'TRUNCATE') OR has_table_privilege(c.oid, 'TRIGGER') "
        "OR has_table_privilege(c.oid, 'REFERENCES'))"
    )
    assert may == []
    assert asked("SELECT has_schema_privilege('public', 'CREATE')") == [(False,)]
    assert asked("SELECT pg_has_role(current_user, (SELECT tableowner FROM pg_tables LIMIT 1)::name, 'MEMBER')") == [
        (False,)
    ]


def test_the_application_only_reads_a_table_without_a_policy_unless_the_list_says_why_it_writes():
    may = asked(
        "SELECT c.relname::text, string_agg(w, ' ' ORDER BY array_position(words, w)) "
        "FROM pg_class c, (SELECT ARRAY['INSERT', 'UPDATE', 'DELETE'] AS words) l, unnest(words) w "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity "
        "AND has_table_privilege(c.oid, w) GROUP BY 1"
    )
    assert dict(may) == {name: said["may"] for name, said in WRITTEN.items()}
    assert all(len(said["why"].split()) > 3 for said in WRITTEN.values())


@pytest.mark.parametrize("table", ["parties_partnership", "areas_area", "auth_permission", "django_content_type"])
def test_what_the_application_only_reads_it_does_not_change(table, *, cast):
    with cast.acting("amina"), pytest.raises(ProgrammingError, match="permission denied"):
        settled(f"UPDATE {table} SET id = id")


def test_a_log_in_becomes_one_person_once(cast):
    resident, member = cast.user("amina"), cast.user("chantal")
    noor = cast.actor("noor").person_id
    sql = "UPDATE accounts_user SET person_id = %s WHERE id = %s"
    for other in (noor, None):
        with pytest.raises(IntegrityError, match="does not change"):
            settled(sql, [other, resident.pk])
    with cast.acting("amina") as by:
        settled(sql, [add_person(by=by, name="Iemand").pk, member.pk])
    with pytest.raises(IntegrityError, match="does not change"):
        settled(sql, [None, member.pk])
    settled("UPDATE accounts_user SET is_active = false WHERE id = %s", [resident.pk])
