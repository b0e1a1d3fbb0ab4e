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
from wijkwaarde.kernel.ledger.terms import BOOKINGS_A_PAGE
from wijkwaarde.kernel.outlook.queries import waiting_about
from wijkwaarde.web.books import panels
from wijkwaarde.web.books.forms import CloseForm, WholeForm
from wijkwaarde.web.books.whole import NAME, whole_books
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.listing import page_asked, paging
from wijkwaarde.web.transaction import Asked

IN_MEMORY = 1024 * 1024


@board_too
@require_safe
def books(request: Asked) -> HttpResponse:
    """What is on each account, and until when the books are closed."""
    found = queries.trial_balance(by=request.actor)
    told = {
        "tables": panels.tables(found),
        "is_zero": panels.is_zero(found),
        "closed": panels.closed_words(queries.closed_until(by=request.actor)),
        "may_close": may_keep(request.actor.role),
    }
    return render(request, "books/books.html", told)


@board_too
@require_safe
def account(request: Asked, account_id: int) -> HttpResponse:
    """One account with its bookings, the newest first."""
    check_reads(request.actor.role)
    found = queries.account_for(account_id, by=request.actor)
    asked = queries.Asked(account_id=found.pk)
    page = page_asked(request.GET)
    rows, count = queries.bookings(asked, by=request.actor, page=page)
    last = max(-(-count // BOOKINGS_A_PAGE), 1)
    told = {
        "account": found,
        "facts": panels.account_facts(found, on_it=queries.on_account(found.pk, by=request.actor)),
        "table": panels.bookings_table(rows, account=found),
        "paging": paging(request.GET, current=min(page, last), last=last),
    }
    return render(request, "books/account.html", told)


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
    _end, aside = waiting_about(by=request.actor, today=request.today)
    told = {"form": form if choices else None, "closed": panels.closed_words(closed), "aside": aside}
    return render(request, "books/close.html", told, status=422 if form.errors else 200)


@board_too
@require_POST
def save_whole(request: Asked) -> FileResponse:
    """All accounts and bookings as a file; all of it is read here, since what streams sees no rows. Errors: Refused."""
    check_reads(request.actor.role)
    form = WholeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    kind = form.cleaned_data["kind"]
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    for chunk in whole_books(kind, by=request.actor):
        file.write(chunk)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{NAME}.{kind}")
