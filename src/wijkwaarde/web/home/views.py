"""The front door over HTTP, and the pages about the site itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wijkwaarde.web.doors import public
from wijkwaarde.web.transaction import Asked


@public
@require_safe
def home(request: Asked) -> HttpResponse:
    """The first page of whoever comes: a resident's plan, a member's day, or the way in."""
    if request.actor.membership_id is not None:
        return redirect("today")
    if request.actor.person_id is not None:
        return redirect("my_plan")
    if request.standings:
        return redirect("choose_standing")
    return render(request, "home/home.html", {"demo": settings.DEMO, "is_known": request.actor.user_id is not None})


@public
@require_safe
def accessibility(request: Asked) -> HttpResponse:
    """What was done so that everybody can use this site, and whom to tell when it does not work."""
    return render(request, "home/accessibility.html")


@public
@require_safe
def privacy(request: Asked) -> HttpResponse:
    """What happens with data of people, in plain words."""
    return render(request, "home/privacy.html")
