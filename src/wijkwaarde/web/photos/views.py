"""The pages of photos over HTTP: parse, one call, render or redirect; a picture only ever goes to who may read the case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkwaarde.kernel.cases.queries import SeenCase, readable_case_for
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.photos import actions
from wijkwaarde.kernel.photos.queries import SeenPhoto, guests_at, photo_for, photos_of, picture_of
from wijkwaarde.kernel.photos.rules import check_may_remove
from wijkwaarde.web.photos.forms import PhotoForm
from wijkwaarde.web.photos.panels import photo_rows
from wijkwaarde.web.plans.desk import Sheet, answer
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: Asked, key: UUID) -> HttpResponse:
    """The photos of a case, and one more."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    form = _form(request)
    if form.is_valid():
        told = {"request_key": form.cleaned_data["request_key"], "now": timezone.now()}
        try:
            photo = actions.add_photo(by=request.actor, seen=seen, raw=form.raw(), **told)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("De foto is bewaard. Schrijf nu over wat er staat."))
            return redirect("photo_write", key=key, photo_id=photo.pk)
    told = {"form": form, "seen": seen, "photos": photo_rows(photos_of(seen), seen=seen)}
    return render(request, "photos/photos.html", told, status=422 if form.errors else 200)


def _form(request: Asked) -> PhotoForm:
    if request.method != "POST":
        return PhotoForm()
    length = request.META.get("CONTENT_LENGTH") or ""
    return PhotoForm(request.POST, request.FILES, length=int(length) if length.isdecimal() else 0)


@require_safe
def photo(request: Asked, *, key: UUID, photo_id: int) -> HttpResponse:
    """The picture itself: never kept by the browser, never taken for anything else than a JPEG."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    found = photo_for(photo_id, seen=seen)
    response = HttpResponse(picture_of(found, seen=seen, by=request.actor), content_type="image/jpeg")
    response.headers["Content-Disposition"] = 'inline; filename="blad.jpg"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Asked, *, key: UUID, photo_id: int) -> HttpResponse:
    """The page of a plan with the photo beside it."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    found = photo_for(photo_id, seen=seen)
    return answer(request, seen=seen, sheet=_sheet(found, seen=seen))


def _sheet(found: SeenPhoto, *, seen: SeenCase) -> Sheet:
    url = reverse("photo", args=[seen.case.key, found.pk])
    return Sheet(url, found.width, found.height, tuple(guests_at(found)))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Asked, *, key: UUID, photo_id: int) -> HttpResponse:
    """Take a photo away: a page that says what it means, then it is done."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    found = photo_for(photo_id, seen=seen)
    if request.method == "POST":
        actions.remove_photo(by=request.actor, seen=seen, photo_id=photo_id, now=timezone.now())
        messages.success(request, _("De foto is weg."))
        return redirect("photos", key=key)
    check_may_remove(is_own=found.added_by_id == seen.participant.pk, is_resident=seen.is_resident)
    return render(request, "photos/remove.html", {"seen": seen, "photo": photo_rows([found], seen=seen)[0]})
