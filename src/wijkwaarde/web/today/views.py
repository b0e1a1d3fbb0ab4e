"""The first page of a member over HTTP."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.cases.queries import note_search, taking_part, waiting_for
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.queries import awaited_by, promised_by
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.today.panels import awaited_rows, case_rows, promised_rows, waiting_rows
from wijkwaarde.web.transaction import Asked

PAGE_SIZE = 20


@require_safe
def today(request: Asked) -> HttpResponse:
    """Who waits for me, what I promised, what I wait for, and in which cases I take part."""
    if request.actor.membership_id is None:
        raise NotFound("membership")
    by, day = request.actor, request.today
    page = Paginator(taking_part(by=by, today=day), PAGE_SIZE).get_page(request.GET.get(PAGE))
    note_search(by, cases=[one.case for one in page])
    waiting, waiting_more = waiting_for(by=by, today=day)
    promised, promised_more = promised_by(by=by, today=day)
    awaited, awaited_more = awaited_by(by=by, today=day)
    context = {
        "waiting": waiting_rows(waiting, today=day),
        "waiting_more": waiting_more,
        "promised": promised_rows(promised, today=day),
        "promised_more": promised_more,
        "awaited": awaited_rows(awaited, today=day),
        "awaited_more": awaited_more,
        "cases": case_rows(list(page)),
        "paging": paging(request.GET, current=page.number, last=page.paginator.num_pages),
    }
    return render(request, "today/today.html", context)
