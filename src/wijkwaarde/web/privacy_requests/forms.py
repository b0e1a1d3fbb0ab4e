"""What the pages of requests ask: what somebody wants, what is answered, and to whom one turns who does not agree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.privacy_requests.queries import WhereTo
from wijkwaarde.kernel.privacy_requests.rules import NewAnswer, NewRequest, outcomes
from wijkwaarde.kernel.privacy_requests.terms import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_WHERE,
    LONGEST_WORDS,
    MOST_WEEKS,
    Outcome,
    RequestKind,
)
from wijkwaarde.web.fields import RequestKey, Version, Words

TO_CHOOSE = _("Kies wat je wilt.")
# Seeing everything is no request: it is there at once.
EVERYTHING = "everything"
WANTED = [
    (EVERYTHING, _("Alles zien wat er over mij staat")),
    (RequestKind.CORRECTION.value, _("Er staat iets wat niet klopt")),
    (RequestKind.RESTRICTION.value, _("Gebruik mijn gegevens nu even minder")),
    (RequestKind.ERASURE.value, _("Haal weg wat er over mij staat")),
    (RequestKind.OBJECTION.value, _("Ik ben het er niet mee eens dat jullie dit gebruiken")),
]
OUTCOMES = {
    Outcome.EXPLAINED: _("Dit is de uitleg"),
    Outcome.GRANTED: _("Ja, we doen dit"),
    Outcome.PARTLY: _("Voor een deel"),
    Outcome.REFUSED: _("Nee"),
}


class LookForm(forms.Form):
    """A question about one look."""

    words = Words(
        max_length=LONGEST_WORDS,
        lines=True,
        rows=3,
        label=_("Wat wil je weten?"),
        error_messages={"required": _("Schrijf in één zin wat je wilt weten.")},
    )
    request_key = RequestKey()

    def new(self, *, line_id: int) -> NewRequest:
        """What was asked."""
        return NewRequest(RequestKind.LOOK, self.cleaned_data["words"], line_id)


class AskForm(forms.Form):
    """What somebody wants with their data."""

    kind = forms.ChoiceField(
        label=_("Wat wil je?"),
        choices=WANTED,
        widget=forms.RadioSelect,
        error_messages={"required": TO_CHOOSE, "invalid_choice": TO_CHOOSE},
    )
    words = Words(
        max_length=LONGEST_WORDS,
        lines=True,
        rows=3,
        required=False,
        label=_("Vertel het in één zin"),
        help_text=_("Wat klopt er niet, of waarom wil je dit?"),
    )
    request_key = RequestKey()

    @property
    def wants_everything(self) -> bool:
        """Whether they want to see everything, which is there at once."""
        return bool(self.cleaned_data["kind"] == EVERYTHING)

    def new(self) -> NewRequest:
        """What was asked."""
        return NewRequest(RequestKind(self.cleaned_data["kind"]), self.cleaned_data["words"])


class AnswerForm(forms.Form):
    """What the privacy contact answers."""

    outcome = forms.ChoiceField(
        label=_("Wat is je antwoord?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord."), "invalid_choice": _("Kies een antwoord.")},
    )
    answer = Words(
        max_length=LONGEST_ANSWER,
        lines=True,
        required=False,
        label=_("Leg het uit"),
        help_text=_("De bewoner leest dit in de brief. Zeg bij een nee altijd waarom, in gewone woorden."),
    )
    version = Version()

    def __init__(self, *args: Any, kind: RequestKind, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["outcome"].choices = [(one.value, OUTCOMES[one]) for one in outcomes(kind)]  # type: ignore[attr-defined]

    def new(self) -> NewAnswer:
        """What was answered."""
        return NewAnswer(Outcome(self.cleaned_data["outcome"]), self.cleaned_data["answer"])


class LaterForm(forms.Form):
    """Why it takes longer."""

    because = Words(
        max_length=LONGEST_REASON,
        lines=True,
        rows=3,
        label=_("Waarom heb je meer tijd nodig?"),
        help_text=_("De bewoner leest dit."),
        error_messages={"required": _("Schrijf op waarom. De bewoner leest het.")},
    )
    version = Version()


class WhereForm(forms.Form):
    """To whom somebody turns who does not agree."""

    objection_where = Words(
        max_length=LONGEST_WHERE, lines=True, rows=3, label=_("Waar kan een bewoner bezwaar maken?")
    )
    weeks_to_object = forms.IntegerField(min_value=1, max_value=MOST_WEEKS, label=_("Binnen hoeveel weken?"))
    supervisor = Words(max_length=LONGEST_NAME, label=_("Welke toezichthouder kijkt mee?"))
    supervisor_where = Words(max_length=LONGEST_WHERE, lines=True, rows=3, label=_("Hoe is die te bereiken?"))
    version = Version()

    def where(self) -> WhereTo:
        """What was filled in."""
        return WhereTo(**self.cleaned_data)
