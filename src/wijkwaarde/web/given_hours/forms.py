"""What given hours of a month, and a new activity, ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.given_hours.terms import LONGEST_NAME, MOST_RATE, USUAL_RATE
from wijkwaarde.web.fields import RequestKey, Words
from wijkwaarde.web.staffing.forms import Hundredths, Month, offer_months


class GivenForm(forms.Form):
    """The hours of an activity in a month."""

    pursuit = forms.ChoiceField(label=_("Welke activiteit?"), error_messages={"required": _("Kies een activiteit.")})
    month = Month(label=_("Welke maand?"))
    hours = Hundredths(required=True, label=_("Hoeveel uur gaven mensen samen?"))
    request_key = RequestKey()

    def __init__(self, *args: Any, pursuits: Sequence[tuple[int, str]], today: date, **settings: Any) -> None:
        super().__init__(*args, **settings)
        offer_months(self, today=today)
        field = self.fields["pursuit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies")), *((str(pk), name) for pk, name in pursuits)]


class NameForm(forms.Form):
    """What an activity is called."""

    name = Words(max_length=LONGEST_NAME, label=_("Hoe heet de activiteit?"), help_text=_("Bijvoorbeeld: buurttuin."))


class PursuitForm(NameForm):
    """A new activity."""

    organisation = forms.ChoiceField(
        label=_("Van welke organisatie?"), error_messages={"required": _("Kies een organisatie.")}
    )
    field_order = ("organisation", "name")

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies")), *((str(pk), name) for pk, name in parties)]


class RateForm(forms.Form):
    """At how many euros an hour is looked at; only to look."""

    bedrag = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=MOST_RATE / 100,
        decimal_places=2,
        localize=True,
        label=_("Euro per uur"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6}),
    )

    def rate(self) -> int | None:
        """The cents for an hour; the usual ones where nothing that can be read was asked, and None where nothing was."""
        if "bedrag" not in self.data:
            return None
        told = self.cleaned_data.get("bedrag") if self.is_valid() else None
        return int(told * 100) if told else USUAL_RATE
