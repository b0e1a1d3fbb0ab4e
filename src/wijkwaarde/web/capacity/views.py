"""Who has room over HTTP: one tap, and back to the first page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkwaarde.kernel.capacity.actions import say_nothing, say_room
from wijkwaarde.kernel.capacity.rules import check_says
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web.capacity.forms import Room, RoomForm
from wijkwaarde.web.capacity.panels import own_words
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: Asked) -> HttpResponse:
    """I have room, I am full, or I would rather say nothing; and what I said."""
    check_says(request.actor.role)
    if request.method != "POST":
        return render(request, "capacity/room.html", {"said": own_words(by=request.actor)})
    form = RoomForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies: je hebt ruimte, of het zit vol."))
    if form.said() is Room.NOTHING:
        say_nothing(by=request.actor)
        messages.success(request, _("Weggehaald. Je manager ziet hier nu niets meer van."))
    else:
        say_room(by=request.actor, has_room=form.said() is Room.YES, today=request.today)
        messages.success(request, _("Gezegd. Je manager ziet het, met de datum van vandaag."))
    return redirect("today")
