"""Run beside the supervisor: when that is killed, ends the process groups it was told of; it starts nothing itself.

It imports nothing of ours, so that it is there at once and stays small.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress

GRACE, STEP = 4.0, 0.05


def end(groups: Iterable[int]) -> None:
    """Ask the first process of each group to stop, then kill what is still there of the group."""
    left = list(groups)
    for group in left:
        with suppress(OSError):
            os.kill(group, signal.SIGTERM)
    give_up = time.monotonic() + GRACE
    while left and time.monotonic() < give_up:
        time.sleep(STEP)
        left = [group for group in left if _is_there(group)]
    for group in left:
        with suppress(OSError):
            os.killpg(group, signal.SIGKILL)


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    end([int(line) for line in sys.stdin])
