"""The books over HTTP: what is on each account, the bookings of one, and closing a period; parse, one call, render or redirect."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger import actions, queries
from wijkwaarde.kernel.ledger.rules import check_keeps, check_reads
from wijkwaarde.kernel.outlook.queries import waiting_about
from wijkwaarde.web.books import panels
from wijkwaarde.web.books.forms import BookingsForm, CloseForm, PeriodForm, WholeForm
from wijkwaarde.web.books.listed import Listed
from wijkwaarde.web.books.reasons import reasons_of
from wijkwaarde.web.books.whole import JOURNALS, NAME, whole_books
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.transaction import Asked

IN_MEMORY = 1024 * 1024


@board_too
@require_safe
def books(request: Asked) -> HttpResponse:
    """What is on each account, of all time or a period, and until when the books are closed."""
    form = PeriodForm(request.GET.dict(), years=queries.booked_years(by=request.actor))
    period = form.period
    found = queries.trial_balance(by=request.actor, begin=period.begin, until=period.until)
    told = {
        "form": form,
        "kept": form.kept_period,
        "period": period,
        "tables": panels.tables(found, period=period),
        "is_zero": panels.is_zero(found),
        "closed": panels.closed_words(queries.closed_until(by=request.actor)),
        "may_close": may_keep(request.actor.role),
    }
    return render(request, "books/books.html", told)


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def bookings(request: Asked) -> HttpResponse:
    """All bookings, the newest first: of a period, of a kind, or with words, which are sent by post."""
    check_reads(request.actor.role)
    listed = Listed(request)
    rows = listed.rows()
    shown = panels.all_bookings(rows, reasons=reasons_of(rows, by=request.actor))
    return render(request, "books/bookings.html", {"table": shown, **listed.told()})


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Asked, account_id: int) -> HttpResponse:
    """One account with its bookings, the newest first."""
    check_reads(request.actor.role)
    found = queries.account_for(account_id, by=request.actor)
    listed = Listed(request, account_id=found.pk)
    rows, period = listed.rows(), listed.form.period
    on_it = queries.balance_of(found, by=request.actor, begin=period.begin, until=period.until)
    told = {
        "account": found,
        "facts": panels.account_facts(found, on_it=on_it, period=period),
        "table": panels.account_bookings(rows, account=found, reasons=reasons_of(rows, by=request.actor)),
    }
    return render(request, "books/account.html", {**told, **listed.told()})


@board_too
@require_safe
def booking(request: Asked, booking_id: int) -> HttpResponse:
    """One booking: what it was for, its entries, and what undid it or what it undoes."""
    check_reads(request.actor.role)
    found = queries.booking_for(booking_id, by=request.actor)
    told = {
        "heading": panels.booking_heading(found),
        "reason": reasons_of([found], by=request.actor)[found.pk],
        "facts": panels.booking_facts(found),
        "table": panels.entries_table(found),
        "reversed_by": getattr(found, "reversed_by", None),
        "undone": panels.undone_words(found),
    }
    return render(request, "books/booking.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Asked) -> HttpResponse:
    """Close a period for good: a page that says what it means, then it is done."""
    check_keeps(request.actor.role, is_command=False)
    closed = queries.closed_until(by=request.actor)
    choices = panels.periods_to_close(closed_until=closed, today=request.today)
    sent = request.POST if request.method == "POST" else None
    form = CloseForm(sent, choices=choices, initial={"until": panels.usual_period(choices)})
    if form.is_valid():
        until = form.cleaned_data["until"]
        try:
            actions.close_period(by=request.actor, until=until, today=request.today, now=timezone.now())
        except Refused as refused:
            form.add_error("until", refused.text)
        else:
            messages.success(request, panels.closed_words(until))
            return redirect("books")
    _end, aside, _handed = waiting_about(by=request.actor, today=request.today)
    told = {"form": form if choices else None, "closed": panels.closed_words(closed), "aside": aside}
    return render(request, "books/close.html", told, status=422 if form.errors else 200)


@board_too
@require_POST
def save_whole(request: Asked) -> FileResponse:
    """Accounts and bookings as a file; all of it is read here, since what streams sees no rows. Errors: Refused."""
    check_reads(request.actor.role)
    form = WholeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    kind, account_id = form.cleaned_data["kind"], form.cleaned_data["rekening"]
    chosen = BookingsForm(request.GET.dict(), years=queries.booked_years(by=request.actor))
    asked = chosen.asked(words=form.cleaned_data["q"], account_id=account_id)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    for chunk in whole_books(kind, by=request.actor, asked=asked):
        file.write(chunk)
    file.seek(0)
    name = "-".join(part for part in (NAME, "" if kind in JOURNALS else chosen.period.key) if part)
    return FileResponse(file, as_attachment=True, filename=f"{name}.{kind}")
