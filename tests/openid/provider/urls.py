"""allauth's pages of a provider, and one address with which a test tells this one who is there and how it behaves."""

import json

from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Client
from django.contrib.auth import get_user_model
from django.http import JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tests.openid.provider.lies import ASKED, TOLD
from tests.openid.visitor import SECRET

USUAL = {"acr": "midden", "amr": ["pwd"]}


@csrf_exempt
def told(request):
    """Take what a test tells: people, the site that asks, behaviour; answer what was asked of this provider so far."""
    said = json.loads(request.body)
    for email in said.get("people", []):
        user, is_new = get_user_model().objects.get_or_create(username=email, defaults={"email": email})
        if is_new:
            user.set_password("wachtwoord-daar")
            user.save()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    for back in said.get("sites", []):
        site, _is_new = Client.objects.get_or_create(
            id="wijk", defaults={"name": "Wijkwaarde", "scopes": "openid\nemail"}
        )
        site.set_secret(SECRET)
        site.redirect_uris = f"{site.redirect_uris}\n{back}".strip()
        site.save()
    Client.objects.update(skip_consent=not said.get("consent", False))
    TOLD.clear()
    TOLD.update(USUAL | said.get("behave", {}))
    asked = list(ASKED)
    ASKED.clear()
    return JsonResponse({"asked": asked})


urlpatterns = [
    path("told", told),
    path("accounts/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]
