"""The reconciliation over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.instruments.reconciliation import actions, panels, queries
from wijkwaarde.instruments.reconciliation.calculation import Compared
from wijkwaarde.instruments.reconciliation.columns import found_in
from wijkwaarde.instruments.reconciliation.forms import (
    BooksForm,
    CentresForm,
    ExplanationForm,
    TogetherForm,
    years_until,
)
from wijkwaarde.instruments.reconciliation.party_book import party_book
from wijkwaarde.instruments.reconciliation.queries import File, Party
from wijkwaarde.instruments.reconciliation.reading import OtherColumns
from wijkwaarde.kernel.budgets.queries import Budget, years_of
from wijkwaarde.kernel.budgets.rules import check_keeps, may_keep
from wijkwaarde.kernel.deliveries.queries import budget_now, parties_of
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.web.deliveries.forms import ColumnsForm
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked

OK, STALE, WRONG = 200, 409, 422
LONGEST_YEAR = 4
CENTURY = 100


@board_too
@require_safe
def reconciliation(request: Asked) -> HttpResponse:
    """The parties of a year, with what is still open."""
    budget, keeps = budget_now(by=request.actor, today=request.today), may_keep(request.actor.role)
    if budget is None:
        return render(request, "reconciliation/none.html", {"keeps": keeps})
    year = _year(request, budget=budget)
    parties = queries.parties_for(budget, year=year, by=request.actor)
    told = {"year": year, "years": _years(request, budget=budget), "keeps": keeps, "has_parties": bool(parties)}
    return render(request, "reconciliation/reconciliation.html", told | {"table": panels.overview(parties, year=year)})


@board_too
@require_safe
def party(request: Asked, organisation_id: int) -> HttpResponse:
    """One party: what stands on both sides, what is open, and what was explained."""
    budget = _budget(request)
    year, keeps = _year(request, budget=budget), may_keep(request.actor.role)
    found = queries.party_for(budget, organisation_id=organisation_id, year=year, by=request.actor)
    names = queries.product_names(budget)
    context = {
        "party": found,
        "year": year,
        "keeps": keeps,
        "links": panels.links(organisation_id, year=year),
        "facts": panels.facts(found),
        "to_join": panels.joined_words(found),
        "more": panels.more_words(found),
        "to_explain": panels.to_explain(found, names=names, keeps=keeps),
        "table": panels.side_by_side(found, names=names, keeps=keeps),
        "explained": panels.explained(found.explanations, keeps=keeps),
        "aside": panels.aside_of(found.file.aside) if found.file else [],
    }
    return render(request, "reconciliation/party.html", context)


@board_too
@require_POST
def save_party(request: Asked, organisation_id: int) -> HttpResponseBase:
    """The reconciliation of a party as a file. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    budget = _budget(request)
    year = _year(request, budget=budget)
    found = queries.party_for(budget, organisation_id=organisation_id, year=year, by=request.actor)
    book = party_book(found, names=queries.product_names(budget), year=year)
    return answer(book, kind=Kind(form.cleaned_data["kind"]))


# --- A file ---


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Asked) -> HttpResponse:
    """Choose a file; what it would give is on the next page."""
    budget = _kept(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"organisation_id": request.GET.get(panels.PARTY, ""), "year": request.GET.get(panels.YEAR, "")}
    years = _years(request, budget=budget)
    form = BooksForm(*sent, organisations=parties_of(by=request.actor), years=years, initial=initial)
    if form.is_valid():
        try:
            made = actions.keep_books(form.new(), budget=budget, by=request.actor, now=timezone.now())
        except Refused as refused:
            _add(form, refused)
        else:
            return redirect("reconciliation_preview", waiting_key=made.request_key)
    return render(request, "reconciliation/upload.html", {"form": form}, status=WRONG if form.errors else OK)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Asked, waiting_key: UUID) -> HttpResponse:
    """What a file would give, and then yes; a second yes leads to the party."""
    _kept(request)
    found = queries.file_of_form(waiting_key, by=request.actor)
    if found.used_at is not None:
        return redirect(panels.party_url(found.organisation_id, year=found.year))
    try:
        if request.method == "POST" and "columns" not in request.POST:
            return _used(request, key=waiting_key)
        read = queries.preview_of(found)
    except OtherColumns as other:
        return _columns(request, found=found, other=other)
    return render(request, "reconciliation/preview.html", {"file": found, "preview": panels.preview(read)})


