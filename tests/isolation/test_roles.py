"""Roles for which PostgreSQL passes by the policies are refused, each on a real server with real roles."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection, connections

from wijkwaarde import postgres
from wijkwaarde.kernel import isolation
from wijkwaarde.kernel.isolation import UnsafeRole, check_role, in_partnership
from wijkwaarde.postgres import cluster, place
from wijkwaarde.postgres.cluster import APPLICATION, OWNER

# What the superuser of a server of these tests alone says of a role before the site logs in as it.
UNSAFE = {
    "superuser": ["ALTER ROLE {0} SUPERUSER"],
    "passing": ["ALTER ROLE {0} BYPASSRLS"],
    "member of the owner": [f"GRANT {OWNER} TO {{0}}"],
    "member without its rights": ["ALTER ROLE {0} NOINHERIT", f"GRANT {OWNER} TO {{0}}"],
    "member of a member": ["CREATE ROLE between NOLOGIN", f"GRANT {OWNER} TO between", "GRANT between TO {0}"],
    "member of who passes": ["CREATE ROLE passes NOLOGIN BYPASSRLS", "GRANT passes TO {0}"],
    "member of a superuser": ["GRANT postgres TO {0}"],
}
SAFE = {"plain": [], "member of nothing much": ["CREATE ROLE readers NOLOGIN", "GRANT readers TO {0}"]}
ASK = (
    "import django; django.setup()\n"
    "from django.db import connections\n"
    "from wijkwaarde.kernel.isolation import in_partnership\n"
    "with connections['owner'].cursor() as cursor: cursor.execute('CREATE TABLE IF NOT EXISTS owned (id bigint)')\n"
    "try:\n    with in_partnership(1): print('inside')\n"
    "finally: connections['default'].close(); connections['default'].close_pool()\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with all these roles; gives what a process that logs in as one of them printed."""
    folder = tmp_path_factory.mktemp("roles") / "database"
    with postgres.serving(folder, durable=False):
        pass
    closed = place.place(folder, binaries=None, durable=False)
    statements = [f"GRANT {APPLICATION} TO {OWNER}"]
    for name, said in (UNSAFE | SAFE).items():
        statements += [f"CREATE ROLE \"{name}\" LOGIN PASSWORD 'open'", *(one.format(f'"{name}"') for one in said)]
    cluster._tell(closed, closed.cluster, statements=statements)
    (closed.cluster / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
    with postgres.serving(folder, durable=False) as addresses:
        at = addresses.owner.rpartition("@")[2]

        def asked(name="", *, options=""):
            address = f"postgresql://{quote(name)}:open@{at}" if name else addresses.owner
            surroundings = {"DATABASE_OWNER_URL": addresses.owner, "DATABASE_URL": address + options}
            return subprocess.run(
                [sys.executable, "-c", ASK], capture_output=True, text=True, check=False, env=os.environ | surroundings
            )

        yield asked
    postgres.discard(folder)


@pytest.mark.parametrize("name", UNSAFE)
def test_a_role_for_which_nothing_keeps_partnerships_apart_is_refused(name, *, server):
    done = server(name)
    assert done.stdout == ""
    assert "UnsafeRole" in done.stderr


@pytest.mark.parametrize("name", SAFE)
def test_a_role_for_which_the_policies_hold_is_let_in(name, *, server):
    done = server(name)
    assert (done.stdout, done.returncode) == ("inside\n", 0), done.stderr


@pytest.mark.parametrize("options", ["", f"?options=-c%20role%3D{APPLICATION}"])
def test_who_owns_the_tables_is_refused_and_also_when_dressed_as_another(options, *, server):
    assert "UnsafeRole" in server(options=options).stderr


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_application_of_these_tests_is_a_role_for_which_the_policies_hold():
    check_role()


@pytest.fixture
def unasked():
    """As a process that has not worked in a partnership yet."""
    isolation.check_role_once.cache_clear()
    yield
    isolation.check_role_once.cache_clear()


@pytest.mark.django_db(databases=["default", "owner"])
def test_no_partnership_is_entered_as_the_owner(monkeypatch, unasked):
    monkeypatch.setattr(isolation, "connection", connections["owner"])
    for _again in range(2):
        with pytest.raises(UnsafeRole, match="DATABASE_OWNER_URL"), in_partnership(1):
            pass


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_role_is_looked_at_once_in_a_process(unasked, django_assert_num_queries):
    def rounds():
        with in_partnership(None):
            pass

    rounds()
    with django_assert_num_queries(
        5, connection=connection
    ):  # a savepoint and its end, what it was, what it is, and back
        rounds()
