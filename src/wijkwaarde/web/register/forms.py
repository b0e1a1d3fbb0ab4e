"""What the privacy contact fills in about one activity of the register, and of which day somebody reads it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.activities.rules import NewAnswers
from wijkwaarde.kernel.activities.terms import LONGEST_NAME, LONGEST_TEXT
from wijkwaarde.kernel.register.reading import grounds
from wijkwaarde.web.fields import RequestKey, Version, Words

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
NO_DAY = {"invalid": _("Dit is geen datum. Kies een dag in de kalender.")}
FILL = {"required": _("Vul dit in.")}


class DayForm(forms.Form):
    """The day of which somebody reads the register."""

    op = forms.DateField(
        required=False,
        label=_("Zoals het gold op"),
        error_messages=NO_DAY,
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
    )


def _text(label: Any, *, rows: int = 2, **settings: Any) -> Words:
    return Words(max_length=LONGEST_TEXT, lines=True, rows=rows, label=label, error_messages=FILL, **settings)


class ActivityForm(forms.Form):
    """One activity: what may be answered differently here, who confirmed it, and why it changes."""

    controller = _text(_("Wie zorgt ervoor?"))
    law = forms.ChoiceField(label=_("Wat zegt de wet?"), required=False)
    ground = _text(_("Waarom het mag, in eigen woorden"))
    exception = _text(_("Wat over gezondheid gaat"))
    receives = _text(_("Wie krijgt het?"))
    term = _text(_("Hoe lang?"))
    source = _text(_("Waar staat dit?"))
    checked_by = Words(
        max_length=LONGEST_NAME,
        required=False,
        label=_("Wie keek dit na?"),
        help_text=_("Naam en functie. Keek nog niemand het na? Laat dit leeg."),
    )
    checked_on = forms.DateField(
        required=False,
        label=_("Op welke dag?"),
        error_messages=NO_DAY,
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
    )
    why = _text(_("Waarom verander je dit?"), help_text=_("Dit blijft erbij staan."))
    version = Version()
    request_key = RequestKey()

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["law"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Niet nodig"))] + [
            (one.key, f"{one.article}: {one.name}") for one in grounds().values()
        ]

    def answers(self) -> NewAnswers:
        """What was told."""
        return NewAnswers(
            **{name: value for name, value in self.cleaned_data.items() if name not in {"version", "request_key"}}
        )
