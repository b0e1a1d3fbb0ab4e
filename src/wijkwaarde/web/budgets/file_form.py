"""The form of a spreadsheet with costs of the base year: what file, what it does not say itself, and what was read of it; it reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.base_years.terms import LONGEST_FILE_NAME
from wijkwaarde.kernel.budgets.rules import CostRow
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web.budgets.forms import FILL, Choices
from wijkwaarde.web.fields import Words

# What one form may carry.
LONGEST_ROWS = 900_000
SALT = "costs-of-the-base-year"
CHANGED = _("Deze regels zijn onderweg veranderd. Er is niets bewaard. Kies het bestand nog een keer.")


def signed(rows: Iterable[CostRow], *, budget_id: int) -> str:
    """The usable rows of a file, as the button to write them carries them."""
    told = [[getattr(row, name) for name in CostRow.__slots__] for row in rows]
    return signing.dumps([budget_id, told], salt=SALT, compress=True)


def unsigned(text: str, *, budget_id: int) -> list[CostRow]:
    """The rows that were read for this budget. Errors: Refused for what is not what the page carried."""
    try:
        whose, told = signing.loads(text, salt=SALT)
    except signing.BadSignature as error:
        raise Refused(str(CHANGED)) from error
    if whose != budget_id:
        raise Refused(str(CHANGED))
    return [CostRow(*one) for one in told]


class FileForm(forms.Form):
    """A spreadsheet with the costs of the base year, or what was read of one and may be written now."""

    file = forms.FileField(
        required=False,
        label=_("Je bestand"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"empty": _("Dit bestand is leeg. Kies een ander bestand.")},
    )
    party = forms.ChoiceField(required=False, label=_("Van welke partij is het?"), error_messages=FILL)
    source = forms.ChoiceField(required=False, label=_("Bij welk geld hoort het?"), error_messages=FILL)
    rows = forms.CharField(required=False, max_length=LONGEST_ROWS, widget=forms.HiddenInput)
    name = Words(required=False, max_length=LONGEST_FILE_NAME, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **settings: Any) -> None:
        super().__init__(*args, **settings)
        for name, told in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Staat op elke regel")), *told]

    def clean(self) -> dict[str, Any]:
        """Ask for a file where there is none."""
        told = self.cleaned_data
        if not told.get("file") and not told.get("rows") and not self.errors:
            self.add_error("file", _("Kies een bestand van hooguit 20 MB."))
        return told
