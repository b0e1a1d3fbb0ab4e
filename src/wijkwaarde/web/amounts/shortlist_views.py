"""The pages of the shortlist over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.prices.queries import price_of
from wijkwaarde.kernel.shortlist import actions
from wijkwaarde.kernel.shortlist.queries import (
    Shortlist,
    edition_to_search,
    norms_of,
    prices_in,
    search_in,
    shortlist_of,
    stored_price,
)
from wijkwaarde.kernel.shortlist.rules import may_keep
from wijkwaarde.web.amounts.forms import SearchForm, WordsForm
from wijkwaarde.web.amounts.shortlist_panels import found_rows, norm_table, off_rows, price_line, short_rows
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.fields import Version, sent
from wijkwaarde.web.transaction import Asked


@require_safe
def shortlist(request: Asked) -> HttpResponse:
    """The shortlist, with what is found in the edition, and the norms beneath."""
    kept, keeps = _kept(request), _keeps(request)
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    edition = edition_to_search(kept, by=request.actor)
    every = prices_in(edition)
    found, has_more = search_in(every, words=words)
    told = {
        "rows": short_rows(kept, may_keep=keeps),
        "off": off_rows(kept) if keeps else (),
        "found": found_rows(found, shortlist=kept) if words and keeps else (),
        "has_more": has_more,
        "words": words,
        "keeps": keeps,
        "edition": edition,
        "norms": norm_table(norms_of(by=request.actor, today=request.today), prices=[one.price for one in every]),
    }
    return render(request, "amounts/shortlist.html", told)


def _kept(request: Asked) -> Shortlist:
    """The shortlist, for who works here. Errors: NotFound."""
    if request.actor.membership_id is None:
        raise NotFound("shortlist")
    return shortlist_of(by=request.actor)


def _keeps(request: Asked) -> bool:
    return may_keep(role=request.actor.role, is_command=False)


def _keeping(request: Asked) -> Shortlist:
    """The shortlist, for who looks after it. Errors: NotFound."""
    if not _keeps(request):
        raise NotFound("shortlist")
    return _kept(request)


@require_http_methods(["GET", "HEAD", "POST"])
def price(request: Asked, price_id: int) -> HttpResponse:
    """Put a price on the shortlist, or change the words it is known by."""
    kept = _keeping(request)
    found = stored_price(price_id, by=request.actor)
    row = next((one for one in (*kept.items, *kept.taken_off) if one.price_id == price_id), None)
    is_on = row is not None and row.position is not None
    started = {"version": row.version if row else 0, "words": ", ".join(row.words) if row else ""}
    form, stale = WordsForm(request.POST or None, initial=started), None
    if form.is_valid():
        try:
            actions.put_on(by=request.actor, price_id=price_id, **form.cleaned_data)
        except Stale as refused:
            stale = refused
            form = WordsForm(initial=form.cleaned_data | {"version": refused.version})
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("shortlist")
    told = {"form": form, "stale": stale, "texts": rows_of(stale, form=form), "is_on": is_on}
    return _price_page(
        request, told=told | {"price": price_of(found)}, status=409 if stale else 422 if form.errors else 200
    )


def _price_page(request: Asked, *, told: dict[str, Any], status: int) -> HttpResponse:
    line = price_line(told["price"])
    return render(request, "amounts/shortlist_price.html", {**told, "line": line}, status=status)


@require_POST
def up(request: Asked, price_id: int) -> HttpResponse:
    """One place up."""
    _keeping(request)
    was = sent(Version(), request.POST.get("was"))
    actions.move_up(by=request.actor, price_id=price_id, was=was)
    return redirect("shortlist")


@require_POST
def off(request: Asked, price_id: int) -> HttpResponse:
    """Off the shortlist; it can be put back."""
    _keeping(request)
    actions.take_off(by=request.actor, price_id=price_id)
    messages.success(request, _("Weggehaald. Onder de lijst kun je het terugzetten."))
    return redirect("shortlist")
