"""`wijkwaarde backup` and `wijkwaarde restore`: the whole database to one file and back, by PostgreSQL's own programs."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections, transaction
from django.utils.translation import gettext as _
from psycopg.conninfo import make_conninfo
from rich.console import Console

from wijkwaarde import postgres
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.files import write_whole, writing_to

OK = 0
OWNER = "owner"
CHUNK = 1 << 20
LAST_LINES = 3
IN_ONE_TRANSACTION = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
NOT_EMPTY = "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
RIGHTS = re.compile(r"^\d+; \d+ \d+ (?:DEFAULT )?ACL .*$", re.MULTILINE)
STATEMENT = re.compile(r"^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES)\b.*?;$", re.MULTILINE | re.DOTALL)
ONE = r"(\"[^\"]+\"|\w+)"
BOTH_ROLES = re.compile(rf"^ALTER DEFAULT PRIVILEGES FOR ROLE {ONE} .*\bGRANT .* TO {ONE};$", re.MULTILINE)
ROLE = re.compile(rf"\b(?P<before>TO|FROM|FOR ROLE) (?P<role>{ONE})")


def register(subparsers: Any) -> None:
    """Add `backup` and `restore` to the console script."""
    backup = subparsers.add_parser("backup", help=_("bewaar de hele database in één bestand"))
    backup.add_argument("file", type=Path, metavar=_("BESTAND"), help=_("een bestand dat er nog niet is"))
    backup.set_defaults(run=run_backup)
    restore = subparsers.add_parser("restore", help=_("zet een back-up terug in een lege database"))
    restore.add_argument("file", type=Path, metavar=_("BESTAND"), help=_("een bestand van wijkwaarde backup"))
    restore.set_defaults(run=run_restore)


def run_backup(arguments: argparse.Namespace) -> int:
    """Write everything to a file that only its owner can read; whole, or not at all."""
    path: Path = arguments.file
    _check_reachable()
    if path.exists():
        _refuse_to_replace(path)
    with writing_to(path):
        write_whole(path, chunks=_dump(path), may_replace=_refuse_to_replace, private=True)
    _say(_("De back-up staat in {path}.").format(path=path))
    _say(_("Er staan gegevens van mensen in: bewaar dit bestand waar niemand anders bij kan."))
    return OK


def run_restore(arguments: argparse.Namespace) -> int:
    """Fill an empty database with what is in the file, for the roles of that database; whole, or not at all."""
    path: Path = arguments.file
    rights = _rights_in(path)
    _check_reachable()
    _check_empty(path)
    _fill(path)
    _give(rights, path)
    _say(_("De back-up {path} is teruggezet.").format(path=path))
    return OK


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(text, markup=False)


# --- The two programs ---


def _dump(path: Path) -> Iterator[bytes]:
    """What pg_dump says, in PostgreSQL's own compressed format; raises at the end when it was not the whole."""
    with tempfile.TemporaryFile() as errors:
        words = [str(postgres.program("pg_dump")), "--format=custom", f"--dbname={_conninfo()}"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=errors, env=_environment()) as process:
            assert process.stdout is not None
            while chunk := process.stdout.read(CHUNK):
                yield chunk
        if process.returncode:
            errors.seek(0)
            _fail(path, errors.read())


def _fill(path: Path) -> None:
    """Play the backup as SQL in one transaction: pg_restore by itself asks for a setting that is unknown before 17."""
    read = [str(postgres.program("pg_restore")), "--no-owner", "--no-privileges", "--file=-", str(path)]
    write = [str(postgres.program("psql")), *IN_ONE_TRANSACTION, f"--dbname={_conninfo()}"]
    with tempfile.TemporaryFile() as errors:
        play = subprocess.Popen(
            write, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, env=_environment()
        )
        script = subprocess.Popen(read, stdout=subprocess.PIPE, stderr=errors, env=_environment())
        assert play.stdin is not None
        assert script.stdout is not None
        with suppress(BrokenPipeError), script.stdout, play:
            play.stdin.writelines(line for line in _head(script.stdout) if line != UNKNOWN_BEFORE_17)
            shutil.copyfileobj(script.stdout, play.stdin, CHUNK)
            if script.wait():
                play.kill()  # the end of its input would be a commit
        if script.wait() or play.returncode:
            errors.seek(0)
            _fail(path, errors.read())


def _head(script: IO[bytes]) -> Iterator[bytes]:
    """The settings with which the script of a backup begins; no data stand there."""
    for line in script:
        yield line
        if line.startswith(b"SET row_security"):
            return


