"""Hours of people over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.staffing import actions, queries
from wijkwaarde.kernel.staffing.rules import KIND, check_sets_norm, check_writes, may_set_norm, may_write, month_of
from wijkwaarde.kernel.staffing.terms import FIRST_YEAR, LAST_YEAR
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.staffing.forms import Counted, MonthForm, NormForm, started
from wijkwaarde.web.staffing.panels import (
    both_table,
    capacity_table,
    long_words,
    norm_words,
    party_table,
    product_parts,
    staffing_book,
    year_words,
)
from wijkwaarde.web.transaction import Asked

GONE = "weg"


@board_too
@require_safe
def parties(request: Asked) -> HttpResponse:
    """The hours of all parties in a year, for who reads them."""
    year, norm = _year(request), queries.norm_on(request.today, by=request.actor)
    found = queries.product_years(year, by=request.actor)
    told = {
        "words": year_words(found, year=year),
        "table": party_table(found, year=year, norm=norm) if found else None,
        "products": capacity_table(found, year=year, norm=norm) if found else None,
        "vacant": long_words(found, norm=norm),
        "parties": queries.parties_in(year, by=request.actor),
        "year": year,
        "year_text": str(year),
        "years": _years(request, shown=year),
        "norm": norm_words(norm),
        "sets_norm": may_set_norm(request.actor.role),
    }
    return render(request, "staffing/parties.html", told)


@board_too
@require_safe
def party(request: Asked, organisation_id: int) -> HttpResponse:
    """The hours of one party in a year, product by product."""
    found, year = queries.party_for(organisation_id, by=request.actor), _year(request)
    norm = queries.norm_on(request.today, by=request.actor)
    writes = _writes(request, organisation_id=organisation_id)
    change = reverse("staffing_month", args=[organisation_id]) if writes else ""
    products = queries.staffing_of(organisation_id, year=year, by=request.actor)
    told = {
        "party": found,
        "parts": product_parts(products, change=change, norm=norm, today=request.today),
        "year": year,
        "years": _years(request, shown=year, organisation_id=organisation_id),
        "norm": norm_words(norm),
        "writes": writes,
        "came": queries.file_of_today(organisation_id, by=request.actor, today=request.today) if writes else None,
    }
    return render(request, "staffing/party.html", told)


def _writes(request: Asked, *, organisation_id: int) -> bool:
    return may_write(request.actor.role, is_own=queries.is_own(organisation_id, by=request.actor))


def _year(request: Asked) -> int:
    """The year that is asked for; this one where it is none."""
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() else request.today.year
    return year if FIRST_YEAR <= year <= LAST_YEAR else request.today.year


def _years(request: Asked, *, shown: int, organisation_id: int | None = None) -> list[int]:
    told = queries.years_told(by=request.actor, organisation_id=organisation_id)
    return sorted({*told, shown, request.today.year}, reverse=True)


def _writing(request: Asked, *, organisation_id: int) -> queries.Party:
    """The party, for who tells its hours. Errors: NotFound."""
    found = queries.party_for(organisation_id, by=request.actor)
    check_writes(request.actor.role, is_own=queries.is_own(organisation_id, by=request.actor))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def month(request: Asked, organisation_id: int) -> HttpResponse:
    """The hours of one month, by hand."""
    found = _writing(request, organisation_id=organisation_id)
    form, status, there = _month_form(request, organisation_id=organisation_id), 200, None
    if form.is_valid():
        try:
            _tell(form, request=request, organisation_id=organisation_id)
        except Stale as stale:
            status, there = 409, both_table(stale, form=form)
            form = _month_form(request, organisation_id=organisation_id, version=stale.version)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Bewaard."))
            year = form.cleaned_data["month"].year
            return redirect(f"{reverse('staffing_party', args=[organisation_id])}?jaar={year}")
    is_there = bool(form["version"].value() not in {None, "", 0, "0"})
    told = {"form": form, "party": found, "is_there": is_there, "there": there}
    return render(request, "staffing/month.html", told, status=422 if form.errors else status)


def _tell(form: MonthForm, *, request: Asked, organisation_id: int) -> None:
    told = form.cleaned_data
    place = {"product_id": int(told["product"]), "month": told["month"], "version": told["version"]}
    if GONE in request.POST:
        actions.take_month_away(organisation_id, by=request.actor, **place)
    else:
        actions.tell_month(organisation_id, by=request.actor, hours=form.hours(), **place)


def _month_form(request: Asked, *, organisation_id: int, version: int | None = None) -> MonthForm:
    """The form as it was sent, or with what stands there of the product and the month that are asked for."""
    products = [(one.pk, one.name) for one in queries.products_on(request.today, by=request.actor)]
    norm = queries.norm_on(request.today, by=request.actor)
    offered: dict[str, Any] = {"products": products, "norm": norm, "today": request.today}
    if request.method == "POST":
        seen = {} if version is None else {"version": version}
        return MonthForm(request.POST.dict() | seen, **offered)
    initial: dict[str, Any] = {"version": 0, "counted": Counted.HOURS.value, "month": f"{request.today:%Y-%m}"}
    product, asked = request.GET.get("product", ""), request.GET.get("maand", "")
    if product.isascii() and product.isdecimal():
        initial |= {"product": product, "month": asked}
        initial |= _told(int(product), asked=asked, request=request, organisation_id=organisation_id)
    return MonthForm(initial=initial, **offered)


def _told(product_id: int, *, asked: str, request: Asked, organisation_id: int) -> dict[str, Any]:
    try:
        wanted = month_of(asked)
    except Refused:
        raise NotFound(KIND) from None
    row = queries.month_of_staff(organisation_id, product_id=product_id, month=wanted, by=request.actor)
    return {} if row is None else {**started(asdict(queries.hours_of(row))), "version": row.version}


@board_too
@require_POST
def save(request: Asked) -> HttpResponseBase:
    """The hours of a year per party and product, and month by month, as a file. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    year, norm = _year(request), queries.norm_on(request.today, by=request.actor)
    found = queries.product_years(year, by=request.actor)
    return answer(staffing_book(found, year=year, norm=norm), kind=Kind(form.cleaned_data["kind"]))


@require_http_methods(["GET", "HEAD", "POST"])
def norm(request: Asked) -> HttpResponse:
    """How many hours one fte is, from a day on."""
    check_sets_norm(request.actor.role)
    gone = request.POST.get(GONE, "")
    if gone.isascii() and gone.isdecimal():
        actions.take_norm_away(int(gone), by=request.actor)
        messages.success(request, _("Weggehaald. De uren zelf blijven staan."))
        return redirect("staffing_norm")
    form = NormForm(request.POST or None, initial={"since": request.today.replace(month=1, day=1).isoformat()})
    if form.is_valid():
        try:
            actions.set_norm(by=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.text)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("staffing")
    told = {"form": form, "norms": [(one.pk, norm_words(one)) for one in queries.norms(by=request.actor)]}
    return render(request, "staffing/norm.html", told, status=422 if form.errors else 200)
