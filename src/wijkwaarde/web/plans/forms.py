"""What a small plan asks: three lines of what, who and before which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkwaarde.kernel.parties.rules import tidied
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LONGEST_WHAT, LONGEST_WHO, SMALL_PLAN
from wijkwaarde.web.fields import Version, Words

SOMEBODY_ELSE = "other"
NUMBERS = range(1, SMALL_PLAN + 1)


class SmallPlanForm(forms.Form):
    """Three lines; a line without words is left out. `doers` are (id, name) of who takes part."""

    version = Version()

    def __init__(self, *args: Any, doers: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        choices = [("", _("Kies wie")), *doers, (SOMEBODY_ELSE, _("Iemand anders"))]
        for number in NUMBERS:
            self.fields |= _line_fields(number, choices=choices)

    def clean(self) -> dict[str, Any]:
        """Ask for who, where there is a what; the rules judge the rest."""
        for number in NUMBERS:
            if self.cleaned_data.get(f"what_{number}") and not self._who(number):
                self.add_error(f"who_{number}", _("Kies of schrijf wie dit doet."))
        return self.cleaned_data

    def _who(self, number: int) -> str:
        who = str(self.cleaned_data.get(f"who_{number}") or "")
        other = str(self.cleaned_data.get(f"other_{number}") or "")
        return other if who in {"", SOMEBODY_ELSE} else who

    def lines(self) -> list[NewLine]:
        """The lines as they were written, without the empty ones."""
        told = [(number, str(self.cleaned_data[f"what_{number}"])) for number in NUMBERS]
        return [self._line(number, what=what) for number, what in told if what]

    def _line(self, number: int, *, what: str) -> NewLine:
        who = str(self.cleaned_data[f"who_{number}"])
        chosen = int(who) if who.isdecimal() else None
        named = "" if chosen else tidied(str(self.cleaned_data[f"other_{number}"]))
        return NewLine(what=what, participant_id=chosen, who=named, before=self.cleaned_data[f"before_{number}"])

    def groups(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each line together, for the page."""
        names = ("what", "who", "other", "before")
        return [(number, [self[f"{name}_{number}"] for name in names]) for number in NUMBERS]


def _line_fields(number: int, *, choices: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    is_first = number == 1
    return {
        f"what_{number}": Words(
            max_length=LONGEST_WHAT, required=is_first, label=gettext_lazy("Wat gaat er gebeuren?")
        ),
        f"who_{number}": forms.ChoiceField(choices=choices, required=False, label=gettext_lazy("Wie doet dit?")),
        f"other_{number}": Words(max_length=LONGEST_WHO, required=False, label=gettext_lazy("Iemand anders: wie?")),
        f"before_{number}": forms.DateField(
            required=False, label=gettext_lazy("Klaar vóór"), widget=forms.DateInput(attrs={"type": "date"})
        ),
    }
