"""Numbers and names as a page needs them in its HTML; amounts and dates are written by web/format.py."""

from django import template
from django.utils.translation import get_language

from wijkwaarde.web.format import number

register = template.Library()
DIALLED = "+0123456789"
LETTERS = 2


@register.filter
def dial(text: str) -> str:
    """A phone number as a phone dials it: 06 - 12 34 56 78 becomes 0612345678."""
    return "".join(char for char in text if char in DIALLED)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, for a picture that is not there."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words if len(words) < LETTERS else [words[0], words[-1]]
    return "".join(word[0].upper() for word in ends) or "?"


@register.filter
def thousands(value: int) -> str:
    """A whole number with separators: 12.345."""
    return number(value, language=get_language())
