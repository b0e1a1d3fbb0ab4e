"""What the address of the controller's page asks for; it changes nothing."""

from __future__ import annotations

from django import forms

from wijkwaarde.instruments.area_budget.rules import Wanted
from wijkwaarde.instruments.area_budget.terms import FIRST_YEAR, LAST_YEAR, LONGEST_SLUG
from wijkwaarde.kernel.outlook.calculation import MONTHS


class AskedForm(forms.Form):
    """Which year, and which agreements in it; what is no such thing is no page."""

    jaar = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    partij = forms.IntegerField(min_value=0, required=False)
    wet = forms.SlugField(max_length=LONGEST_SLUG, required=False)
    bladzijde = forms.IntegerField(min_value=1, required=False)
    maand = forms.IntegerField(min_value=1, max_value=MONTHS, required=False)

    def wanted(self, product: str | None) -> Wanted:
        """Which agreements are asked for."""
        told = self.cleaned_data
        return Wanted(product=product, party=told["partij"], law=told["wet"] or None, month=told["maand"])
