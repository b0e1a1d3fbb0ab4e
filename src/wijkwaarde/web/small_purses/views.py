"""Small purses over HTTP for who pays: a payment in one form, its receipt, and undoing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.small_purses import actions, queries
from wijkwaarde.kernel.small_purses.rules import may_keep, may_list
from wijkwaarde.kernel.small_purses.terms import PAYMENTS_A_PAGE
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.small_purses.forms import PayForm, ReceiptForm, SearchForm
from wijkwaarde.web.small_purses.panels import euros_of, left_words, payment_lines
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def purse(request: Asked) -> HttpResponse:
    """Pay something small, and what one paid last."""
    own = queries.own_purse(by=request.actor)
    form = PayForm(request.POST, request.FILES) if request.method == "POST" else PayForm()
    if form.is_valid():
        try:
            made = actions.pay(_new(form), by=request.actor, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _paid(is_over=made.is_over, cents=made.cents))
            return redirect("small_purse")
    status = 422 if form.errors else 200
    return render(request, "small_purses/purse.html", {"form": form, **_shown(request, own=own)}, status=status)


def _shown(request: Asked, *, own: queries.OwnPurse) -> dict[str, Any]:
    return {
        "has_purse": own.left is not None,
        "left": left_words(own, keeps=may_keep(request.actor.role)),
        "limit": euros_of(own.limit),
        "lines": payment_lines(own.payments, by=request.actor, today=request.today, is_list=False),
        "lists": may_list(request.actor.role),
        "keeps": may_keep(request.actor.role),
    }


def _new(form: PayForm) -> actions.NewPayment:
    told = form.cleaned_data
    return actions.NewPayment(
        cents=told["amount"],
        what=told["what"],
        number=told["number"],
        receipt=form.raw(),
        request_key=told["request_key"],
    )


def _paid(*, is_over: bool, cents: int) -> str:
    paid = _("{amount} is betaald en geboekt.").format(amount=euros_of(cents))
    return f"{paid} {_('Het is boven de grens. De controller kijkt er later naar.')}" if is_over else paid


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: Asked, payment_id: int) -> HttpResponse:
    """The photo of a receipt, later than the payment."""
    found = queries.payment_for(payment_id, by=request.actor)
    if found.paid_by_id != request.actor.membership_id:
        raise NotFound("small_purse", object_id=payment_id)
    form = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    if form.is_valid():
        try:
            actions.add_receipt(payment_id, raw=form.raw(), by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error("receipt", refused.text)
        else:
            messages.success(request, _("De bon is bewaard."))
            return redirect("small_purse")
    (line,) = payment_lines([found], by=request.actor, today=request.today, is_list=False)
    status = 422 if form.errors else 200
    return render(request, "small_purses/receipt.html", {"form": form, "line": line}, status=status)


@require_safe
def picture(request: Asked, payment_id: int) -> HttpResponse:
    """The photo itself: never kept by the browser, never taken for anything else than a JPEG."""
    found = queries.receipt_of(payment_id, by=request.actor)
    response = HttpResponse(found, content_type="image/jpeg")
    response.headers["Content-Disposition"] = 'inline; filename="bon.jpg"'
    return response


@require_POST
def undo(request: Asked, payment_id: int) -> HttpResponse:
    """It was a mistake."""
    found = actions.undo_payment(payment_id, by=request.actor, now=timezone.now())
    messages.success(request, _("Ongedaan gemaakt. Het bedrag zit weer in de beurs."))
    return redirect("small_purse" if found.paid_by_id == request.actor.membership_id else "small_purse_payments")


@require_http_methods(["GET", "HEAD", "POST"])
def payments(request: Asked) -> HttpResponse:
    """What was paid from all purses, or from that of one's organisation; a search is posted, so that it stands in no address."""
    search = SearchForm(request.POST)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    found = queries.payments(by=request.actor, words=words)
    page = Paginator(found, PAYMENTS_A_PAGE).get_page((request.POST if words else request.GET).get(PAGE))
    keeps = may_keep(request.actor.role)
    told = {
        "lines": payment_lines(page, by=request.actor, today=request.today, is_list=True),
        "words": words,
        "count": page.paginator.count,
        "paging": paging(request.GET, current=page.number, last=page.paginator.num_pages),
        "keeps": keeps,
        "waiting": queries.to_look_at(by=request.actor) if keeps else 0,
    }
    return render(request, "small_purses/payments.html", told)
