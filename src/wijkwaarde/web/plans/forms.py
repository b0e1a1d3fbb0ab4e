"""What a small plan asks: three lines of what, who and before which day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LONGEST_WHAT, LONGEST_WHO, SMALL_PLAN
from wijkwaarde.web.fields import Version, Words

NUMBERS = range(1, SMALL_PLAN + 1)
NAMES = ("what", "who", "before")
# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
# The id of the list of names that the browser offers while somebody types.
OFFERED = "wie-doet-mee"
WHAT = _("Schrijf op wat er gaat gebeuren.")
WHO = _("Kies of schrijf wie dit doet.")


class SmallPlanForm(forms.Form):
    """Three lines; a line without words is left out. `doers` gives the id of who takes part by the name shown."""

    version = Version()

    def __init__(self, *args: Any, doers: Mapping[str, int], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.doers = {name.casefold(): key for name, key in doers.items()}
        for number in NUMBERS:
            self.fields |= _line_fields(number)

    def clean(self) -> dict[str, Any]:
        """Ask for who where there is a what, and for what where there is a who; the rules judge the rest."""
        for number in NUMBERS:
            what, who = (str(self.cleaned_data.get(f"{name}_{number}") or "") for name in ("what", "who"))
            if what and not who and f"who_{number}" not in self.errors:
                self.add_error(f"who_{number}", WHO)
            if who and not what and f"what_{number}" not in self.errors:
                self.add_error(f"what_{number}", WHAT)
        return self.cleaned_data

    def lines(self) -> list[NewLine]:
        """The lines as they were written, without the empty ones."""
        return [self._line(number) for number in NUMBERS if self.cleaned_data[f"what_{number}"]]

    def _line(self, number: int) -> NewLine:
        what, who, before = (self.cleaned_data[f"{name}_{number}"] for name in NAMES)
        chosen = self.doers.get(who.casefold())
        return NewLine(what=what, participant_id=chosen, who="" if chosen else who, before=before)

    def groups(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each line together, for the page."""
        return [(number, [self[f"{name}_{number}"] for name in NAMES]) for number in NUMBERS]


def _line_fields(number: int) -> dict[str, forms.Field]:
    is_first = number == 1
    return {
        f"what_{number}": Words(
            max_length=LONGEST_WHAT,
            required=is_first,
            label=_("Wat gaat er gebeuren?"),
            error_messages={"required": WHAT},
        ),
        f"who_{number}": Words(
            max_length=LONGEST_WHO,
            required=is_first,
            label=_("Wie doet dit?"),
            widget=forms.TextInput(attrs={"list": OFFERED, "autocomplete": "off"}),
            error_messages={"required": WHO},
        ),
        f"before_{number}": forms.DateField(
            required=False,
            label=_("Klaar vóór"),
            widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
            error_messages={"invalid": _("Dit is geen datum. Kies een dag in de kalender.")},
        ),
    }
