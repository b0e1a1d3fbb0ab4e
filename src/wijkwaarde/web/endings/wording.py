"""How often somebody keeps an eye, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wijkwaarde.kernel.endings.terms import Often


def often_words() -> dict[Often, str]:
    """How often, in the middle of a sentence."""
    return {
        Often.MONTH: _("elke maand"),
        Often.QUARTER: _("elke drie maanden"),
        Often.HALF_YEAR: _("elk half jaar"),
    }
