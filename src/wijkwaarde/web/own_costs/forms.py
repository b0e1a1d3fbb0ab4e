"""What is asked about own costs: a sentence, and from which day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.own_costs.terms import LONGEST_SENTENCE
from wijkwaarde.web.fields import Version, Words

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"


class OwnCostForm(forms.Form):
    """What the resident pays for one agreement; left empty it is nothing more than now."""

    sentence = Words(
        max_length=LONGEST_SENTENCE,
        required=False,
        label=_("Wat betaalt de bewoner zelf?"),
        help_text=_("Eén zin, zoals: je betaalt per maand een eigen bijdrage. Leeg is: niet meer dan nu."),
    )
    since = forms.DateField(
        label=_("Vanaf welke dag?"),
        required=False,
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen datum. Kies een dag in de kalender.")},
    )
    version = Version()
