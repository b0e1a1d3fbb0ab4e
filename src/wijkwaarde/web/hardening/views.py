"""`security.txt` (RFC 9116) over HTTP: whom to tell about a hole, and until when that is so."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwaarde.web.doors import public
from wijkwaarde.web.transaction import Asked

# The RFC asks for less than a year, so that an address that nobody reads any more goes away by itself.
DAYS = 180


@public
@require_safe
def security_txt(request: Asked) -> HttpResponse:
    """Whom to tell; where nobody was named, the page that says whose site this is."""
    expires = request.today + timedelta(days=DAYS)
    lines = {
        "Contact": settings.SECURITY_CONTACT or f"{settings.SITE}{reverse('privacy')}",
        "Expires": f"{expires.isoformat()}T00:00:00Z",
        "Preferred-Languages": "nl, en",
        "Canonical": f"{settings.SITE}{reverse('security_txt')}",
    }
    said = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(said, content_type="text/plain; charset=utf-8")