def _used(request: Asked, *, key: UUID) -> HttpResponse:
    made = actions.use_books(key, by=request.actor, now=timezone.now())
    messages.success(request, _("Deze cijfers tellen nu. Waren er al cijfers van dit jaar? Dan tellen die niet meer."))
    return redirect(panels.party_url(made.organisation_id, year=made.year))


def _columns(request: Asked, *, found: File, other: OtherColumns) -> HttpResponse:
    """Ask which column is which."""
    known = {column.value: other.heads[place] for column, place in found_in(other.heads, names=found.names).items()}
    sent = request.POST if request.method == "POST" else None
    form = ColumnsForm(sent, words=panels.column_words(), heads=other.heads, wanted=other.lacking, initial=known)
    if form.is_valid():
        actions.name_columns(found.request_key, names=form.names(), by=request.actor)
        return redirect("reconciliation_preview", waiting_key=found.request_key)
    told = {"form": form, "file": found, "text": other.text}
    return render(request, "reconciliation/columns.html", told, status=WRONG if form.errors else OK)


@require_POST
def drop(request: Asked, waiting_key: UUID) -> HttpResponse:
    """Throw an uploaded file away."""
    actions.drop_books(waiting_key, by=request.actor)
    messages.success(request, _("Het bestand is weggegooid."))
    return redirect("reconciliation")


@require_POST
def take_back(request: Asked, books_id: int) -> HttpResponse:
    """Let a file count no more."""
    found = actions.take_back(books_id, by=request.actor, today=request.today)
    messages.success(request, _("Dit bestand telt niet meer. Stond er een eerder bestand? Dan telt dat weer."))
    return redirect(panels.party_url(found.organisation_id, year=found.year))


# --- Cost centres and differences ---


@require_http_methods(["GET", "HEAD", "POST"])
def centres(request: Asked, organisation_id: int) -> HttpResponse:
    """Say which product each cost centre of a party is."""
    budget = _kept(request)
    year = _year(request, budget=budget)
    found = queries.party_for(budget, organisation_id=organisation_id, year=year, by=request.actor)
    form, status = _centres_form(request, budget=budget, found=found), OK
    if form.is_valid():
        try:
            _join(form, request=request, budget=budget, found=found)
        except Stale as stale:
            status = STALE
            form = _centres_form(request, budget=budget, found=found, version=stale.version)
            form.add_error(None, stale.text)
        else:
            return redirect(panels.party_url(organisation_id, year=year))
    told = {"form": form, "party": found, "links": panels.links(organisation_id, year=year)}
    wrong = WRONG if form.errors else OK
    return render(request, "reconciliation/centres.html", told, status=wrong if status == OK else status)


def _centres_form(request: Asked, *, budget: Budget, found: Party, version: int | None = None) -> CentresForm:
    """What was chosen; with the version of now when somebody else chose in between."""
    now = queries.joined_version(budget, organisation_id=found.organisation_id)
    sent = request.POST.dict() if request.method == "POST" else None
    if sent is not None and version is not None:
        sent = {**sent, "version": str(version)}
    names = queries.product_names(budget)
    return CentresForm(sent, centres=found.centres, products=names, initial={"version": now})


def _join(form: CentresForm, *, request: Asked, budget: Budget, found: Party) -> None:
    actions.join_centres(
        budget,
        organisation_id=found.organisation_id,
        products=form.products(),
        version=form.cleaned_data["version"],
        by=request.actor,
        today=request.today,
    )
    messages.success(request, _("Bewaard. Bij een volgend bestand weten we het nog."))


