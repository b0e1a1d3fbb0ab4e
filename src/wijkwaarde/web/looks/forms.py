"""What narrows the page *Wie keek er*: days and an organisation; ids and days only, so it may stand in an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.looks.queries import Wanted

BY_DAY, BY_ORGANISATION = "dag", "organisatie"


class WantedForm(forms.Form):
    """Which looks somebody wants to see; everything may be left out, and what cannot be is left out too."""

    vanaf = forms.DateField(
        required=False, label=_("Vanaf"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    tot = forms.DateField(
        required=False, label=_("Tot en met"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    organisatie = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("Van welke organisatie?")
    )
    per = forms.ChoiceField(
        required=False,
        label=_("Hoe wil je het zien?"),
        choices=[(BY_DAY, _("Per dag")), (BY_ORGANISATION, _("Per organisatie"))],
    )

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["organisatie"].choices = [("", _("Alle")), *organisations]  # type: ignore[attr-defined]

    @property
    def is_by_organisation(self) -> bool:
        """Whether the looks stand by organisation."""
        return bool(self._told("per") == BY_ORGANISATION)

    def wanted(self) -> Wanted:
        """What was chosen, without what cannot be."""
        return Wanted(
            self._told("vanaf"), self._told("tot"), self._told("organisatie"), is_whole=self.is_by_organisation
        )

    def _told(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_bound and self.is_valid() is not None else None
