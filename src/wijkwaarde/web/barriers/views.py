"""The pages of what is in the way over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.barriers import actions, queries
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.queries import SeenCase, case_for, readable_case_for
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.web.barriers.forms import AnswerForm, BarrierForm, SearchForm
from wijkwaarde.web.barriers.panels import rule_row, rule_rows, state_words
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.format import near_day
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.transaction import Asked

PAGE_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: Asked, key: UUID) -> HttpResponse:
    """Say which rule is in the way; the plan goes on."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    choices = _choices(seen, request=request)
    form = BarrierForm(request.POST or None, **choices)
    if form.is_valid():
        try:
            made = _raised(form, seen=seen, request=request)
        except Refused as refused:
            form = BarrierForm(
                {**request.POST.dict(), "request_key": uuid4()}, **choices
            )  # sent again, it is another one
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            told = _("Opgeschreven. Je hoort het vóór {day}, ook als het niet lukt.")
            messages.success(request, told.format(day=near_day(made.answer_before)))
            return redirect("case", key=key)
    return render(request, "barriers/tell.html", {"form": form, "seen": seen}, status=422 if form.errors else 200)


def _raised(form: BarrierForm, *, seen: SeenCase, request: Asked) -> queries.SeenBarrier:
    key = form.cleaned_data["request_key"]
    return actions.raise_barrier(form.new(), by=request.actor, seen=seen, request_key=key, today=request.today)


def _choices(seen: SeenCase, *, request: Asked) -> dict[str, list[tuple[int, str]]]:
    """What may be chosen: the agreements that hold, and the organisations of the partnership."""
    agreed = plan_for(seen).agreed
    lines = [(line.pk, line.what) for line in agreed.lines] if agreed else []
    return {"lines": lines, "organisations": queries.organisations(by=request.actor, today=request.today)}


@require_POST
def solved(request: Asked, *, key: UUID, barrier_id: int) -> HttpResponse:
    """We solved it ourselves."""
    seen = case_for(key, by=request.actor, today=request.today)
    actions.solve_ourselves(by=request.actor, seen=seen, barrier_id=barrier_id, today=request.today)
    messages.success(request, _("Zelf opgelost. Klopt dat niet? Vandaag kun je dat nog ongedaan maken."))
    return redirect("case", key=key)


@require_POST
def not_solved(request: Asked, *, key: UUID, barrier_id: int) -> HttpResponse:
    """It is not solved after all."""
    seen = case_for(key, by=request.actor, today=request.today)
    actions.not_solved_after_all(by=request.actor, seen=seen, barrier_id=barrier_id, today=request.today)
    messages.success(request, _("Ongedaan gemaakt. De regel wacht weer op antwoord."))
    return redirect("case", key=key)


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def rules_in_the_way(request: Asked) -> HttpResponse:
    """All rules in the way, for managers, and what went higher for the board; a search is posted, so that it stands in no address."""
    search = SearchForm(request.POST)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    by = request.actor
    page = Paginator(queries.rule_keys(by=by, words=words), PAGE_SIZE).get_page(request.GET.get(PAGE))
    told = {
        "rows": rule_rows(queries.rules_with(list(page), by=by), by=by, today=request.today),
        "words": words,
        "paging": paging(request.GET, current=page.number, last=page.paginator.num_pages),
        "count": page.paginator.count,
        "patterns": queries.patterns_of_rules(by=by),
        "organisations": queries.patterns_of_organisations(by=by),
    }
    return render(request, "barriers/rules.html", told)


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Asked, barrier_id: int) -> HttpResponse:
    """A manager's answer to resident and professional."""
    found = queries.rule_with(barrier_id, by=request.actor)
    started = {"version": found.version, "answer": found.answer, "state": found.state}
    form, stale = AnswerForm(request.POST or None, initial=started), None
    if form.is_valid():
        try:
            _answered(form, barrier_id=barrier_id, request=request)
        except Stale as refused:
            stale = _as_it_is(refused)
            form = AnswerForm(initial=form.cleaned_data | {"version": refused.version})
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Je antwoord staat bij het plan."))
            return redirect("today")
    row = rule_row(found, by=request.actor, today=request.today)
    told = {"form": form, "row": row, "stale": stale, "may_answer": found.state is not BarrierState.SELF_SOLVED}
    return render(request, "barriers/answer.html", told, status=409 if stale else 422 if form.errors else 200)


def _answered(form: AnswerForm, *, barrier_id: int, request: Asked) -> None:
    told = form.cleaned_data
    actions.answer_barrier(
        barrier_id,
        by=request.actor,
        state=BarrierState(told["state"]),
        answer=told["answer"],
        version=told["version"],
        today=request.today,
    )


def _as_it_is(found: Stale) -> dict[str, str]:
    """What stands there now, in words."""
    return {
        "text": found.text,
        "state": state_words()[BarrierState(found.saved["state"])],
        "answer": found.saved["answer"],
    }
