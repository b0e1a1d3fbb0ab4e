"""The page of the gallery."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.web.doors import public
from wijkwaarde.web.gallery.samples import samples


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "gallery/gallery.html", samples(request.GET))
