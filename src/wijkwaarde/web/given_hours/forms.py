"""What given hours of a month, and a new activity, ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.given_hours.terms import LONGEST_NAME
from wijkwaarde.web.fields import RequestKey, Words
from wijkwaarde.web.staffing.forms import Hundredths, Month


class GivenForm(forms.Form):
    """The hours of an activity in a month."""

    pursuit = forms.ChoiceField(label=_("Welke activiteit?"), error_messages={"required": _("Kies een activiteit.")})
    month = Month(label=_("Welke maand?"), help_text=_("Schrijf hem zo: 2026-09."))
    hours = Hundredths(required=True, label=_("Hoeveel uur gaven mensen samen?"))
    request_key = RequestKey()

    def __init__(self, *args: Any, pursuits: Sequence[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["pursuit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies")), *((str(pk), name) for pk, name in pursuits)]


class PursuitForm(forms.Form):
    """A new activity."""

    organisation = forms.ChoiceField(
        label=_("Van welke organisatie?"), error_messages={"required": _("Kies een organisatie.")}
    )
    name = Words(max_length=LONGEST_NAME, label=_("Hoe heet de activiteit?"), help_text=_("Bijvoorbeeld: buurttuin."))

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies")), *((str(pk), name) for pk, name in parties)]
