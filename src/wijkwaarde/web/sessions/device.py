"""Which kind of browser somebody uses, in two words they know again; it tells no versions, so it follows nobody."""

from __future__ import annotations

from django.utils.translation import gettext as _

# In this order: Edge and Opera say that they are Chrome, Chrome says that it is Safari, Android that it is Linux.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung", "Firefox": "Firefox", "FxiOS": "Firefox"}
BROWSERS |= {"CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}
PLACES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "Chromebook",
}
PLACES |= {"Linux": "Linux"}
UNKNOWN = "-"


def device_of(user_agent: str) -> str:
    """The names of browser and device, as kept.

    >>> device_of("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36")
    'Chrome/Android'
    >>> device_of("curl")
    '-/-'
    """
    found = (
        next((name for sign, name in names.items() if sign in user_agent), UNKNOWN) for names in (BROWSERS, PLACES)
    )
    return "/".join(found)


def in_words(device: str) -> str:
    """What was kept, as people read it."""
    browser, _slash, place = device.partition("/")
    if browser in {"", UNKNOWN} and place in {"", UNKNOWN}:
        return _("Een onbekend apparaat")
    if place in {"", UNKNOWN}:
        return browser
    return place if browser in {"", UNKNOWN} else _("{browser} op {device}").format(browser=browser, device=place)
