"""What is asked of a party that says no; it decides nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.refusals.rules import NewRefusal
from wijkwaarde.kernel.refusals.terms import LONGEST_DOCUMENT, LONGEST_REASON
from wijkwaarde.web.fields import Words


class RefusalForm(forms.Form):
    """Why a party says no, and for residents the document of their meeting."""

    reason = Words(
        max_length=LONGEST_REASON,
        lines=True,
        rows=4,
        label=_("Waarom niet?"),
        error_messages={"required": _("Schrijf waarom niet.")},
        help_text=_("Schrijf ook wat er anders moet. Schrijf geen namen van mensen."),
    )
    document = Words(
        max_length=LONGEST_DOCUMENT,
        label=_("In welk verslag staat het?"),
        error_messages={"required": _("Schrijf in welk verslag staat wat de bewoners zeiden.")},
        help_text=_("Bijvoorbeeld: verslag bewonersavond 12 maart 2026. Schrijf geen namen."),
    )

    def __init__(self, *args: Any, asks_document: bool, **settings: Any) -> None:
        super().__init__(*args, **settings)
        if not asks_document:
            del self.fields["document"]

    def told(self) -> NewRefusal:
        """What is said."""
        return NewRefusal(self.cleaned_data["reason"], self.cleaned_data.get("document", ""))
