"""The first page of a member over HTTP."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.cases.queries import waiting_for
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.queries import tasks_of
from wijkwaarde.web.today.panels import awaited_rows, promised_rows, waiting_rows
from wijkwaarde.web.transaction import Asked


@require_safe
def today(request: Asked) -> HttpResponse:
    """Who waits for me, what I promised, what I wait for."""
    if request.actor.membership_id is None:
        raise NotFound("membership")
    by, day = request.actor, request.today
    waiting, waiting_more = waiting_for(by=by, today=day)
    tasks = tasks_of(by=by, today=day)
    context = {
        "waiting": waiting_rows(waiting, today=day),
        "waiting_more": waiting_more,
        "promised": promised_rows(tasks.promised, today=day),
        "promised_more": tasks.more_promised,
        "awaited": awaited_rows(tasks.awaited, today=day),
        "awaited_more": tasks.more_awaited,
    }
    return render(request, "today/today.html", context)
