"""The way in with an account elsewhere, for the page to log in, and the way to tying one, for the page of how you log in."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.template import Context
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("openid/entrance.html", takes_context=True)
def openid_entrance(context: Context) -> dict[str, str]:
    """The button with the provider's name, or nothing where the environment names none."""
    if settings.OPENID is None:
        return {}
    after = context["request"].GET.get(REDIRECT_FIELD_NAME, "")
    asked = f"?{urlencode({REDIRECT_FIELD_NAME: after})}" if after else ""
    return {"name": settings.OPENID.name, "url": reverse("openid_go") + asked}


@register.inclusion_tag("openid/card.html")
def openid_card() -> dict[str, str]:
    """The way to the page that ties an account elsewhere, or nothing where the environment names none."""
    return {} if settings.OPENID is None else {"name": settings.OPENID.name}
