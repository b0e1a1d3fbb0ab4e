"""By which road a share travelled, and all that was shared as a file, over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.instruments.shared_savings.panels import share_facts
from wijkwaarde.instruments.shared_savings.roads.forms import RoadForm
from wijkwaarde.instruments.shared_savings.roads.panels import left_words, road_lines
from wijkwaarde.instruments.shared_savings.settled_book import settled_book
from wijkwaarde.instruments.shared_savings.signing.panels import against_words
from wijkwaarde.kernel.agreements import queries, rules
from wijkwaarde.kernel.agreements.queries import Share, span_of
from wijkwaarde.kernel.agreements.terms import Road
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.refusals.queries import refusals
from wijkwaarde.kernel.share_roads import actions
from wijkwaarde.kernel.share_roads.queries import determinations, left_of, travelled
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.format import sentence
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked

OK, WRONG = 200, 422


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def share_road(request: Asked, share_id: int) -> HttpResponse:
    """In which determination or agreement apart a share travelled; the controller says it."""
    share = queries.share_for(share_id, by=request.actor)
    if request.method == "POST":
        rules.check_keeps(request.actor.role)
    known = determinations(span_of(share.settled), by=request.actor)
    form = RoadForm(request.POST or None, road=Road(share.road), known=known)
    if form.is_valid():
        try:
            actions.note_road(share_id, form.told(), by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            is_there = share.road == Road.DETERMINATION.value
            messages.success(request, _("Bewaard. Het staat nu ook bij de subsidie.") if is_there else _("Bewaard."))
            return redirect("share_road", share_id=share_id)
    return _road_page(request, share=share, form=form, has_choice=bool(known))


def _road_page(request: Asked, *, share: Share, form: RoadForm, has_choice: bool) -> HttpResponse:
    found, keeps = travelled(by=request.actor, span=span_of(share.settled)), rules.may_keep(request.actor.role)
    left = left_of(share, found=found)
    is_open = share.settled.is_definitive and left * share.cents > 0
    by_determination = share.road == Road.DETERMINATION.value
    said = refusals(by=request.actor, agreement_id=share.settled.version.agreement_id)
    context = {
        "share": share,
        "against": against_words(said, span=span_of(share.settled)),
        "facts": [
            *share_facts(share),
            {"name": _("Stand"), "text": sentence(left_words(share, found=found))},
        ],
        "lines": road_lines(share, found=found, keeps=keeps),
        "form": form if keeps and is_open and (has_choice or not by_determination) else None,
        "has_too_much": bool(left) and not is_open and share.settled.is_definitive,
        "has_none": is_open and by_determination and not has_choice,
        "budget_id": share.settled.budget_id if keeps else None,
    }
    return render(request, "shared_savings/road.html", context, status=WRONG if form.errors else OK)


@require_POST
def undo_road(request: Asked, road_id: int) -> HttpResponse:
    """Take back what was said about the road of a share. Errors: NotFound."""
    share = actions.take_back_road(road_id, by=request.actor, today=request.today)
    messages.success(request, _("Teruggenomen. Het deel is weer te regelen."))
    if share.settled.undone_on is not None:
        return redirect("savings")
    return redirect("share_road", share_id=share.pk)


@board_too
@require_POST
def save_settled(request: Asked) -> HttpResponseBase:
    """Everything that was shared as a file: years, parts, rules, who signed, and bookings. Errors: NotFound, Refused."""
    save = SaveForm(request.POST)
    if not save.is_valid():
        raise NotFound("settlement")
    return answer(settled_book(by=request.actor), kind=Kind(save.cleaned_data["kind"]))
