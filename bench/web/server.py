"""The database and the sites that are measured, as processes of their own, and what they cost the processor."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from wijkwaarde import postgres
from wijkwaarde.demo import site

PASSABLE = 0o711  # PostgreSQL runs as `nobody` when we are root
PATIENCE, STEP = 60.0, 0.05
FILLED = "filled_{}"
PROCESSES = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, the database in it, and a secret that all processes on it share."""

    folder: Path
    addresses: postgres.Addresses
    secret: str

    @property
    def environment(self) -> dict[str, str]:
        """What the settings of the measured site read."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench.web.settings",
            "DATABASE_URL": self.addresses.application,
            "DATABASE_OWNER_URL": self.addresses.owner,
            "WIJKWAARDE_STATE": str(self.folder),
            "WIJKWAARDE_SECRET_KEY": self.secret,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }

    def named(self, name: str) -> Place:
        """The same for another database of the same server."""
        owner, application = (
            f"{address.rpartition('/')[0]}/{name}" for address in (self.addresses.owner, self.addresses.application)
        )
        return replace(self, addresses=replace(self.addresses, owner=owner, application=application))


@contextmanager
def built(folder: Path, *, durable: bool) -> Iterator[Place]:
    """A server with the example neighbourhood in its database."""
    folder.mkdir()
    for path in (folder.parent, folder):
        path.chmod(PASSABLE)
    with postgres.serving(folder / "database", durable=durable) as addresses:
        place = Place(folder, addresses, secrets.token_urlsafe())
        prepare(place)
        yield place


def prepare(place: Place, *words: str) -> str:
    """Run `bench.web.prepare` on a database; what it says. Errors: RuntimeError with its last words."""
    command = [sys.executable, "-m", "bench.web.prepare", *words]
    done = subprocess.run(command, env=place.environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"bench.web.prepare failed: {done.stderr[-2000:]}")
    return done.stdout


def filled(place: Place, *, cases: int, residents: int) -> tuple[Place, dict[str, Any]]:
    """A copy of the database with so many cases, and what to ask for in it."""
    source, name = place.addresses.owner.rpartition("/")[2], FILLED.format(cases)
    with psycopg.connect(f"{place.addresses.owner.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
        connection.execute(words)
    copy = place.named(name)
    return copy, json.loads(prepare(copy, str(cases), str(residents)))


@dataclass(frozen=True, slots=True)
class Site:
    """A site that answers on a port; `roots` are the processes that work for it."""

    port: int
    roots: tuple[int, ...]

    def processor(self) -> float:
        """Seconds of the processor that its processes and their children took until now."""
        return processor_of(self.roots)


@contextmanager
def serving(place: Place) -> Iterator[Site]:
    """The site on this database, served as in the demo, as long as the context lasts."""
    port = free_port()
    with (place.folder / f"web-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            site.command(port), env=place.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            give_up = time.monotonic() + PATIENCE
            while not site.answers(site.address(port)):
                if process.poll() is not None or time.monotonic() > give_up:
                    raise RuntimeError(f"the site did not start; it said so in {log.name}")
                time.sleep(STEP)
            yield Site(port, (process.pid, place.addresses.pid))
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop, and after a moment end all of its group."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """A port of this machine's own address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((site.HOST, 0))
        return int(probe.getsockname()[1])


def processor_of(roots: tuple[int, ...]) -> float:
    """Seconds of the processor of these processes and all their children, those that ended too; 0 where unknown."""
    known = {}
    for path in PROCESSES.glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        known[int(path.parent.name)] = (int(fields[1]), sum(int(ticks) for ticks in fields[11:15]))
    wanted, total = set(roots), 0
    while True:
        more = {pid for pid, (parent, _ticks) in known.items() if parent in wanted} - wanted
        if not more:
            break
        wanted |= more
    total = sum(ticks for pid, (_parent, ticks) in known.items() if pid in wanted)
    return total / TICKS
