"""What all tests share: the settings, and a database server of their own that starts when the first test asks for it."""

import os
import tempfile
import time
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import OperationalError, connections

from tests.dealing import dealt, longest_first
from wijkwaarde import postgres
from wijkwaarde.routing import databases

FOLDER = tempfile.TemporaryDirectory(prefix="wijkwaarde-tests-")
Path(FOLDER.name).chmod(0o711)  # PostgreSQL runs as `nobody` when we are root
NOT_YET = "postgresql://nobody@127.0.0.1:1/not_yet"
# Who runs some of the tests beside another process finds there what that one wrote.
IS_OURS = os.environ.get("DATABASE_URL", NOT_YET) == NOT_YET
PATIENCE = 10

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
os.environ["WIJKWAARDE_STATE"] = FOLDER.name
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread, and Django takes it for its own
if IS_OURS:
    os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = NOT_YET
django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Beside another process: how tests are dealt out, whatever `--dist` says."""
    return dealt(config, log)


def pytest_collection_modifyitems(config, items):
    """A transaction test is also one of the owner: else nothing of what it commits is cleared away."""
    if hasattr(config, "workerinput"):
        longest_first(items)
    for item in items:
        if commits(item):
            marker = item.get_closest_marker("django_db")
            words = {**(marker.kwargs if marker else {}), "transaction": True, "databases": ["default", "owner"]}
            item.add_marker(pytest.mark.django_db(**words), append=False)


def commits(item):
    """Whether what this test writes stays in the database."""
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)))
    return asked or bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def database_server():
    """The addresses of the database that these tests must never touch: they make another one beside it."""
    if not IS_OURS:
        yield postgres.Addresses(owner=os.environ["DATABASE_OWNER_URL"], application=os.environ["DATABASE_URL"], pid=0)
        return
    binaries = os.environ.get("WIJKWAARDE_TEST_POSTGRES")
    with postgres.serving(
        Path(FOLDER.name) / "database", binaries=Path(binaries) if binaries else None, durable=False
    ) as addresses:
        yield addresses


@pytest.fixture(scope="session")
def django_db_setup(database_server, django_test_environment, django_db_blocker):  # noqa: ARG001, PLR0917 - fixtures
    """A test database that the owner makes and the application uses, on addresses that are known only now."""
    given = databases({"DATABASE_URL": database_server.application, "DATABASE_OWNER_URL": database_server.owner})
    for alias, described in given.items():
        settings.DATABASES[alias].update(described)
    with django_db_blocker.unblock():
        owner, application = connections["owner"], connections["default"]
        name = owner.creation.create_test_db(verbosity=0, autoclobber=True)
        application.settings_dict["NAME"] = name
    # Django would flush after a transaction test, reference data and all, as a role that may not; `whole` puts back.
    for alias in given:
        settings.DATABASES[alias]["TEST"]["MIRROR"] = "whole"
    for variable, address in (("DATABASE_URL", "application"), ("DATABASE_OWNER_URL", "owner")):
        os.environ[variable] = f"{getattr(database_server, address).rpartition('/')[0]}/{name}"
    with django_db_blocker.unblock():
        close_all()  # a browser that starts later hides these connections from this thread, and they would stay open
    yield
    with django_db_blocker.unblock():
        close_all()
        as_maintainer(f"DROP DATABASE {name}")


@pytest.fixture(autouse=True)
def whole(request):
    """After a test that commits, the database is again what it was before: rows of migrations, session fixtures and all."""
    if not commits(request.node):
        yield
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    name = connections["owner"].settings_dict["NAME"]
    with blocker.unblock():
        close_all()
        as_maintainer(f"CREATE DATABASE {name}_kept TEMPLATE {name} STRATEGY file_copy")
    yield
    with blocker.unblock():
        close_all()
        as_maintainer(f"DROP DATABASE {name}", f"ALTER DATABASE {name}_kept RENAME TO {name}")


def close_all():
    """Close the connections of this process, those that wait in the pool too."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()


def as_maintainer(*statements):
    """Run statements of the owner beside the test database; sessions that are just closing get a moment to go."""
    give_up = time.monotonic() + PATIENCE
    with connections["owner"]._nodb_cursor() as cursor:  # noqa: SLF001 - there is no other
        for statement in statements:
            while True:
                try:
                    cursor.execute(statement)
                    break
                except OperationalError:
                    if time.monotonic() > give_up:
                        raise
                    time.sleep(0.05)
