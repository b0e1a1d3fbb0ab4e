"""Counts the queries of a request where that is asked in a header; without the header it does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED, TOLD = "X-Bench-Count", "X-Bench-Queries"
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Counting:
    """The middleware around all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say how many queries that took."""
        if ASKED not in request.headers:
            return self.get_response(request)
        counted: list[str] = []

        def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001, PLR0917 - Django's
            if not sql.startswith(NOT_COUNTED) and "set_config" not in sql:
                counted.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response.headers[TOLD] = str(len(counted))
        return response
