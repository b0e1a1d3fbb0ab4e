"""The data of the embedded server: the files, the two roles and their passwords; no process that stays."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wijkwaarde.postgres.errors import NotStarted
from wijkwaarde.postgres.place import Place

HOST = "127.0.0.1"
OWNER, APPLICATION, DATABASE = "wijkwaarde_owner", "wijkwaarde_app", "wijkwaarde"
KEYS = "keys.json"
PASSWORD_BYTES = 24
# The superuser has no line here and no password, so nobody can log in as it.
WHO_MAY_CONNECT = f"host all {OWNER},{APPLICATION} {HOST}/32 scram-sha-256\n"
BUILTIN_LOCALE_SINCE = 17
# The owner makes tables and test databases; the application owns nothing and is held by every policy.
ROLES = [
    f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
    f"CREATE ROLE {APPLICATION} LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS",
    f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
]


@dataclass(frozen=True, slots=True)
class Addresses:
    """The same database for the role that owns the tables and for that of the application; process `pid` serves it."""

    owner: str = field(repr=False)
    application: str = field(repr=False)
    pid: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The passwords of the two roles, made once, and the port of the last time; in a file only its owner can read."""

    owner: str = field(repr=False)
    application: str = field(repr=False)
    port: int = 0

    def addresses(self, pid: int) -> Addresses:
        """The two addresses of the server that is process `pid`."""
        at = f"{HOST}:{self.port}/{DATABASE}"
        return Addresses(
            owner=f"postgresql://{OWNER}:{self.owner}@{at}",
            application=f"postgresql://{APPLICATION}:{self.application}@{at}",
            pid=pid,
        )


def read_keys(folder: Path) -> Keys:
    """The keys of a database that was made."""
    return Keys(**json.loads((folder / KEYS).read_text(encoding="utf-8")))


def keep_port(folder: Path, keys: Keys, *, port: int) -> Keys:
    """Remember the port, so that addresses that people noted stay right as long as nobody takes it."""
    kept = replace(keys, port=port)
    handle, draft = tempfile.mkstemp(dir=folder)  # mkstemp lets only its owner read
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"owner": kept.owner, "application": kept.application, "port": port}, file)
    Path(draft).replace(folder / KEYS)
    return kept


def make(place: Place) -> Keys:
    """Make what is not there yet, whole or not at all; what a killed process left half-made is thrown away."""
    for half in place.home.glob("making-*"):
        shutil.rmtree(half, ignore_errors=True)
    fresh = not (place.folder / KEYS).exists()
    if fresh:
        made = Keys(owner=secrets.token_hex(PASSWORD_BYTES), application=secrets.token_hex(PASSWORD_BYTES))
        keep_port(place.folder, made, port=0)
    keys = read_keys(place.folder)
    if not place.cluster.exists():
        draft = Path(tempfile.mkdtemp(prefix="making-", dir=place.home))
        if place.who:
            os.chown(draft, place.who["user"], place.who["group"])
        _initialise(place, draft)
        _tell(place, draft, statements=[*ROLES, *_passwords(keys)])
        draft.rename(place.cluster)
    elif fresh:
        _tell(place, place.cluster, statements=_passwords(keys))
    return keys


def _initialise(place: Place, draft: Path) -> None:
    """An empty cluster in which lower() knows é, also without ICU."""
    major = int(place.run("initdb", "--version").split()[2].split(".")[0])
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    locale = builtin if major >= BUILTIN_LOCALE_SINCE else ["--locale=C.UTF-8"]
    haste = [] if place.durable else ["--no-sync"]
    place.run("initdb", f"--pgdata={draft}", "--auth=reject", "--username=postgres", "--encoding=UTF8", *locale, *haste)
    (draft / "pg_hba.conf").write_text(WHO_MAY_CONNECT, encoding="utf-8")


def _passwords(keys: Keys) -> list[str]:
    return [
        f"ALTER ROLE {role} PASSWORD '{password}'"
        for role, password in ((OWNER, keys.owner), (APPLICATION, keys.application))
    ]


def _tell(place: Place, cluster: Path, *, statements: Sequence[str]) -> None:
    """Run statements as superuser without a server; they come through a pipe, so no list of processes shows them."""
    words = ["--single", "-D", str(cluster), "-c", "log_min_error_statement=panic", "postgres"]
    said = place.run("postgres", *words, text="".join(f"{statement}\n" for statement in statements))
    if "ERROR:" in said or "FATAL:" in said:
        raise NotStarted("the roles could not be made", log=place.log)