@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: Asked, organisation_id: int, *, product_id: int, month: int) -> HttpResponse:
    """Say why a difference is there."""
    budget = _kept(request)
    year, number = divmod(month, CENTURY)
    found = queries.party_for(budget, organisation_id=organisation_id, year=year, by=request.actor)
    row = next((one for one in found.rows if (one.product_id, one.month.month) == (product_id, number)), None)
    if row is None:
        raise NotFound("product", object_id=product_id)
    form = _explanation_form(request, row=row)
    if form.is_valid() and _explained(form, row=row, budget=budget, found=found, request=request):
        messages.success(request, _("Verklaard. Klopt het niet? Dan kun je het intrekken."))
        return redirect(panels.party_url(organisation_id, year=year))
    names = queries.product_names(budget)
    told = {"form": form, "party": found, "facts": panels.row_facts(row), "product": names[product_id]}
    told |= {"months": panels.months_words(row), "links": panels.links(organisation_id, year=year)}
    told |= {"sides": panels.sides(queries.behind(found, row, budget=budget, until=panels.until_of(row)))}
    return render(request, "reconciliation/explain.html", told, status=WRONG if form.errors else OK)


def _explanation_form(request: Asked, *, row: Compared) -> ExplanationForm:
    sent = request.POST if request.method == "POST" else None
    initial = {"amount": panels.typed(row.open)}
    return ExplanationForm(sent, reasons=panels.reason_words(), initial=initial)


def _explained(form: ExplanationForm, *, row: Compared, budget: Budget, found: Party, request: Asked) -> bool:
    new = form.new(product_id=row.product_id, month=row.month)
    try:
        actions.explain(budget, organisation_id=found.organisation_id, new=new, by=request.actor, today=request.today)
    except Refused as refused:
        _add(form, refused)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: Asked, organisation_id: int) -> HttpResponse:
    """Say in one go why several differences are there."""
    budget = _kept(request)
    year = _year(request, budget=budget)
    found = queries.party_for(budget, organisation_id=organisation_id, year=year, by=request.actor)
    rows = panels.open_rows(found, names=queries.product_names(budget)) if found.file else []
    sent = request.POST if request.method == "POST" else None
    form = TogetherForm(sent, rows=rows, reasons=panels.reason_words())
    if form.is_bound and _all_explained(form, budget=budget, found=found, request=request):
        messages.success(request, _("Verklaard. Klopt het niet? Dan kun je ze samen intrekken."))
        return redirect(panels.party_url(organisation_id, year=year))
    told = {"form": form, "party": found, "has_rows": bool(rows), "links": panels.links(organisation_id, year=year)}
    return render(request, "reconciliation/together.html", told, status=WRONG if form.errors else OK)


def _all_explained(form: TogetherForm, *, budget: Budget, found: Party, request: Asked) -> bool:
    """Whether it is explained now; after a second click it was."""
    if not form.is_valid():
        return queries.were_explained(form.cleaned_data.get("request_key"), by=request.actor)
    party_id, by = found.organisation_id, request.actor
    try:
        actions.explain_together(budget, organisation_id=party_id, new=form.new(), by=by, today=request.today)
    except Refused as refused:
        _add(form, refused)
    return not form.errors


@require_POST
def withdraw(request: Asked, explanation_id: int) -> HttpResponse:
    """Let an explanation count no more."""
    found = actions.withdraw(explanation_id, by=request.actor, today=request.today)
    messages.success(request, _("Ingetrokken. Het verschil staat weer open."))
    return redirect(panels.party_url(found.organisation_id, year=found.month.year))


# --- What all pages ask ---


def _add(form: Any, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, refused.text)


def _kept(request: Asked) -> Budget:
    """The budget for who keeps it. Errors: NotFound, also where there is none."""
    check_keeps(request.actor.role)
    return _budget(request)


def _budget(request: Asked) -> Budget:
    budget = budget_now(by=request.actor, today=request.today)
    if budget is None:
        raise NotFound("area_budget")
    return budget


def _years(request: Asked, *, budget: Budget) -> list[tuple[int, str]]:
    return list(years_until(request.today, begin=budget.begin, until=budget.until))


def _year(request: Asked, *, budget: Budget) -> int:
    """The year that the address asks for, or this one. Errors: NotFound for what is none of the budget."""
    said = request.GET.get(panels.YEAR, "")
    if said and not (said.isdecimal() and len(said) == LONGEST_YEAR):
        raise NotFound("area_budget")
    years = years_of(budget)
    year = int(said) if said else min(max(request.today.year, years[0]), years[-1])
    if year not in years:
        raise NotFound("area_budget", object_id=budget.pk)
    return year
