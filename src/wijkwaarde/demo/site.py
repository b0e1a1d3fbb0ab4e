"""The site as a process: on which port, by which command, and whether its first page is there; knows no pages."""

from __future__ import annotations

import os
import socket
import sys
from http import HTTPStatus
from http.client import HTTPException
from urllib.request import ProxyHandler, build_opener

from django.utils.translation import gettext_lazy as _

from wijkwaarde.demo.saying import CannotRun, say
from wijkwaarde.routing import POOL

HOST, USUAL_PORT, LAST_PORT = "127.0.0.1", 8000, 65_535
PROCESSES = 2
MOMENT = 5.0


def wished_port() -> int | None:
    """The port asked for in PORT, if any. Errors: CannotRun when it is none, or taken."""
    asked = os.environ.get("PORT", "")
    if not asked:
        return None
    if not asked.isdecimal() or not 0 < int(asked) <= LAST_PORT:
        raise CannotRun(_("PORT={port} is geen poort. Kies een getal van 1 tot en met 65535."), port=asked)
    if not _is_free(int(asked)):
        raise CannotRun(_("Poort {port} is bezet. Kies een andere, bijvoorbeeld: make demo PORT=8010"), port=asked)
    return int(asked)


def free_port() -> int:
    """The usual port, else the next that is free, said aloud."""
    found = next(number for number in range(USUAL_PORT, LAST_PORT) if _is_free(number))
    if found != USUAL_PORT:
        say(_("Poort {taken} is bezet. Ik neem poort {port}."), taken=USUAL_PORT, port=found)
    return found


def _is_free(number: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError:
            return False
        return True


def address(number: int) -> str:
    """Where the site is."""
    return f"http://{HOST}:{number}/"


def command(number: int) -> list[str]:
    """As many threads as connections in the pool; a time limit, because a stop right after the start once hung."""
    at = ["--interface", "wsgi", "--host", HOST, "--port", str(number)]
    size = ["--workers", str(PROCESSES), "--blocking-threads", str(POOL["max_size"]), "--workers-kill-timeout", "3"]
    return [sys.executable, "-m", "granian", *at, *size, "wijkwaarde.wsgi:application"]


def answers(url: str) -> bool:
    """Whether there is a page at this address, or where it leads to."""
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=MOMENT) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (OSError, HTTPException):
        return False
