"""The processes of the demo beside the database: starts them, notices when one is gone, ends all; knows no Django."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from wijkwaarde.demo import watchdog
from wijkwaarde.demo.state import State

GRACE, STEP = 6.0, 0.02


class Children:
    """Processes, each in a session of its own so that Ctrl-C reaches only their parent, and their watchdog."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        words = [sys.executable, "-I", "-S", watchdog.__file__]
        self.watchdog = subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)

    def start(self, name: str, *, words: Sequence[str]) -> None:
        """Start a process; what it says goes to its log."""
        log = self.state.log(name)
        log.parent.mkdir(exist_ok=True)
        with log.open("wb") as stream:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True
            )
        self.processes[name] = process
        assert self.watchdog.stdin is not None
        self.watchdog.stdin.write(f"{process.pid}\n".encode())
        self.watchdog.stdin.flush()

    def gone(self) -> str | None:
        """The name of a process that ended by itself."""
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)

    def stop(self) -> None:
        """Ask all to stop, give them a moment, kill what is left of their groups."""
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        give_up = time.monotonic() + GRACE
        while any(process.poll() is None for process in self.processes.values()) and time.monotonic() < give_up:
            time.sleep(STEP)
        for process in self.processes.values():
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.watchdog.kill()
        self.watchdog.communicate()
