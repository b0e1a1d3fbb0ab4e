"""What has to be there before the first page: tables, static files, the example neighbourhood; starts nothing."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

OWNER = "owner"


def prepare() -> None:
    """Bring the database and the static files up to date; quick when they already are."""
    migrate()
    collect_static_files()
    build_neighbourhood()
    for connection in connections.all():
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


def build_neighbourhood() -> None:
    """Let the example people move in, unless somebody already lives there."""
    name = "wijkwaarde.demo.neighbourhood"
    if importlib.util.find_spec(name) and not _is_inhabited():
        importlib.import_module(name).build()


def _is_inhabited() -> bool:
    partnership: Any = apps.get_model("parties", "Partnership")
    return bool(partnership.objects.using(OWNER).exists())
