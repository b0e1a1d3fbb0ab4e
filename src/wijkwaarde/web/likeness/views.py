"""The page of like questions over HTTP."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.cases.queries import readable_case_for
from wijkwaarde.kernel.likeness.queries import like_cases
from wijkwaarde.web.likeness.panels import like_rows
from wijkwaarde.web.transaction import Asked


@require_safe
def likeness(request: Asked, key: UUID) -> HttpResponse:
    """The questions like this one that the member reads too."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    rows = like_rows(like_cases(seen, by=request.actor, today=request.today), by=request.actor)
    return render(request, "likeness/likeness.html", {"seen": seen, "rows": rows})
