"""A function looks at the tables of the house, and what passes by the policies is known and not for everybody."""

import pytest
from django.db import connection, connections

from tests.isolation.catalogue import FUNCTIONS, asked

# What passes by the policies, each a promise: one user's standings, one link by its token, whether a whole has its parts
# and a booking balances, lines about one person, the seal of a line, where each chain of seals ends, what goes when its term is over,
# and with what somebody logged in who was removed on request.
DEFINERS = {
    *("accounts_standings", "measurements_link", "prices_is_whole", "ledger_balances"),
    *("trail_add_seal", "trail_heads", "trail_lines_about"),
    *("micro_analysis_reduce", "retention_destroy_case", "retention_erase_case", "privacy_requests_close_log_in"),
}
# Theirs, as procrastinate's migrations make them: they touch its own tables of tasks only, which hold no rows about
# people, and its next migration would replace a search path of ours without a word. None of them passes by a policy.
PROCRASTINATES = "procrastinate_"
# Open to whoever may connect until the next migration of accounts takes it off this list.
FIXED = ["search_path=public, pg_temp"]

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def of_ours(on=connection):
    return [row for row in asked(FUNCTIONS, on=on) if not row[0].startswith(PROCRASTINATES)]


def loose(on=connection):
    """The functions of ours that find their tables along whatever path who calls them has set."""
    return {name for name, _definer, settings, *_rest in of_ours(on) if settings != FIXED}


def open_to_all(on=connection):
    """The functions of ours that pass by the policies for everybody who may connect."""
    return {name for name, definer, _settings, _owner, public in of_ours(on) if definer and public}


def test_every_function_of_the_house_finds_its_tables_along_a_path_of_its_own():
    assert len(of_ours()) >= 8
    assert loose() == set(), "SET search_path = public, pg_temp, or fixed_search_path(...) in a migration"


def test_a_function_without_a_path_of_its_own_and_open_to_all_is_found():
    owner = connections["owner"]
    asked("CREATE FUNCTION cases_peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::bigint'", on=owner)
    assert loose(owner) == {"cases_peek"}
    assert "cases_peek" in open_to_all(owner)


def test_what_passes_by_the_policies_is_known():
    assert {name for name, definer, *_rest in of_ours() if definer} == DEFINERS
    assert [name for name, definer, *_rest in asked(FUNCTIONS) if definer and name.startswith(PROCRASTINATES)] == []


def test_what_passes_by_the_policies_is_not_for_everybody_who_may_connect():
    assert open_to_all() == set(), "only_for_application(...) in a migration"


def test_the_owner_owns_every_function():
    assert {owner for _name, _definer, _settings, owner, _public in asked(FUNCTIONS)} == set(
        asked("SELECT tableowner FROM pg_tables WHERE tablename = 'trail_line'")[0]
    )
