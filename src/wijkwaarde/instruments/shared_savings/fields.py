"""Fields of shared savings: amounts, percentages and days as people type them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkwaarde.instruments.shared_savings.terms import LONGEST_NUMBER
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.rules import hundredths
from wijkwaarde.web.fields import Words
from wijkwaarde.web.format import trimmed

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
HUNDRED = 100
NO_DAY = {"required": _("Kies een dag."), "invalid": _("Dit is geen datum. Kies een dag in de kalender.")}
NO_PERCENTAGE = _("Schrijf een getal van 0 tot en met 100, zonder procentteken.")
NEGATIVE = _("Een bedrag is hier niet lager dan 0.")


class Euros(Words):
    """A typed amount as whole cents; None for nothing, and never below 0."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("required", False)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=LONGEST_NUMBER, widget=widget, **settings)

    def clean(self, value: Any) -> int | None:
        """The amount in cents. Errors: ValidationError."""
        text = str(super().clean(value) or "")
        return typed_cents(text) if text else None


def typed_cents(text: str) -> int:
    """A typed amount as whole cents, not below 0. Errors: ValidationError."""
    try:
        cents = hundredths(text)
    except Refused as refused:
        raise ValidationError(refused.text) from refused
    if cents < 0:
        raise ValidationError(NEGATIVE)
    return cents


class Percentage(Words):
    """A typed percentage as a part of one; None for nothing."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("required", False)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=LONGEST_NUMBER, widget=widget, **settings)

    def clean(self, value: Any) -> float | None:
        """The part of one. Errors: ValidationError."""
        text = str(super().clean(value) or "").replace("%", "").replace(",", ".").strip()
        if not text:
            return None
        try:
            part = float(text) / HUNDRED
        except ValueError as error:
            raise ValidationError(NO_PERCENTAGE) from error
        if not 0 <= part <= 1:
            raise ValidationError(NO_PERCENTAGE)
        return round(part, 9)


class Day(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **settings: Any) -> None:
        widget = forms.DateInput(format=ISO, attrs={"type": "date"})
        super().__init__(widget=widget, error_messages=NO_DAY, **settings)


def amount(cents: int | None) -> str:
    """An amount as somebody would type it."""
    return "" if cents is None else trimmed(cents / HUNDRED).replace(".", "")
