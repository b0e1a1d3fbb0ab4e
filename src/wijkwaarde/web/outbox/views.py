"""The page of the demo's postbox."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.web.doors import public
from wijkwaarde.web.outbox.queries import mails_in


@public
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """All mails of the demo, for everybody: the people in it do not exist."""
    if not settings.DEMO:
        raise Http404
    return render(request, "outbox/outbox.html", {"mails": mails_in(settings.OUTBOX)})
