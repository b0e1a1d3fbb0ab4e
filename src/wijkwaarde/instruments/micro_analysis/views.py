"""The page and the paper of a saved analysis over HTTP: parse, one call, render."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wijkwaarde.instruments.micro_analysis.page import render_pdf
from wijkwaarde.instruments.micro_analysis.queries import analysis_for
from wijkwaarde.instruments.micro_analysis.site_page import page_of
from wijkwaarde.web.transaction import Asked

FRAME = "page.html"
AMOUNTS, ON = "bedragen", "aan"
FILE_NAME = "micro-analyse.pdf"
DUTCH = "nl"


@require_safe
def micro_analysis(request: Asked, key: UUID) -> HttpResponse:
    """The newest analysis of a case; on the resident's own screen its amounts are off until they ask for them."""
    saved = analysis_for(key, by=request.actor, today=request.today)
    told = {"key": key, "is_resident": saved.is_resident, "frame": FRAME}
    if saved.is_resident and request.GET.get(AMOUNTS) != ON:
        return render(request, "micro_analysis/amounts_off.html", told)
    page = page_of(saved, language=get_language() or DUTCH)
    return render(request, "micro_analysis/site.html", told | {"page": page})


@require_safe
def micro_analysis_pdf(request: Asked, key: UUID) -> HttpResponse:
    """The same as an accessible PDF, under a name that says nothing about anybody."""
    saved = analysis_for(key, by=request.actor, today=request.today)
    paper = render_pdf(page_of(saved, language=get_language() or DUTCH))
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )
