"""Delivery files over HTTP: upload, preview, what a file gave, and lines that were put aside: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.budgets.queries import Budget
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.deliveries import actions, queries
from wijkwaarde.kernel.deliveries.columns import found_in
from wijkwaarde.kernel.deliveries.known import preview_of
from wijkwaarde.kernel.deliveries.overview import end_of
from wijkwaarde.kernel.deliveries.queries import AsideRow, FileRow, Waiting
from wijkwaarde.kernel.deliveries.reading import OtherColumns
from wijkwaarde.kernel.deliveries.terms import LARGE_FILE, MANY_LINES, AsideReason, Column
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web.deliveries import panels
from wijkwaarde.web.deliveries.aside import aside_book, waiting_reasons
from wijkwaarde.web.deliveries.forms import ColumnsForm, DeliveryForm, LetGoForm, LetManyGoForm, UploadForm, years_until
from wijkwaarde.web.deliveries.views import choosing, kept, kept_or_handed_in, own_of
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.listing import page_asked, paging
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Asked) -> HttpResponse:
    """Choose a file; what it would give is on the next page."""
    budget = kept_or_handed_in(request)
    form = _upload_form(request, budget=budget)
    if form.is_valid():
        try:
            key = actions.keep_file(
                form.new(), budget=budget, by=request.actor, now=timezone.now(), today=request.today
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            return redirect("delivery_preview", waiting_key=key)
    told = {"form": form, "keeps": may_keep(request.actor.role)}
    return render(request, "deliveries/upload.html", told, status=422 if form.errors else 200)


def _upload_form(request: Asked, *, budget: Budget) -> UploadForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    years = years_until(request.today, begin=budget.begin, until=budget.until)
    parties = queries.parties_of(by=request.actor)
    return UploadForm(*sent, organisations=parties, years=years, own=own_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Asked, waiting_key: UUID) -> HttpResponse:
    """What a file would give, and then yes of who keeps the budget; a second yes leads to the file that is there."""
    kept_or_handed_in(request)
    came = queries.file_of_form(waiting_key, by=request.actor)
    if came is not None:
        return redirect("delivery_file", file_id=came.pk)
    found = queries.waiting_for(waiting_key, by=request.actor)
    if found.asked_at is not None:
        return render(request, "deliveries/busy.html", {"name": found.name, "waiting": found})
    try:
        if request.method == "POST" and "columns" not in request.POST:
            return _booked(request, found=found)
        sorted_lines = preview_of(found, by=request.actor, today=request.today)
    except OtherColumns as other:
        return _columns(request, found=found, other=other)
    told = {"waiting": found, "preview": panels.preview(sorted_lines), "keeps": may_keep(request.actor.role)}
    return render(request, "deliveries/preview.html", told)


def _booked(request: Asked, *, found: Waiting) -> HttpResponse:
    kept(request)
    if len(found.raw) > LARGE_FILE:
        actions.ask_to_book(found.key, by=request.actor, now=timezone.now())
        return redirect("delivery_preview", waiting_key=found.key)
    made = actions.book_file(found.key, by=request.actor, now=timezone.now(), today=request.today)
    messages.success(request, _("Geboekt. Is het toch het verkeerde bestand? Dan kun je het terugdraaien."))
    return redirect("delivery_file", file_id=made.pk)


def _columns(request: Asked, *, found: Waiting, other: OtherColumns) -> HttpResponse:
    """Ask which column is which."""
    known = {column.value: other.heads[place] for column, place in found_in(other.heads, names=found.names).items()}
    wanted = [column for column in other.lacking if column is not Column.PERIOD]
    sent = request.POST if request.method == "POST" else None
    form = ColumnsForm(sent, words=panels.column_words(), heads=other.heads, wanted=wanted, initial=known)
    if form.is_valid():
        actions.name_columns(found.key, names=form.names(), by=request.actor)
        return redirect("delivery_preview", waiting_key=found.key)
    told = {"form": form, "waiting": found, "text": other.text}
    return render(request, "deliveries/columns.html", told, status=422 if form.errors else 200)


@require_POST
def drop(request: Asked, waiting_key: UUID) -> HttpResponse:
    """Throw an uploaded file away."""
    actions.drop_file(waiting_key, by=request.actor)
    messages.success(request, _("Het bestand is weggegooid. Er is niets geboekt."))
    return redirect("deliveries")


@board_too
@require_safe
def file(request: Asked, file_id: int) -> HttpResponse:
    """What a file gave, and the lines that were put aside."""
    found = queries.told_file(file_id, by=request.actor)
    keeps, is_back = may_keep(request.actor.role), found.taken_back_on is not None
    page = page_asked(request.GET)
    aside, last = queries.page_of(queries.aside_of(found), page=page)
    lines = panels.aside_shown(aside, keeps=keeps, is_back=is_back)
    links = paging(request.GET, current=min(page, last), last=last)
    told = {"file": found, "line": panels.file_line(found), "aside": lines, "keeps": keeps, "paging": links}
    told |= {"can_let_go": keeps and not is_back and panels.waits(found) > 1}
    return render(request, "deliveries/file.html", told)


@board_too
@require_POST
def save_aside(request: Asked, file_id: int) -> HttpResponseBase:
    """What of a file was not booked, as a file that can go back to its organisation. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    found = queries.told_file(file_id, by=request.actor)
    return answer(aside_book(list(queries.aside_of(found))), kind=Kind(form.cleaned_data["kind"]))


