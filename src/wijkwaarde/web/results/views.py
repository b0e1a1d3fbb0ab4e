"""Results that parties are paid for, over HTTP: agreed, changed, reached and booked back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.budgets.rules import check_keeps, may_keep
from wijkwaarde.kernel.deliveries.queries import budget_now
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.results import actions, queries
from wijkwaarde.web.deliveries.views import choosing, kept
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.format import money
from wijkwaarde.web.results.forms import ISO, ONE_DAY, ChangeForm, ReachedForm, ResultForm
from wijkwaarde.web.results.panels import HUNDREDTHS, facts_of, reached_lines, result_table, total_words
from wijkwaarde.web.transaction import Asked


@board_too
@require_safe
def results(request: Asked) -> HttpResponse:
    """All results of the budget of today."""
    by = request.actor
    budget = budget_now(by=by, today=request.today)
    found = [] if budget is None else queries.results(budget, by=by)
    told = {"table": result_table(found) if found else None, "total": total_words(found), "keeps": may_keep(by.role)}
    return render(request, "results/results.html", {"budget": budget, **told})


@require_http_methods(["GET", "HEAD", "POST"])
def new_result(request: Asked) -> HttpResponse:
    """Agree a result with a party."""
    budget = kept(request)
    form = ResultForm(request.POST or None, choosing=choosing(budget, request=request))
    if form.is_valid():
        try:
            made = actions.agree_result(budget, new=form.new(), by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Afgesproken. Is het bereikt? Vul het hier in."))
            return redirect("result", result_id=made.pk)
    return render(request, "results/new.html", {"form": form}, status=422 if form.errors else 200)


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: Asked, result_id: int) -> HttpResponse:
    """One result with what was said of it; who keeps the budget says that it was reached."""
    found, keeps = queries.result_for(result_id, by=request.actor), may_keep(request.actor.role)
    form = ReachedForm(request.POST or None, initial={"on": request.today, "times": 1})
    if request.method == "POST" and _is_booked(request, form=form, result_id=result_id):
        return redirect("result", result_id=result_id)
    lines = reached_lines(queries.reached_of(found), keeps=keeps)
    shown = {
        "found": found,
        "facts": facts_of(found, today=request.today),
        "keeps": keeps,
        "form": form,
        "lines": lines,
    }
    return render(request, "results/result.html", shown, status=422 if form.errors else 200)


def _is_booked(request: Asked, *, form: ReachedForm, result_id: int) -> bool:
    """Book what was reached, where the form is right; whether it was. Errors: NotFound."""
    check_keeps(request.actor.role, is_command=is_command(request.actor))
    if not form.is_valid():
        return False
    now = timezone.now()
    try:
        made = actions.reach(result_id, new=form.new(), by=request.actor, now=now, today=request.today)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        return False
    messages.success(request, _("{amount} is geboekt.").format(amount=money(made.delivery.cents / HUNDREDTHS)))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Asked, result_id: int) -> HttpResponse:
    """Change what was agreed; who was overtaken sees how it stands now beside what they typed."""
    kept(request)
    found = queries.result_for(result_id, by=request.actor)
    form, status, told = ChangeForm(request.POST or None, initial=_start(found)), 200, {}
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_result(result_id, new=form.changed(found), by=request.actor, version=version)
        except Stale as stale:
            form = ChangeForm(initial=request.POST.dict() | {"version": stale.version})
            status, told = 409, {"stale": stale, "facts": facts_of(found, today=request.today), "what": found.row.what}
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("result", result_id=result_id)
    told = {"form": form, "found": found, **told}
    return render(request, "results/change.html", told, status=422 if form.errors else status)


def _start(found: queries.Result) -> dict[str, object]:
    row = found.row
    return {
        "what": row.what,
        "amount": f"{row.cents // HUNDREDTHS},{row.cents % HUNDREDTHS:02}",
        "times": row.times,
        "begin": row.begin.strftime(ISO),
        "last": (row.until - ONE_DAY).strftime(ISO),
        "version": row.version,
    }


@require_POST
def let_go(request: Asked, result_id: int) -> HttpResponse:
    """Let go of what of a result is still to be reached."""
    actions.let_go(result_id, by=request.actor, today=request.today)
    messages.success(request, _("Deze afspraak is vervallen. Klopt dat niet? Haal haar hier terug."))
    return redirect("result", result_id=result_id)


@require_POST
def bring_back(request: Asked, result_id: int) -> HttpResponse:
    """It was let go by mistake."""
    actions.bring_back(result_id, by=request.actor)
    messages.success(request, _("De afspraak geldt weer."))
    return redirect("result", result_id=result_id)


@require_POST
def undo(request: Asked, reached_id: int) -> HttpResponse:
    """It was not reached after all."""
    found = queries.reached_for(reached_id, by=request.actor)
    actions.undo_reached(reached_id, by=request.actor, now=timezone.now(), today=request.today)
    messages.success(request, _("Teruggeboekt. De eerste boeking blijft zichtbaar."))
    return redirect("result", result_id=found.agreed_id)
