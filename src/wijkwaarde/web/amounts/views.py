"""The pages of amounts over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waarde import Situation
from wijkwaarde.kernel.cases.queries import SeenCase, readable_case_for
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.flows import actions
from wijkwaarde.kernel.flows.queries import KIND, PlanAmounts, check_may_see, plan_amounts
from wijkwaarde.kernel.flows.rules import Amount
from wijkwaarde.kernel.flows.terms import LONGEST_NAME
from wijkwaarde.kernel.shortlist.queries import edition_to_search, listed, prices_in, shortlist_of
from wijkwaarde.web.amounts.forms import WEEKS, AmountForm, started
from wijkwaarde.web.amounts.panels import amounts_panel
from wijkwaarde.web.fields import Version, Words, sent
from wijkwaarde.web.transaction import Asked


@require_safe
def amounts(request: Asked, key: UUID) -> HttpResponse:
    """What runs now and what the plan takes, row by row."""
    seen = _seen(request, key=key)
    found = plan_amounts(seen, by=request.actor, today=request.today)
    return render(request, "amounts/amounts.html", {"seen": seen, "panel": amounts_panel(found, key=key)})


@require_http_methods(["GET", "HEAD", "POST"])
def plan_row(request: Asked, *, key: UUID, number: int) -> HttpResponse:
    """What one agreement takes."""
    seen, found = _found(request, key=key)
    rows = [one for one in found.plan if not one.runs_on]
    row = _row_of(rows, seen=seen, number=number, request=request)
    return _fill(request, seen=seen, found=found, row=row, situation=Situation.SOLUTION)


@require_http_methods(["GET", "HEAD", "POST"])
def now_row(request: Asked, *, key: UUID, number: int) -> HttpResponse:
    """What takes what of what runs now."""
    seen, found = _found(request, key=key)
    row = _row_of(found.now or (), seen=seen, number=number, request=request)
    return _fill(request, seen=seen, found=found, row=row, situation=Situation.NOW)


@require_http_methods(["GET", "HEAD", "POST"])
def now_new(request: Asked, key: UUID) -> HttpResponse:
    """Something more that runs now."""
    seen, found = _found(request, key=key)
    return _fill(request, seen=seen, found=found, row=None, situation=Situation.NOW)


def _seen(request: Asked, *, key: UUID) -> SeenCase:
    """The case, for who may see what its plan takes. Errors: NotFound."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    check_may_see(seen)
    return seen


def _found(request: Asked, *, key: UUID) -> tuple[SeenCase, PlanAmounts]:
    seen = _seen(request, key=key)
    return seen, plan_amounts(seen, by=request.actor, today=request.today)


def _row_of(rows: Sequence[Amount], *, seen: SeenCase, number: int, request: Asked) -> Amount | None:
    """The row of a page by its place; of a form that was sent, by its name: places move. Errors: NotFound."""
    if request.method == "POST":
        return next((one for one in rows if one.name == request.POST.get("was")), None)
    if not 0 < number <= len(rows):
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    return rows[number - 1]


def _fill(
    request: Asked, *, seen: SeenCase, found: PlanAmounts, row: Amount | None, situation: Situation
) -> HttpResponse:
    """The form of one row, and what was sent with it."""
    offered = _offered(request, row=row, is_now=situation is Situation.NOW)
    if request.method != "POST":
        return _page(request, seen=seen, form=AmountForm(initial=_start(offered, base=found.base), **offered))
    form = AmountForm(request.POST, **offered)
    if form.is_valid():
        try:
            _save(form, request=request, seen=seen, situation=situation)
        except Stale as stale:
            return _beside(request, seen=seen, stale=stale, offered=offered)
        except Refused as refused:
            form.add_error(form.place(refused.field), refused.text)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("amounts", key=seen.case.key)
    return _page(request, seen=seen, form=form, status=422)


def _offered(request: Asked, *, row: Amount | None, is_now: bool) -> dict[str, Any]:
    """What a form needs: the row, and what may be chosen: the shortlist and the other prices of its edition."""
    shortlist = shortlist_of(by=request.actor)
    others = prices_in(edition_to_search(shortlist, by=request.actor))
    price = None if row is None else row.price
    if price is not None and not price.own and price not in {one.price for one in others}:
        others += listed(price, by=request.actor)  # of an edition that is no longer in use
    return {"shortlist": shortlist, "others": others, "row": row, "is_now": is_now}


def _start(offered: dict[str, Any], *, base: int) -> dict[str, Any]:
    """What the form of a row starts with."""
    if offered["row"] is None:
        return {"base": base}
    prices = {one.price: one.price_id for one in (*offered["others"], *offered["shortlist"].items)}
    return started(offered["row"], base=base, prices=prices)


def _save(form: AmountForm, *, request: Asked, seen: SeenCase, situation: Situation) -> None:
    told = form.cleaned_data
    actions.save_amount(
        form.new(),
        by=request.actor,
        seen=seen,
        situation=situation,
        was=told["was"],
        base=told["base"],
        today=request.today,
    )


def _beside(request: Asked, *, seen: SeenCase, stale: Stale, offered: dict[str, Any]) -> HttpResponse:
    """What one wrote oneself in the form, and where it differs from what stands there now."""
    mine = AmountForm(initial=request.POST.dict() | {"base": stale.version}, **offered)
    texts = mine.differences(_start(offered, base=stale.version))
    return _page(request, seen=seen, form=mine, status=409, stale=stale, texts=texts)


def _page(request: Asked, *, seen: SeenCase, form: AmountForm, status: int = 200, **told: Any) -> HttpResponse:
    return render(request, "amounts/row.html", {"form": form, "seen": seen, "weeks": WEEKS, **told}, status=status)


@require_POST
def now_off(request: Asked, key: UUID) -> HttpResponse:
    """This does not run now."""
    seen = _seen(request, key=key)
    name, base = _named(request), sent(Version(), request.POST.get("base"))
    try:
        actions.take_off_now(name, by=request.actor, seen=seen, base=base, today=request.today)
    except Stale:
        messages.warning(request, _("Iemand anders heeft dit net veranderd. Kijk eerst hoe het er nu staat."))
    else:
        messages.success(request, _("Weggehaald. Onder de lijst kun je het terugzetten."))
    return redirect("amounts", key=key)


@require_POST
def plan_proposal(request: Asked, key: UUID) -> HttpResponse:
    """What an agreement takes is left to the proposal again."""
    seen = _seen(request, key=key)
    told = {"situation": Situation.SOLUTION, "base": sent(Version(), request.POST.get("base")), "today": request.today}
    try:
        actions.leave_to_proposal(_named(request), by=request.actor, seen=seen, **told)
    except Stale:
        messages.warning(request, _("Iemand anders heeft dit net veranderd. Kijk eerst hoe het er nu staat."))
    else:
        messages.success(request, _("Wat hier stond is weg. Het voorstel staat er weer, of niets."))
    return redirect("amounts", key=key)


@require_POST
def now_back(request: Asked, key: UUID) -> HttpResponse:
    """It does run, after all."""
    seen = _seen(request, key=key)
    actions.put_back_now(_named(request), by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Het staat er weer."))
    return redirect("amounts", key=key)


@require_POST
def now_nothing(request: Asked, key: UUID) -> HttpResponse:
    """Nothing runs now."""
    seen = _seen(request, key=key)
    actions.say_nothing_runs(by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Bewaard: er loopt nu niets."))
    return redirect("amounts", key=key)


def _named(request: Asked) -> str:
    name: str = sent(Words(max_length=LONGEST_NAME), request.POST.get("was"))
    return name
