"""A page with one form about a budget: shown, sent, refused, or out of date; what is written is asked of an action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wijkwaarde.kernel.budgets.queries import Budget, budget_for, is_command
from wijkwaarde.kernel.budgets.rules import check_keeps
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.transaction import Asked

STATUS = {True: 409, False: 422}


@dataclass(frozen=True, slots=True)
class Made:
    """Something new: what is said about it, and the page where it is."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the form: the heading, what it is for, the words of its button, and where it comes from and goes to."""

    title: str
    lead: str
    submit: str
    back: str
    topic: str = ""
    points: tuple[str, ...] = ()


def kept(request: Asked, *, budget_id: int) -> Budget:
    """The budget for who keeps it. Errors: NotFound."""
    check_keeps(request.actor.role, is_command=is_command(request.actor))
    return budget_for(budget_id, by=request.actor)


def answer(
    request: Asked,
    *,
    make: Callable[[Mapping[str, Any] | None], forms.Form],
    act: Callable[[dict[str, Any]], str | Made],
    sheet: Sheet,
) -> HttpResponse:
    """Show the form; once it is right, do what it asks, say so and go back. Refusals stand in the form."""
    form, stale = make(request.POST if request.method == "POST" else None), None
    if form.is_valid():
        try:
            done = act(form.cleaned_data)
            made = done if isinstance(done, Made) else Made(done, sheet.back)
            messages.success(request, made.words)
            return redirect(made.url)
        except Stale as found:
            stale, form = found, make({**request.POST.dict(), "version": found.version})
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
    told = {"form": form, "sheet": sheet, "stale": stale, "texts": rows_of(stale, form=form)}
    status = STATUS[stale is not None] if stale or form.errors else 200
    return render(request, "budgets/form.html", told, status=status)
