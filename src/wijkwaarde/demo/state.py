"""What `make demo` keeps between two times: one folder, one lock, one secret and where it runs; starts nothing."""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wijkwaarde.postgres import Addresses

ROOT = Path(__file__).resolve().parents[3]
DATABASE = "database"
PRIVATE, PASSABLE = 0o700, 0o711
SECRET_BYTES = 48
# Files are for their owner; folders may be passed through, because PostgreSQL runs as `nobody` when we are root.
UMASK = 0o066


class AnotherOne(Exception):
    """Another `make demo` works with this folder."""


@dataclass(frozen=True, slots=True)
class State:
    """The folder of the demo: the database, the logs, the sent mails, the static files."""

    folder: Path

    @property
    def database(self) -> Path:
        """Where the embedded server keeps its data."""
        return self.folder / DATABASE

    @property
    def unfinished(self) -> Path:
        """There as long as the example neighbourhood is being built."""
        return self.folder / "unfinished"

    def log(self, name: str) -> Path:
        """Where a part of the demo writes what it has to say."""
        if name == DATABASE:
            return self.database / "server.log"
        return self.folder / "logs" / f"{name}.log"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder. Errors: AnotherOne, OSError where it cannot be made."""
        os.umask(UMASK)
        self.folder.mkdir(parents=True, exist_ok=True, mode=PASSABLE if os.geteuid() == 0 else PRIVATE)
        with (self.folder / "lock").open("a", encoding="utf-8") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise AnotherOne from error
            self._note.unlink(missing_ok=True)
            try:
                yield
            finally:
                self._note.unlink(missing_ok=True)

    def environment(self, addresses: Addresses) -> dict[str, str]:
        """What the settings read."""
        return {
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings"),
            "DATABASE_URL": addresses.application,
            "DATABASE_OWNER_URL": addresses.owner,
            "WIJKWAARDE_DEMO": "1",
            "WIJKWAARDE_STATE": str(self.folder),
            "WIJKWAARDE_SECRET_KEY": self._secret(),
        }

    def note(self, url: str) -> None:
        """Let another `make demo` know where this one runs."""
        self._note.write_text(url, encoding="utf-8")

    def noted(self) -> str | None:
        """Where the one that holds this folder runs; None as long as it shows no page."""
        try:
            return self._note.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    @property
    def _note(self) -> Path:
        return self.folder / "address"

    def _secret(self) -> str:
        """The same at every start, so that who was logged in stays logged in."""
        path = self.folder / "secret"
        if not path.exists():
            handle, draft = tempfile.mkstemp(dir=self.folder)  # mkstemp lets only its owner read
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(SECRET_BYTES))
            Path(draft).replace(path)
        return path.read_text(encoding="utf-8")


def chosen() -> State:
    """The folder that WIJKWAARDE_STATE names, else `.data` of the project."""
    return State(folder=Path(os.environ.get("WIJKWAARDE_STATE") or ROOT / ".data").absolute())
