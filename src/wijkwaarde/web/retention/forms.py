"""What is asked about how long things are kept: what the board decided, under which law a case falls, why it stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.retention.terms import LAWS, LONGEST_REASON, LONGEST_SOURCE, RuleKey
from wijkwaarde.web.fields import RequestKey, Words
from wijkwaarde.web.retention.wording import rule_name

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
DAY = {"required": _("Kies een dag."), "invalid": _("Dit is geen datum. Kies een dag in de kalender.")}


def _day(label: Any, **settings: Any) -> forms.DateField:
    widget = forms.DateInput(format=ISO, attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=DAY, **settings)


class DecisionForm(forms.Form):
    """How long, from when, and where the decision stands."""

    months = forms.IntegerField(
        label=_("Hoeveel maanden na het einde?"),
        error_messages={"required": _("Vul een aantal maanden in."), "invalid": _("Vul een heel getal in.")},
    )
    since = _day(_("Vanaf welke dag?"))
    source = Words(
        max_length=LONGEST_SOURCE,
        label=_("Waar staat het besluit?"),
        help_text=_("Bijvoorbeeld: verslag van het bestuur van 1 maart."),
        error_messages={"required": _("Schrijf waar het besluit staat.")},
    )
    request_key = RequestKey()


class LawsForm(forms.Form):
    """Under which laws a case falls; none is an answer too."""

    laws = forms.MultipleChoiceField(
        label=_("Welke wet geldt hier?"),
        help_text=_("Geldt er geen? Laat alles dan leeg. De langste tijd telt."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["laws"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(law.value, rule_name(law)) for law in LAWS]

    def chosen(self) -> frozenset[RuleKey]:
        """The laws."""
        return frozenset(RuleKey(one) for one in self.cleaned_data["laws"])


class HoldForm(forms.Form):
    """Why a case stays, and until when."""

    reason = Words(
        max_length=LONGEST_REASON,
        label=_("Waarom moet dit blijven?"),
        help_text=_("De bewoner en het vaste contact lezen dit."),
        error_messages={"required": _("Schrijf waarom dit moet blijven.")},
    )
    until = _day(_("Tot welke dag?"), help_text=_("Hoogstens twee jaar."))
    request_key = RequestKey()
