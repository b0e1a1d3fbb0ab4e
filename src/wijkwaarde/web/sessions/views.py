"""The page that says where somebody is logged in, and logs out everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkwaarde.web.doors import choosing
from wijkwaarde.web.sessions.actions import end_everywhere
from wijkwaarde.web.sessions.device import in_words
from wijkwaarde.web.sessions.models import Session
from wijkwaarde.web.sessions.queries import sessions_of
from wijkwaarde.web.transaction import Asked


@dataclass(frozen=True, slots=True)
class Place:
    """One browser, in words."""

    device: str
    since: datetime | None
    seen: datetime | None
    is_here: bool


@choosing
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: Asked) -> HttpResponse:
    """Where am I logged in? The button logs out everywhere, here too."""
    user_id = cast("int", request.user.pk)
    if request.method == "POST":
        end_everywhere(user_id)
        logout(request)
        messages.success(request, _("Je bent nu overal uitgelogd."))
        return redirect("account_login")
    places = [_place(one, here=request.session.session_key) for one in sessions_of(user_id, now=timezone.now())]
    return render(request, "sessions/sessions.html", {"places": places})


def _place(one: Session, *, here: str | None) -> Place:
    return Place(in_words(one.device), one.begun_at, one.seen_at, is_here=one.session_key == here)
