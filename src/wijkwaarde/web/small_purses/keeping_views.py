"""Small purses over HTTP for the controller: filling them, the limit, what was above it, and all payments as a file."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.small_purses import actions, queries
from wijkwaarde.kernel.small_purses.rules import check_keeps
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.small_purses.forms import LimitForm, TopUpForm
from wijkwaarde.web.small_purses.panels import book_of, euros_of, purse_table, top_up_lines
from wijkwaarde.web.transaction import Asked

CENTS = 100


@require_http_methods(["GET", "HEAD", "POST"])
def purses(request: Asked) -> HttpResponse:
    """What is in each purse, and more money into one."""
    found = queries.kept_purses(by=request.actor)
    form = TopUpForm(request.POST or None, parties=[(one.organisation.pk, one.organisation.name) for one in found])
    if form.is_valid():
        try:
            _top_up(form, request=request)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("De beurs is aangevuld. Het staat in de boeken."))
            return redirect("small_purses")
    return _purses_page(request, found=found, form=form)


def _top_up(form: TopUpForm, *, request: Asked) -> None:
    told = form.cleaned_data
    actions.top_up(
        int(told["organisation"]),
        cents=told["amount"],
        by=request.actor,
        request_key=told["request_key"],
        now=timezone.now(),
    )


def _purses_page(request: Asked, *, found: Sequence[queries.KeptPurse], form: TopUpForm) -> HttpResponse:
    told = {
        "form": form,
        "table": purse_table(found),
        "has_purses": any(one.left is not None for one in found),
        "top_ups": top_up_lines(queries.top_ups(by=request.actor)),
        "limit": euros_of(queries.limit_cents(by=request.actor)),
        "waiting": queries.to_look_at(by=request.actor),
    }
    return render(request, "small_purses/purses.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def limit(request: Asked) -> HttpResponse:
    """Up to how much nobody looks."""
    check_keeps(request.actor.role)
    kept, cents = queries.limit_of(by=request.actor), queries.limit_cents(by=request.actor)
    started = {"amount": f"{cents / CENTS:g}".replace(".", ","), "version": kept.version if kept else 0}
    form, status = LimitForm(request.POST or None, initial=started), 200
    if form.is_valid():
        try:
            actions.set_limit(form.cleaned_data["amount"], by=request.actor, version=form.cleaned_data["version"])
        except Stale as stale:
            form, status = LimitForm(initial=started), 409
            messages.warning(request, stale.text)
        except Refused as refused:
            form.add_error("amount", refused.text)
        else:
            messages.success(request, _("Bewaard. De grens geldt vanaf nu."))
            return redirect("small_purses")
    return render(request, "small_purses/limit.html", {"form": form}, status=422 if form.errors else status)


@require_POST
def seen(request: Asked, payment_id: int) -> HttpResponse:
    """The controller looked at a payment above the limit."""
    actions.look_at(payment_id, by=request.actor, today=request.today)
    messages.success(request, _("Bekeken."))
    return redirect("small_purse_payments")


@require_safe
def export(request: Asked) -> StreamingHttpResponse:
    """All payments as a spreadsheet, or as CSV."""
    kind = Kind.CSV if request.GET.get("soort") == Kind.CSV.value else Kind.XLSX
    return answer(book_of(queries.exported(by=request.actor)), kind=kind)


@require_POST
def undo_top_up(request: Asked, top_up_id: int) -> HttpResponse:
    """It was a mistake."""
    actions.undo_top_up(top_up_id, by=request.actor, now=timezone.now())
    messages.success(request, _("Ongedaan gemaakt. Het staat in de boeken."))
    return redirect("small_purses")
