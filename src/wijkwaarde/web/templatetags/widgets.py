"""What every widget prints alike, in one go instead of a template each; it dresses none."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

register = template.Library()

# A class is the template's own. A browser would cut off what is pasted and say nothing: the form says what is too long.
LEFT_OUT = frozenset(("class", "maxlength", "minlength"))


@register.filter
def printed(attributes: dict[str, Any]) -> SafeString:
    """The attributes of a widget or of a choice, as they stand in its tag."""
    return flatatt({name: value for name, value in attributes.items() if name not in LEFT_OUT})
