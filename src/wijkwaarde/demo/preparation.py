"""What has to be there before the first page: tables, static files, the example neighbourhood; starts nothing."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _

from wijkwaarde.demo.neighbourhood import build, is_built
from wijkwaarde.demo.saying import say
from wijkwaarde.demo.second_factors import give_all

OWNER = "owner"


def prepare(unfinished: Path) -> None:
    """Bring the database and the static files up to date; quick when they already are.

    As long as the file `unfinished` is there, the neighbourhood was not built to its end.
    """
    try:
        migrate()
        collect_static_files()
        if not is_built():
            unfinished.touch()
            say(_("De voorbeeldwijk wordt gebouwd. Dat duurt even."))
            build(is_large=True, tell=lambda what: say("  {what}", what=what))
            unfinished.unlink()
        give_all()
    finally:
        _close_connections()


def _close_connections() -> None:
    """Leave no pool behind: one that is found when Python ends complains of threads that do not stop."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def migrate() -> None:
    """Run the migrations that have not run; looking whether there are any is quicker than Django's own command."""
    executor = MigrationExecutor(connections[OWNER])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database=OWNER, interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Copy what changed to where the web server reads it, where the settings want that."""
    if apps.is_installed("django.contrib.staticfiles"):
        call_command("collectstatic", interactive=False, verbosity=0)
