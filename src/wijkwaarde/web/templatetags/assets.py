"""The address of a file that a page loads; it builds none."""

from django import template

from wijkwaarde.web.assets import address

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """Where the browser finds this file: `{% asset "site.css" %}`."""
    return address(name)
