"""Who cares along, over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.carers import actions
from wijkwaarde.kernel.cases.queries import readable_case_for
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web.carers.forms import CarerForm
from wijkwaarde.web.carers.panels import carers_screen
from wijkwaarde.web.marks.forms import yes_or_no
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def carers(request: Asked, key: UUID) -> HttpResponse:
    """Who cares along; the resident, or with their yes the fixed contact, writes down who else does."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    form = CarerForm(request.POST or None, is_resident=seen.is_resident)
    if form.is_valid():
        told = {"by": request.actor, "seen": seen, "request_key": form.cleaned_data["request_key"]}
        try:
            actions.add_carer(form.new(), today=request.today, **told)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("carers", key=key)
    screen = carers_screen(seen, by=request.actor, today=request.today)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "carers/carers.html", {"seen": seen, "form": form, "screen": screen}, status=status)


@require_POST
def carer_part(request: Asked, *, key: UUID, carer_id: int) -> HttpResponse:
    """Somebody does not care along any more, or does after all."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    act = actions.bring_back_carer if yes_or_no(request.POST.get("part")) else actions.end_carer
    act(carer_id, by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Bewaard."))
    return redirect("carers", key=key)
