"""What is asked of who cares along: a name, what they are to the resident, and a number to call them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.carers.terms import LONGEST_RELATION
from wijkwaarde.kernel.parties.terms import LONGEST_NAME, LONGEST_PHONE
from wijkwaarde.web.fields import RequestKey, Words


class CarerForm(forms.Form):
    """Somebody who cares along; who writes it down for the resident says that they agree."""

    name = Words(
        max_length=LONGEST_NAME, label=_("Naam"), error_messages={"required": _("Schrijf een naam met letters.")}
    )
    relation = Words(
        max_length=LONGEST_RELATION,
        label=_("Wie is dit?"),
        help_text=_("Bijvoorbeeld: dochter, zus of buurvrouw."),
        error_messages={"required": _("Schrijf op wie dit is. Bijvoorbeeld: dochter.")},
    )
    phone = Words(max_length=LONGEST_PHONE, required=False, label=_("Telefoonnummer"))
    said_yes = forms.BooleanField(
        label=_("De bewoner weet dit en zegt ja"),
        error_messages={"required": _("Vraag eerst of de bewoner dit wil. Zet dan hier het vinkje.")},
    )
    request_key = RequestKey()

    def __init__(self, told: Mapping[str, Any] | None = None, *, is_resident: bool) -> None:
        super().__init__(told)
        if is_resident:
            del self.fields["said_yes"]

    def new(self) -> NewCarer:
        """Who was written down."""
        told = self.cleaned_data
        return NewCarer(told["name"], told["relation"], told["phone"], said_yes=told.get("said_yes", False))
