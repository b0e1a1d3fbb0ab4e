"""What the pages of what is in the way ask: which rule, and what a manager answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.barriers.rules import NewBarrier
from wijkwaarde.kernel.barriers.terms import LONGEST_ANSWER, LONGEST_CALLED, LONGEST_RULE, BarrierState
from wijkwaarde.web.fields import RequestKey, Version, Words

LONGEST_SEARCH = 100
TO_CHOOSE = _("Kies: het kan toch, of het blijft zo.")
NOT_KNOWN = _("weet ik niet")


class BarrierForm(forms.Form):
    """Which rule is in the way; whom somebody called is asked first, because a call often solves it."""

    called = Words(
        max_length=LONGEST_CALLED,
        required=False,
        label=_("Heb je al gebeld? Met welke organisatie?"),
        help_text=_("Eén telefoontje lost vaak al iets op. Noem geen namen van mensen."),
    )
    rule = Words(
        max_length=LONGEST_RULE,
        lines=True,
        rows=3,
        label=_("Welke regel zit in de weg?"),
        help_text=_("Eén zin is genoeg. Bijvoorbeeld: de bus rijdt alleen voor kinderen die verder weg wonen."),
        error_messages={"required": _("Schrijf in één zin welke regel in de weg zit.")},
    )
    line_id = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("Bij welke afspraak hoort het?")
    )
    organisation_id = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("Van welke organisatie is de regel?")
    )
    request_key = RequestKey()

    def __init__(
        self, *args: Any, lines: Sequence[tuple[int, str]], organisations: Sequence[tuple[int, str]], **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        for name, choices in (("line_id", lines), ("organisation_id", organisations)):
            self.fields[name].choices = [("", NOT_KNOWN), *choices]  # type: ignore[attr-defined]
        if not lines:
            del self.fields["line_id"]

    def new(self) -> NewBarrier:
        """What was filled in."""
        told = self.cleaned_data
        return NewBarrier(told["rule"], told["called"], told.get("line_id"), told["organisation_id"])


class AnswerForm(forms.Form):
    """What a manager answers, to resident and professional both."""

    state = forms.ChoiceField(
        label=_("Wat is je antwoord?"),
        choices=[
            (BarrierState.RESOLVED.value, _("Het kan toch")),
            (BarrierState.EXPLAINED.value, _("Het blijft zo, en dit is waarom")),
        ],
        error_messages={"required": TO_CHOOSE, "invalid_choice": TO_CHOOSE},
        widget=forms.RadioSelect,
    )
    answer = Words(
        max_length=LONGEST_ANSWER,
        lines=True,
        rows=3,
        label=_("In één zin"),
        help_text=_("De bewoner en de professional lezen dit allebei. Schrijf zoals je het zou vertellen."),
        error_messages={
            "required": _("Schrijf je antwoord in één zin. De bewoner en de professional lezen het allebei.")
        },
    )
    version = Version()


class SearchForm(forms.Form):
    """Words to look for; anything is fine."""

    q = Words(max_length=LONGEST_SEARCH, required=False)