def _run(name: str, *words: str, to: Path) -> str:
    """Run a program on the file: against the owner's database, unless its words say where the output goes."""
    where = [] if any(word.startswith(("--file", "--list")) for word in words) else [f"--dbname={_conninfo()}"]
    command = [str(postgres.program(name)), *words, *where, str(to)]
    done = subprocess.run(command, capture_output=True, check=False, env=_environment())
    if done.returncode:
        _fail(to, done.stderr)
    return done.stdout.decode()


def _conninfo() -> str:
    """The owner's address without the password, which a list of processes would show."""
    words = connections[OWNER].settings_dict
    named = {"host": words["HOST"], "port": words["PORT"], "user": words["USER"], "dbname": words["NAME"]}
    return make_conninfo(**{**words["OPTIONS"], **{name: value for name, value in named.items() if value}})


def _environment() -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**known, "PGPASSWORD": connections[OWNER].settings_dict["PASSWORD"], "LC_ALL": "C"}


# --- Who may do what ---


@dataclass(frozen=True, slots=True)
class Rights:
    """The statements of a backup that give and take rights, and what its two roles were called."""

    statements: tuple[str, ...]
    owner: str
    application: str


def _rights_in(path: Path) -> Rights:
    """Read the rights apart: the roles of the target may have other names. Errors: Problem when it is no backup."""
    if not path.is_file():
        raise Problem(
            _("Dit bestand is er niet."),
            place=Place(str(path)),
            expected=_("een bestand van wijkwaarde backup."),
            remedy=_("Kijk of de naam klopt."),
        )
    listed = _run("pg_restore", "--list", to=path)
    lines = [found.group() for found in RIGHTS.finditer(listed)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as wanted:
        wanted.write("\n".join(lines))
        wanted.flush()
        script = _run("pg_restore", f"--use-list={wanted.name}", "--file=-", to=path)
    roles = BOTH_ROLES.search(script)
    if not roles:
        raise Problem(
            _("In deze back-up staat niet welke rechten de toepassing heeft."),
            place=Place(str(path)),
            expected=_("een back-up van een database van Wijkwaarde."),
            remedy=_("Neem een andere back-up."),
        )
    owner, application = (role.strip('"') for role in roles.groups())
    return Rights(statements=tuple(STATEMENT.findall(script)), owner=owner, application=application)


def _give(rights: Rights, path: Path) -> None:
    """Give the roles of this database the rights that those of the backup had; else leave it as empty as it was."""
    named = {
        rights.owner: connections[OWNER].settings_dict["USER"],
        rights.application: connections[DEFAULT_DB_ALIAS].settings_dict["USER"],
    }
    with ExitStack() as undo:
        undo.callback(_empty)
        try:
            with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
                for statement in rights.statements:
                    cursor.execute(ROLE.sub(lambda found: _renamed(found, named), statement))
        except DatabaseError as error:
            _fail(path, str(error).encode())
        undo.pop_all()


def _empty() -> None:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        cursor.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _renamed(found: re.Match[str], named: dict[str, str]) -> str:
    role = found["role"].strip('"')
    return f'{found["before"]} "{named[role]}"' if role in named else found.group()


# --- What stops us ---


def _check_reachable() -> None:
    why = _("Er is geen database ingesteld.")
    if OWNER in connections.settings:
        with suppress(OperationalError):
            return connections[OWNER].ensure_connection()
        why = _("De database antwoordt niet.")
    raise Problem(
        why,
        place=Place("DATABASE_OWNER_URL"),
        expected=_("de adressen van een database in DATABASE_URL en DATABASE_OWNER_URL, of de database van make demo."),
        remedy=_("Stel beide adressen in, of draai eerst make demo."),
    )


def _check_empty(path: Path) -> None:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(NOT_EMPTY)
        if cursor.fetchone() == (False,):
            return
    raise Problem(
        _("De database is niet leeg. Er is niets teruggezet."),
        place=Place(str(path)),
        expected=_("een database zonder tabellen."),
        remedy=_("Maak een nieuwe database, of gooi die van de demo weg met make reset."),
    )


def _refuse_to_replace(path: Path) -> NoReturn:
    raise Problem(
        _("Dit bestand is er al. Er is niets geschreven."),
        place=Place(str(path)),
        expected=_("een naam die nog vrij is."),
        remedy=_("Kies een andere naam. Een back-up vervangt nooit een andere."),
    )


def _fail(path: Path, said: bytes) -> NoReturn:
    lines: Sequence[str] = said.decode(errors="replace").strip().splitlines()[-LAST_LINES:]
    raise Problem(
        _("PostgreSQL kan dit niet afmaken ({why}).").format(why=" ".join(lines)),
        place=Place(str(path)),
        expected=_("een back-up van Wijkwaarde en een database die antwoordt."),
        remedy=_("Kijk of het bestand heel is, of er plek is op de schijf en of de database draait."),
    )
