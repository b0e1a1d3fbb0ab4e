"""Asks the provider for something: only where it is safe, never further than asked, never longer or more than it may be."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, override
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from wijkwaarde.web.openid.configuration import HERE, is_safe
from wijkwaarde.web.openid.refusals import NotLetIn, Way

PATIENCE = 5
LARGEST = 1_000_000
PIECE = 65_536


class StaysHere(HTTPRedirectHandler):
    """No redirects: an address that was checked leads to one that was not."""

    @override
    def redirect_request(self, *_parts: object) -> None:
        """Go nowhere else."""


def fetched(address: str, *, headers: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None) -> Any:
    """What the provider answers, read as JSON; a form is sent as POST. Errors: NotLetIn."""
    if not is_safe(address):
        raise NotLetIn(Way.DOWN, why="an address without https")
    body = None if form is None else urlencode(form).encode()
    asked = Request(address, data=body, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310 # is_safe
    try:
        return json.loads(_read(asked))
    except HTTPError as error:
        error.close()
        if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR or error.code < HTTPStatus.BAD_REQUEST:
            raise NotLetIn(Way.DOWN, why=f"answered {error.code}") from None
        raise NotLetIn(Way.REFUSED, why=f"the provider answered {error.code}") from None
    except (OSError, HTTPException) as error:
        raise NotLetIn(Way.DOWN, why=f"no answer: {type(error).__name__}") from None
    except (ValueError, RecursionError):
        raise NotLetIn(Way.DOWN, why="an answer that is no JSON") from None


def _read(asked: Request) -> bytes:
    """The whole answer; who sends it in drops gets no more time than who sends it at once."""
    until, read = time.monotonic() + PATIENCE, b""
    with _opener(asked.full_url).open(asked, timeout=PATIENCE) as answer:
        while piece := answer.read1(PIECE):
            read += piece
            if len(read) > LARGEST or time.monotonic() > until:
                raise TimeoutError
    return read


def _opener(address: str) -> OpenerDirector:
    """By the proxy of the environment, except to this machine."""
    return build_opener(StaysHere, *([ProxyHandler({})] if urlsplit(address).hostname == HERE else []))
