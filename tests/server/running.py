"""A `make demo` in a process of its own and what the machine says is running; asserts nothing about pages."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from wijkwaarde.postgres.place import elsewhere

PATIENCE = 90
GOING = 15
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


class Demo:
    """One start of the demo; `who` are the words of Popen that say as whom."""

    def __init__(self, state, *, port=None, python=sys.executable, surroundings=None, **who):
        left_out = {"DATABASE_URL", "DATABASE_OWNER_URL", "PORT", "PYTHONDONTWRITEBYTECODE"}
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        environment |= {"WIJKWAARDE_STATE": str(state)} | ({"PORT": str(port)} if port else {}) | (surroundings or {})
        self.state = state
        self.said = ""
        self.process = subprocess.Popen(
            [python, "-m", "wijkwaarde.demo"],
            env=environment,
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **who,
        )

    def url(self):
        """Wait until it says where its first page is."""
        for line in self.process.stdout:
            self.said += line
            found = ADDRESS.search(line)
            if found:
                return found.group()
        raise AssertionError(f"no page: {self.said}")

    def end(self, sign=None):
        """Send a signal, wait for the end; the exit code. What it said until then is in `said`."""
        if sign is not None:
            self.process.send_signal(sign)
        # Not `communicate`: it passes by what the lines read before it took along into their buffer.
        impatient = threading.Timer(PATIENCE, self.process.kill)
        impatient.start()
        self.said += self.process.stdout.read()
        impatient.cancel()
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def demo(state, **words):
    """A demo that is gone after the test, whatever happened."""
    started = Demo(state, **words)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.end(signal.SIGTERM)
        started.process.stdout.close()


def wait_for(what):
    """The first answer of a question that counts as true."""
    give_up = time.monotonic() + PATIENCE
    while not (answer := what()):
        assert time.monotonic() < give_up, "it did not happen"
        time.sleep(0.02)
    return answer


def left_running(state):
    """What still runs of the demo with this folder, after it got the time to go."""
    give_up = time.monotonic() + GOING
    while running(state) and time.monotonic() < give_up:
        time.sleep(0.1)
    return running(state)


def running(state):
    """The commands of all processes of this demo."""
    return [" ".join(words) for _pid, words in _processes(state)]


def pids_with(state, word):
    """The processes of this demo with a word in their command."""
    return [pid for pid, words in _processes(state) if word in words]


def _processes(state):
    """Ours are known by their environment, those of the database by their data."""
    marks = [str(state / "database" / "cluster"), str(elsewhere(state / "database") / "cluster")]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
            environment = (process / "environ").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if f"WIJKWAARDE_STATE={state}" in environment or any(mark in words for mark in marks):
            yield int(process.name), words


@contextmanager
def taken(port):
    """Somebody else on a port."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen()
        yield


def free_port():
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
