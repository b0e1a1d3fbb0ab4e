"""The first page of a member over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.agreements.queries import agreements
from wijkwaarde.kernel.agreements.terms import AgreementState
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.calls.queries import OwnNotes, own_notes, waiting_at, waiting_for, waiting_keys
from wijkwaarde.kernel.emergencies.queries import heard_today
from wijkwaarde.kernel.endings.queries import lights_due
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.outlook.queries import waiting_about
from wijkwaarde.kernel.plans.queries import Tasks, doubts_for, tasks_of
from wijkwaarde.kernel.representations.queries import EndHeard
from wijkwaarde.web.agreements.panels import money_rows
from wijkwaarde.web.barriers.panels import board_part, manager_part
from wijkwaarde.web.capacity.panels import colleague_rows
from wijkwaarde.web.cases.spoken import noted_rows
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.endings.panels import light_rows
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.reminders.panels import to_ask_card
from wijkwaarde.web.representations.panels import end_rows
from wijkwaarde.web.today.panels import (
    TaskRow,
    awaited_rows,
    budget_rows,
    doubt_rows,
    due_rows,
    looked_rows,
    promised_rows,
    waiting_rows,
)
from wijkwaarde.web.transaction import Asked

PAGE_SIZE = 20


@board_too
@require_safe
def today(request: Asked) -> HttpResponse:
    """Who waits for me, what I promised, what I wait for."""
    if request.actor.membership_id is None:
        raise NotFound("membership")
    by, day = request.actor, request.today
    waiting, waiting_more = waiting_for(by=by, today=day)
    notes, tasks = own_notes(by=by, today=day), tasks_of(by=by, today=day)
    doubts, _more = doubts_for(by=by, today=day)
    looked, ends = heard_today(by=by, today=day)
    context = {
        **_of_leaders(by=by, today=day),
        "looked": looked_rows(looked),
        "waiting": [*waiting_rows(waiting, today=day), *doubt_rows(doubts, beside=waiting)],
        "waiting_more": waiting_more,
        "noted": noted_rows(notes.noted, today=day),
        **_promised(notes, tasks=tasks, ends=ends, by=by, today=day),
        "awaited": awaited_rows(tasks.awaited, today=day),
        "awaited_more": tasks.more_awaited,
        "to_ask": to_ask_card(by=by, today=day),
    }
    return render(request, "today/today.html", context)


def _of_leaders(*, by: Actor, today: date) -> dict[str, Any]:
    """What a manager, the board or the controller has above everything else: rules, signatures, and colleagues in numbers."""
    return {
        "manager": manager_part(by=by, today=today),
        "board": board_part(by=by, today=today),
        "colleagues": colleague_rows(by=by, today=today),
        "money": money_rows(by=by),
        "budget": _of_budget(by=by, today=today),
    }


def _of_budget(*, by: Actor, today: date) -> list[TaskRow]:
    """What waits about the budget: the board reads how the year ends, the controller also what to do."""
    if not (may_keep(by.role) or by.role == Role.BOARD.value):
        return []
    end, aside, handed = waiting_about(by=by, today=today)
    over = end if end is not None and end.is_over else None
    if not may_keep(by.role):
        return budget_rows(end=over, aside=None, handed=None, texts=())
    unsigned = [one for one in agreements(by=by) if one.state(today=today) is AgreementState.WAITING]
    return budget_rows(end=over, aside=aside, handed=handed, texts=unsigned)


def _promised(notes: OwnNotes, *, tasks: Tasks, ends: Sequence[EndHeard], by: Actor, today: date) -> dict[str, Any]:
    """To whom the actor comes back, on whom they keep an eye, and what they do; and whether there is more."""
    lights, more = lights_due(by=by, today=today)
    rows = [*due_rows(notes.due, today=today), *light_rows(lights, today=today), *end_rows(ends, today=today)]
    return {
        "promised": [*rows, *promised_rows(tasks.promised, today=today)],
        "promised_more": notes.more_due or tasks.more_promised or more,
    }


@require_safe
def all_waiting(request: Asked) -> HttpResponse:
    """Everybody who waits for my first call, by pages."""
    if request.actor.membership_id is None:
        raise NotFound("membership")
    keys = waiting_keys(by=request.actor, today=request.today)
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get(PAGE))
    rows = waiting_rows(waiting_at(list(page), by=request.actor, today=request.today), today=request.today)
    links = paging(request.GET, current=page.number, last=page.paginator.num_pages)
    return render(request, "today/waiting.html", {"waiting": rows, "paging": links})
