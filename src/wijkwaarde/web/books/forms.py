"""What the pages of the books ask: until when a period closes, for good, and for which program all of it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.web.books.whole import JOURNALS, SHEETS

FILL = {"required": _("Vul dit in."), "invalid_choice": _("Kies er een uit de lijst.")}
SURE = {"required": _("Zet hier een vinkje. Sluiten kan niet terug.")}


class CloseForm(forms.Form):
    """The last day of the period that is closed, out of those that can be."""

    until = forms.ChoiceField(label=_("Tot en met welke dag?"), error_messages=FILL)
    is_sure = forms.BooleanField(label=_("Ik weet dat dit niet terug kan"), error_messages=SURE)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["until"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean_until(self) -> date:
        """The first day that stays open."""
        return date.fromisoformat(self.cleaned_data["until"])


class WholeForm(forms.Form):
    """For which program the books are saved."""

    kind = forms.ChoiceField(choices=[(one, one) for one in (*SHEETS, *JOURNALS)])
