"""What a month of hours, a file of months and the norm of an fte ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.rules import hundredths
from wijkwaarde.kernel.staffing.calculation import Hours, hours_of_fte
from wijkwaarde.kernel.staffing.queries import Norm
from wijkwaarde.kernel.staffing.rules import month_of
from wijkwaarde.kernel.staffing.terms import HUNDREDTHS, KINDS, LONGEST_NUMBER, LONGEST_SOURCE, LONGEST_WORD
from wijkwaarde.web.fields import Version, Words


class Counted(StrEnum):
    """In what the numbers are."""

    HOURS = "uur"
    FTE = "fte"


class Hundredths(Words):
    """A number with at most two decimals, in hundredths; nothing is 0."""

    def __init__(self, **settings: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        settings.setdefault("required", False)
        super().__init__(max_length=LONGEST_NUMBER, widget=forms.TextInput(attrs=attrs), **settings)

    def clean(self, value: Any) -> int:
        """The hundredths."""
        text = str(super().clean(value))
        try:
            return hundredths(text) if text else 0
        except Refused as refused:
            raise ValidationError(refused.text) from refused


class Month(Words):
    """A month as people write it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(max_length=LONGEST_WORD, **settings)

    def clean(self, value: Any) -> date:
        """Its first day."""
        text = str(super().clean(value))
        try:
            return month_of(text)
        except Refused as refused:
            raise ValidationError(refused.text) from refused


def counted(norm: Norm | None) -> list[tuple[str, Any]]:
    """In what numbers may be told: in fte only where somebody said what that is."""
    hours = (Counted.HOURS.value, _("Uren"))
    return [hours] if norm is None else [hours, (Counted.FTE.value, _("Fte"))]


class MonthForm(forms.Form):
    """The hours of one product in one month."""

    product = forms.ChoiceField(label=_("Welk product?"), error_messages={"required": _("Kies een product.")})
    month = Month(label=_("Welke maand?"), help_text=_("Schrijf hem zo: 2026-09."))
    counted = forms.ChoiceField(label=_("Waarin tel je?"))
    available = Hundredths(
        label=_("Beschikbaar"), help_text=_("Alles wat is afgesproken, met ziekte en vacatures erbij.")
    )
    planned = Hundredths(label=_("Gepland"))
    used = Hundredths(label=_("Gebruikt"))
    ill = Hundredths(label=_("Ziek"))
    vacant = Hundredths(label=_("Vacature"), help_text=_("Waar niemand voor te vinden was."))
    version = Version()

    def __init__(
        self, *args: Any, products: Sequence[tuple[int, str]], norm: Norm | None = None, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.norm = norm
        self._offer("product", [("", _("Kies")), *((str(pk), name) for pk, name in products)])
        self._offer("counted", counted(norm))

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def hours(self) -> Hours:
        """What was told, in hours."""
        told = {name: self.cleaned_data[name] for name in KINDS}
        if self.cleaned_data["counted"] == Counted.FTE.value and self.norm is not None:
            told = {name: hours_of_fte(value, hours_a_year=self.norm.hours_a_year) for name, value in told.items()}
        return Hours(**told)


def started(hours: Mapping[str, int]) -> dict[str, str]:
    """Hundredths as somebody would type them."""
    return {name: f"{value / HUNDREDTHS:g}".replace(".", ",") for name, value in hours.items()}


class FileForm(forms.Form):
    """A file of months."""

    file = forms.FileField(
        label=_("Het bestand"),
        help_text=_("Een rekenblad (.xlsx) of .csv."),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
    )
    counted = forms.ChoiceField(label=_("Waarin tel je?"))

    def __init__(self, *args: Any, norm: Norm | None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["counted"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = counted(norm)


class NormForm(forms.Form):
    """How many hours a year one fte is."""

    hours_a_year = Hundredths(required=True, label=_("Hoeveel uur per jaar is 1 fte?"))
    since = forms.DateField(label=_("Vanaf welke dag?"), widget=forms.DateInput(attrs={"type": "date"}))
    source = Words(
        max_length=LONGEST_SOURCE, label=_("Waar staat dat?"), help_text=_("Bijvoorbeeld in een cao: welke, en waar.")
    )
