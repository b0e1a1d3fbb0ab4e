"""The site as it is shipped, on its own server and on a copy of the test database, for the stories in a browser."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import OperationalError, connections
from django.test import Client

from tests.browser.states import Neighbours, build
from tests.cast import enter
from wijkwaarde.demo import site
from wijkwaarde.demo.cast import PASSWORD
from wijkwaarde.kernel.accounts.actions import set_password

EXIT = "https://exit.example/"
PATIENCE = 60
CLOSING = 10


class Neighbourhood:
    """The example neighbourhood in a database of its own, and where the site that shows it is."""

    def __init__(self, cast, *, url, name, states):
        self.cast, self.url, self.name, self.states = cast, url, name, states

    @contextmanager
    def database(self):
        """Read and write what the site shows."""
        with named(self.name):
            yield self.cast

    def cookie(self, who):
        """What a browser holds in which somebody is logged in."""
        with self.database() as cast:
            client = Client()
            enter(client, cast.user(who))
            return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.url}


@contextmanager
def named(name):
    """Another database of the same server, until the end of this block."""
    kept = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "owner")}
    close_all()
    for alias in kept:
        connections.settings[alias]["NAME"] = connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        close_all()
        for alias, old in kept.items():
            connections.settings[alias]["NAME"] = connections[alias].settings_dict["NAME"] = old


def close_all():
    """Close the connections of this process, those that wait in the pool too."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()


@contextmanager
def copied(name, *, of):
    """A copy of the test database for one site, whose name starts with that of the test database."""
    copy = f"{name}_{of}"
    close_all()
    as_maintainer(f"DROP DATABASE IF EXISTS {copy}", f"CREATE DATABASE {copy} TEMPLATE {name} STRATEGY file_copy")
    try:
        yield copy
    finally:
        close_all()
        as_maintainer(f"DROP DATABASE {copy} WITH (FORCE)")


def as_maintainer(*statements):
    """Run statements of the owner beside the databases; sessions that are just closing get a moment to go."""
    give_up = time.monotonic() + CLOSING
    with connections["owner"]._nodb_cursor() as cursor:
        for statement in statements:
            while True:
                try:
                    cursor.execute(statement)
                    break
                except OperationalError:
                    assert time.monotonic() < give_up, statement
                    time.sleep(0.05)


@contextmanager
def serving(folder, *, crowded=True):
    """The neighbourhood with the site before it: one process with as many threads as the demo's."""
    with copied(connections["owner"].settings_dict["NAME"], of=folder.name) as name:
        cast = Neighbours()
        with named(name):
            states = build(cast) if crowded else []
            for who in ("amina", "bram", "dirk"):
                set_password(user=cast.user(who), password=PASSWORD)
        url, process = started(name, folder)
        try:
            wait_for(url, process)
            yield Neighbourhood(cast, url=url.rstrip("/"), name=name, states=states)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def started(name, folder):
    """The address and the process of a new server."""
    port = free_port()
    words = [*site.command(port)]
    words[words.index("--workers") + 1] = "1"
    told = {
        "DATABASE_URL": there("DATABASE_URL", name),
        "DATABASE_OWNER_URL": there("DATABASE_OWNER_URL", name),
        "WIJKWAARDE_DEMO": "1",
        "WIJKWAARDE_STATE": str(folder),
        "WIJKWAARDE_SECRET_KEY": settings.SECRET_KEY,
        "WIJKWAARDE_QUICK_EXIT": EXIT,
    }
    log = (folder / "site.log").open("wb")
    process = subprocess.Popen(words, env=os.environ | told, stdout=log, stderr=log, cwd=folder)
    return site.address(port), process


def free_port():
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind((site.HOST, 0))
        return probe.getsockname()[1]


def there(variable, name):
    """The same server, another database."""
    return urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{name}"))


def wait_for(url, process):
    """Until the first page is there."""
    give_up = time.monotonic() + PATIENCE
    while not site.answers(url):
        assert process.poll() is None, "the site stopped at once; see site.log"
        assert time.monotonic() < give_up, "the site does not answer"
        time.sleep(0.05)