@require_http_methods(["GET", "HEAD", "POST"])
def let_many_go(request: Asked, file_id: int) -> HttpResponse:
    """Let all lines go that still wait, or those of one reason, with why."""
    kept(request)
    found = queries.told_file(file_id, by=request.actor)
    reasons = waiting_reasons(queries.aside_of(found))
    form = LetManyGoForm(request.POST if request.method == "POST" else None, reasons=reasons)
    if form.is_valid():
        why, reason = form.cleaned_data["why"], form.chosen()
        actions.let_many_go(found.pk, reason=reason, why=why, by=request.actor, today=request.today)
        messages.success(request, _("Afgehandeld. Klopt er een niet? Dan kun je die regel weer oppakken."))
        return redirect("delivery_file", file_id=found.pk)
    told = {"file": found, "line": panels.file_line(found), "form": form, "has_lines": bool(reasons)}
    return render(request, "deliveries/let_many_go.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: Asked, file_id: int) -> HttpResponse:
    """Undo all of a file: a page that says what it means, then it is done."""
    kept(request)
    found = queries.told_file(file_id, by=request.actor)
    if request.method == "POST":
        _taken_back(request, found=found)
        return redirect("delivery_file", file_id=found.pk)
    return render(request, "deliveries/take_back.html", {"file": found, "line": panels.file_line(found)})


def _taken_back(request: Asked, *, found: FileRow) -> None:
    if found.lines > MANY_LINES:
        actions.ask_back(found.pk, by=request.actor, now=timezone.now())
    else:
        actions.take_back(found.pk, by=request.actor, now=timezone.now(), today=request.today)
        messages.success(request, _("Alles van dit bestand is teruggeboekt. Je kunt het opnieuw inlezen."))


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: Asked, aside_id: int) -> HttpResponse:
    """A line that was put aside: book it as it should have been, or let it go."""
    budget = kept(request)
    found = queries.aside_for(aside_id, by=request.actor)
    form = _settle_form(request, budget=budget, found=found)
    if form.is_valid():
        try:
            actions.settle(found.pk, new=form.new(), by=request.actor, now=timezone.now(), today=request.today)
        except Refused as refused:
            form.refused(refused)
        else:
            messages.success(request, _("De regel is geboekt."))
            return redirect("delivery_file", file_id=found.file_id)
    return _aside_page(request, found=found, form=form, letting_go=LetGoForm())


@require_POST
def let_go(request: Asked, aside_id: int) -> HttpResponse:
    """Let a line go, with why."""
    budget = kept(request)
    found = queries.aside_for(aside_id, by=request.actor)
    form = LetGoForm(request.POST)
    if form.is_valid():
        actions.let_go(found.pk, why=form.cleaned_data["why"], by=request.actor, today=request.today)
        messages.success(request, _("Afgehandeld. Klopt dat niet? Dan kun je de regel weer oppakken."))
        return redirect("delivery_file", file_id=found.file_id)
    other = _settle_form(request, budget=budget, found=found, is_sent=False)
    return _aside_page(request, found=found, form=other, letting_go=form)


def _settle_form(request: Asked, *, budget: Budget, found: AsideRow, is_sent: bool = True) -> DeliveryForm:
    """The form of a delivery, with what the line says filled in; the file is its document."""
    known = choosing(budget, request=request)
    initial = panels.first_guess(found, organisations=known.organisations, products=known.products)
    sent = request.POST if is_sent and request.method == "POST" else None
    asks_why = AsideReason(found.reason) is AsideReason.AFTER_END
    return DeliveryForm(sent, choosing=known, document="file", asks_why=asks_why, initial=initial)


def _aside_page(request: Asked, *, found: AsideRow, form: DeliveryForm, letting_go: LetGoForm) -> HttpResponse:
    line = panels.aside_shown([found], keeps=True, is_back=False)[0]
    told = {"found": found, "line": line, "form": form, "letting_go": letting_go}
    if AsideReason(found.reason) is AsideReason.AFTER_END:
        told |= {"end": panels.end_words(end_of(found, by=request.actor))}
    return render(request, "deliveries/aside.html", told, status=422 if form.errors or letting_go.errors else 200)


@require_POST
def pick_up(request: Asked, aside_id: int) -> HttpResponse:
    """Have a line that was let go to settle again."""
    found = actions.pick_up(aside_id, by=request.actor)
    messages.success(request, _("De regel ligt weer apart."))
    return redirect("delivery_file", file_id=found.file_id)
