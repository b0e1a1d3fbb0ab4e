"""The page of deliveries over HTTP, booking one by hand and undoing it: parse, one call, render or redirect."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.budgets.queries import Budget, is_command, products_of
from wijkwaarde.kernel.budgets.rules import check_keeps, may_keep
from wijkwaarde.kernel.deliveries import actions, queries
from wijkwaarde.kernel.deliveries.overview import to_save
from wijkwaarde.kernel.deliveries.rules import check_hands_in, may_hand_in
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.web.deliveries.forms import Choosing, DeliveryForm, SearchForm
from wijkwaarde.web.deliveries.panels import (
    booked_words,
    delivery_book,
    file_lines,
    listing,
    undo_words,
    waiting_lines,
)
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.listing import page_asked, paging
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def deliveries(request: Asked) -> HttpResponse:
    """Files that came in, and all deliveries; a search is sent by post, so that no number stands in an address."""
    by = request.actor
    budget = queries.budget_now(by=by, today=request.today)
    keeps = may_keep(by.role)
    if budget is None:
        return render(request, "deliveries/none.html", {"keeps": keeps})
    words, page = _searched(request)
    rows, last = queries.page_of(queries.deliveries(budget, by=by, words=words), page=page)
    shown = listing(rows, asked=request.GET, page=min(page, last), last=last, words=words, keeps=keeps)
    files, are_more = queries.files_of(budget, by=by)
    told = {"budget": budget, "files": file_lines(files), "are_more": are_more, "keeps": keeps}
    told |= {"waiting": waiting_lines(queries.waiting_files(budget, by=by)), "hands_in": own_of(request) is not None}
    return render(request, "deliveries/deliveries.html", told | {"listing": shown, "words": words})


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Asked) -> HttpResponse:
    """All files that came in; a search is sent by post, as that of deliveries."""
    budget = kept_or_read(request)
    words, page = _searched(request)
    rows, last = queries.page_of(queries.files(budget, by=request.actor, words=words), page=page)
    links = paging(request.GET, current=min(page, last), last=last)
    told = {"files": file_lines(rows), "paging": links, "words": words}
    return render(request, "deliveries/files.html", told)


def _searched(request: Asked) -> tuple[str, int]:
    """What is looked for, and the page that is asked for: the pages of a search are sent by post with it."""
    form = SearchForm(request.POST or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    return words, page_asked(request.POST if words else request.GET)


@board_too
@require_POST
def save_deliveries(request: Asked) -> HttpResponseBase:
    """The deliveries as a file. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    budget = kept_or_read(request)
    rows = to_save(budget, by=request.actor, words=form.cleaned_data["q"])
    return answer(delivery_book(rows), kind=Kind(form.cleaned_data["kind"]))


@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: Asked) -> HttpResponse:
    """Book one delivery by hand."""
    budget = kept(request)
    form = DeliveryForm(request.POST or None, choosing=choosing(budget, request=request))
    if form.is_valid():
        try:
            now = timezone.now()
            made = actions.deliver(budget, new=form.new(), by=request.actor, now=now, today=request.today)
        except Refused as refused:
            form.refused(refused)
        else:
            messages.success(request, booked_words(made))
            return redirect("deliveries")
    return render(request, "deliveries/by_hand.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Asked, delivery_id: int) -> HttpResponse:
    """Undo one delivery: a page that says what it means, then it is done."""
    kept(request)
    found = queries.delivery_for(delivery_id, by=request.actor)
    if request.method == "POST":
        actions.undo(found.pk, by=request.actor, now=timezone.now(), today=request.today)
        messages.success(request, _("Teruggeboekt. De eerste boeking blijft zichtbaar."))
        return redirect("deliveries")
    return render(request, "deliveries/undo.html", {"facts": undo_words(found)})


def kept(request: Asked) -> Budget:
    """The budget for who keeps it. Errors: NotFound, also where there is none."""
    check_keeps(request.actor.role, is_command=is_command(request.actor))
    return kept_or_read(request)


def own_of(request: Asked) -> int | None:
    """The organisation of which somebody hands in the files, for the controller to say yes to; None for who does not."""
    own = request.actor.organisation_id
    return own if may_hand_in(request.actor.role, own=own) else None


def kept_or_handed_in(request: Asked) -> Budget:
    """The budget for who brings files of it. Errors: NotFound, also where there is none."""
    check_hands_in(request.actor.role, own=request.actor.organisation_id, is_command=is_command(request.actor))
    return kept_or_read(request)


def kept_or_read(request: Asked) -> Budget:
    """The budget for who reads it. Errors: NotFound, also where there is none."""
    budget = queries.budget_now(by=request.actor, today=request.today)
    if budget is None:
        raise NotFound("area_budget")
    return budget


def choosing(budget: Budget, *, request: Asked) -> Choosing:
    """What may be chosen: the parties and the products."""
    products = [(one.pk, one.name) for one in products_of(budget)]
    return Choosing(queries.parties_of(by=request.actor), products)
