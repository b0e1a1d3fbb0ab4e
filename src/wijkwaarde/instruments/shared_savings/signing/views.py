"""A party signs, says no to a text or to a settlement, and takes it back, over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.instruments.shared_savings.forms import SignForm
from wijkwaarde.instruments.shared_savings.panels import share_facts
from wijkwaarde.instruments.shared_savings.sentences import party_name
from wijkwaarde.instruments.shared_savings.signing.forms import RefusalForm
from wijkwaarde.kernel.agreements import actions as agreed
from wijkwaarde.kernel.agreements.queries import agreement_of_party, share_for
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.refusals import actions
from wijkwaarde.kernel.refusals.queries import party_who_refuses
from wijkwaarde.kernel.refusals.rules import SaidNo
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.transaction import Asked

OK, WRONG = 200, 422


@board_too
@require_POST
def sign_party(request: Asked, party_id: int) -> HttpResponse:
    """Sign for a party. Errors: Refused, NotFound."""
    form = SignForm(request.POST)
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]))
    told = form.cleaned_data
    agreed.sign(
        party_id, by=request.actor, today=request.today, fingerprint=told["fingerprint"], document=told["document"]
    )
    messages.success(request, _("Getekend. Vandaag kun je dit nog terugnemen."))
    return redirect("agreement", agreement_id=agreement_of_party(party_id, by=request.actor))


@board_too
@require_POST
def unsign(request: Asked, party_id: int) -> HttpResponse:
    """Take back a signature of today. Errors: Refused, NotFound."""
    agreed.take_back_signature(party_id, by=request.actor, today=request.today)
    messages.success(request, _("De handtekening is teruggenomen."))
    return redirect("agreement", agreement_id=agreement_of_party(party_id, by=request.actor))


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def refuse_agreement(request: Asked, party_id: int) -> HttpResponse:
    """Say that a party does not sign, and why. Errors: NotFound."""
    party = party_who_refuses(party_id, by=request.actor)
    form = RefusalForm(request.POST or None, asks_document=party.asks_document)
    if form.is_valid():
        try:
            actions.refuse_text(party_id, form.told(), by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Bewaard. Alle partijen kunnen lezen waarom."))
            return redirect("agreement", agreement_id=party.agreement_id)
    context = {"form": form, "party": party, "name": party_name(party.organisation)}
    return render(request, "shared_savings/refuse_agreement.html", context, status=WRONG if form.errors else OK)


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def refuse_settlement(request: Asked, share_id: int) -> HttpResponse:
    """Say that a party does not agree with a settlement, and why. Errors: NotFound."""
    share = share_for(share_id, by=request.actor)
    party = party_who_refuses(share.party_id, by=request.actor)
    form = RefusalForm(request.POST or None, asks_document=party.asks_document)
    if form.is_valid():
        try:
            actions.refuse_settlement(share_id, form.told(), by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Bewaard. Alle partijen kunnen lezen waarom."))
            return redirect("settle_year", agreement_id=party.agreement_id, year=share.settled.year)
    context = {"form": form, "facts": share_facts(share), "settled": share.settled, "party": party}
    return render(request, "shared_savings/refuse_settlement.html", context, status=WRONG if form.errors else OK)


@board_too
@require_POST
def take_back(request: Asked, refusal_id: int) -> HttpResponse:
    """Take a no back. Errors: NotFound."""
    found: SaidNo = actions.take_back_refusal(refusal_id, by=request.actor, today=request.today)
    messages.success(request, _("Ingetrokken."))
    if found.span is not None:
        return redirect("settle_year", agreement_id=found.agreement_id, year=found.span.last)
    return redirect("agreement", agreement_id=found.agreement_id)
