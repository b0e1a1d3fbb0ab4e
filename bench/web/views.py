"""The empty page of the same shell: logged in, one query of its own, one line in the trail."""

from __future__ import annotations

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render

from wijkwaarde.kernel.access import Act, Purpose
from wijkwaarde.web.transaction import Asked


def empty(request: Asked) -> HttpResponse:
    """Nothing in the frame of the site; `?spoor=nee` leaves out the line in the trail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if request.GET.get("spoor") != "nee":
        person = request.actor.person_id or 0
        request.actor.record(Act.READ, "case", object_id=None, subjects=[person], purpose=Purpose.OWN)
    return render(request, "bench/empty.html")
