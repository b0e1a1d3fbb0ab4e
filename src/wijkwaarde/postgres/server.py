"""The process of the embedded server: one holder per folder starts it, watches it and stops it; knows no tables."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from wijkwaarde.postgres.cluster import HOST, Addresses, keep_port, make, read_keys
from wijkwaarde.postgres.errors import HeldElsewhere, NotStarted
from wijkwaarde.postgres.place import PASSABLE, Place, elsewhere, home_of, is_root, place, sober

# What people type must not reach the server's log: no statements, no row values, no messages of single errors.
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    # Everything is in memory or on a disk without a moving head: looking a row up by its key costs little.
    "random_page_cost": "1.1",
}
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PRIVATE = 0o700
PATIENCE, STEP, GRACE = 30.0, 0.02, 5.0
NOT_YET = ("still in use", "could not bind", "could not create any TCP/IP sockets")
HARDER_AND_HARDER = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
# Reads until the pipe of its parent ends, which it also does when the parent is killed.
WATCH = 'cat > /dev/null; kill -INT "$0" 2> /dev/null'
_HELD: set[Path] = set()


@contextmanager
def serving(folder: Path, *, binaries: Path | None = None, durable: bool = True) -> Iterator[Addresses]:
    """Serve the database in `folder` as long as the context lasts; it is made where there is none.

    A server that does not have to be `durable` is quicker and loses what it has when the machine stops: for tests.
    When this process is killed the server stops by itself. Errors: HeldElsewhere, NotStarted.
    """
    with _held(folder):
        where = place(folder, binaries=binaries, durable=durable)
        _stop_strays(where.cluster)
        keys = make(where)
        give_up = time.monotonic() + PATIENCE
        with ExitStack() as stack:
            while True:
                keys = keep_port(folder, keys, port=_free_port(keys.port))
                process = stack.enter_context(_process(where, keys.port))
                if _answers(process, where.cluster, until=give_up):
                    break
                stack.close()
                _check_worth_trying(where, give_up)
            yield keys.addresses(process.pid)


@contextmanager
def available(folder: Path) -> Iterator[Addresses]:
    """The addresses of the server that runs on `folder`, else of one that runs as long as this context lasts.

    Errors: NotStarted, HeldElsewhere.
    """
    with ExitStack() as stack:
        yield _found_or_started(folder, stack)


def discard(folder: Path) -> None:
    """Throw away the database in `folder`, wherever its data stand. Errors: HeldElsewhere."""
    if not folder.exists():
        return
    with _held(folder):
        _stop_strays(home_of(folder) / "cluster")
        if is_root():
            shutil.rmtree(elsewhere(folder), ignore_errors=True)
        shutil.rmtree(folder)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The one lock on a folder. `lockf` and not `flock`: a forked child must not go on holding it."""
    for path in (folder.parent, folder):
        path.mkdir(parents=True, exist_ok=True, mode=PASSABLE if is_root() else PRIVATE)
    name = folder.resolve()
    if name in _HELD:  # this kind of lock does not stop its own process
        raise HeldElsewhere(folder)
    with (folder / "lock").open("a", encoding="utf-8") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EAGAIN}:
                raise HeldElsewhere(folder) from error
            raise
        _HELD.add(name)
        try:
            yield
        finally:
            _HELD.discard(name)


def _found_or_started(folder: Path, stack: ExitStack) -> Addresses:
    """Whoever holds the folder may just be starting or stopping: wait for either."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return stack.enter_context(serving(folder))
        except HeldElsewhere:
            pid = _serving_pid(home_of(folder) / "cluster")
            if pid:
                return read_keys(folder).addresses(pid)
            if time.monotonic() > give_up:
                raise
            time.sleep(STEP)


@contextmanager
def _process(where: Place, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a session of its own, so that Ctrl-C reaches only us, and its watchdog for when we are killed."""
    settings = {**SETTINGS, "port": str(port), **({} if where.durable else HASTY)}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with where.log.open("wb") as log:
        process = subprocess.Popen(
            [str(where.binaries / "postgres"), "-D", str(where.cluster), *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **sober(where.who),
        )
    watch = subprocess.Popen(["sh", "-c", WATCH, str(process.pid)], stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield process
    finally:
        _stop(process)
        watch.kill()
        watch.communicate()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End all sessions and stop; harder where that takes too long."""
    for sign in HARDER_AND_HARDER:
        if process.poll() is None:
            process.send_signal(sign)
            _wait(lambda: process.poll() is not None, until=time.monotonic() + GRACE)


def _answers(process: subprocess.Popen[bytes], cluster: Path, *, until: float) -> bool:
    """Wait for this server, and not another on the same port, to say that it serves; False when it does not."""
    _wait(lambda: process.poll() is not None or _serving_pid(cluster) == process.pid, until=until)
    return process.poll() is None and _serving_pid(cluster) == process.pid


def _check_worth_trying(where: Place, give_up: float) -> None:
    """Another try helps while a killed server lets go of its memory, and when somebody just took the port."""
    said = where.log.read_text(encoding="utf-8", errors="replace")
    if time.monotonic() > give_up or not any(words in said for words in NOT_YET):
        raise NotStarted("postgres did not start", log=where.log)
    time.sleep(STEP)


def _serving_pid(cluster: Path) -> int:
    """The process that serves this cluster by what it writes in its own file, else 0."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return int(lines[0]) if lines[-1].strip() == "ready" else 0
    except (OSError, ValueError, IndexError):
        return 0


def _stop_strays(cluster: Path) -> None:
    """End the server whose holder and watchdog were both killed, and remove its file, which may name another process."""
    if not Path("/proc/self/cwd").exists():
        return
    for sign in HARDER_AND_HARDER:
        for pid in _inhabitants(cluster):
            with suppress(OSError):
                os.kill(pid, sign)
        _wait(lambda: not _inhabitants(cluster), until=time.monotonic() + GRACE)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _inhabitants(cluster: Path) -> list[int]:
    """The processes that stand in this folder, as every process of its server does."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink() == cluster.resolve():
                found.append(int(link.parent.name))
        except OSError:
            continue
    return found


def _free_port(wished: int) -> int:
    """The wished port of this machine's own address when nothing listens there, else another."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wished))
        except OSError:
            return _free_port(0)
        return int(probe.getsockname()[1])


def _wait(is_so: Callable[[], bool], *, until: float) -> None:
    while not is_so() and time.monotonic() < until:
        time.sleep(STEP)
