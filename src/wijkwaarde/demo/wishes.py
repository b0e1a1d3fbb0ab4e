"""Turns Ctrl-C, SIGTERM and a closed terminal into one exception, only where the caller is ready for it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Ended(BaseException):
    """Somebody asked us to stop; not an Exception, so that no clause on the way takes it for a failure."""


class Wishes:
    """Whether we were asked to stop.

    Outside `heard` a wish waits, so that no process is started and forgotten half-way.
    """

    def __init__(self) -> None:
        self.to_end = False
        self.listens = False
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if sign != signal.SIGHUP or signal.getsignal(sign) is not signal.SIG_IGN:  # nohup stays nohup
                signal.signal(sign, self._hear)

    def _hear(self, _sign: int, _frame: FrameType | None) -> None:
        self.to_end = True
        self._act()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Raise Ended in this context when we are or were asked to stop."""
        self.listens = True
        try:
            self._act()
            yield
        finally:
            self.listens = False

    def _act(self) -> None:
        if self.to_end and self.listens:
            self.listens = False
            raise Ended
