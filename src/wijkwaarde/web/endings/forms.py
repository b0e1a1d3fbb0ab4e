"""What an ending asks: who keeps an eye, what goes on, a sentence to take along; and a sentence of who comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.endings.rules import NewEnding, NewLight, Together
from wijkwaarde.kernel.endings.terms import LONGEST_BACK, LONGEST_NAME, LONGEST_TAKEAWAY, Often
from wijkwaarde.web.fields import RequestKey, Version, Words

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
NOBODY, SOMEBODY_ELSE = "nobody", "else"
PROPOSE, TOGETHER = "propose", "together"
NO_DAY = _("Dit is geen datum. Kies een dag in de kalender.")
TO_PICK = _("Kies een van de antwoorden.")
PICK = {"required": TO_PICK, "invalid_choice": TO_PICK}
GONE = _("Iemand die je koos, doet niet meer mee. Kies opnieuw wie contact houdt.")


def _day(label: Any, **settings: Any) -> forms.DateField:
    calendar = forms.DateInput(format=ISO, attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=calendar, error_messages={"invalid": NO_DAY}, **settings)


class EndingForm(forms.Form):
    """The ending as the resident says it; `people` may keep an eye, by id, and `lines` may go on."""

    keeper = forms.ChoiceField(
        label=_("Wie houdt nog contact?"),
        help_text=_("Iemand die af en toe vraagt hoe het gaat. Dat hoeft niet."),
        widget=forms.RadioSelect,
        error_messages={"required": TO_PICK, "invalid_choice": GONE},
    )
    name = Words(max_length=LONGEST_NAME, required=False, label=_("Wie dan?"))
    often = forms.ChoiceField(
        label=_("Hoe vaak?"),
        choices=[
            (Often.MONTH.value, _("Elke maand")),
            (Often.QUARTER.value, _("Elke drie maanden")),
            (Often.HALF_YEAR.value, _("Elk half jaar")),
        ],
        required=False,
        widget=forms.RadioSelect,
        error_messages=PICK,
    )
    until = _day(_("Tot wanneer?"), help_text=_("Hooguit twee jaar. Daarna stopt het vanzelf."))
    staying = forms.MultipleChoiceField(
        label=_("Welke afspraken gaan door?"),
        help_text=_("Wat je niet aankruist, stopt."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Het plan is net veranderd. Kijk opnieuw wat doorgaat.")},
    )
    takeaway = Words(
        max_length=LONGEST_TAKEAWAY,
        required=False,
        label=_("Wat nemen we mee?"),
        help_text=_("Eén zin. Wat hielp het meest, of wat deed je goed?"),
    )
    version = Version()
    request_key = RequestKey()

    def __init__(self, *args: Any, people: Mapping[int, str], lines: Mapping[int, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        keepers = [(str(pk), name) for pk, name in people.items()]
        keeper, staying = self.fields["keeper"], self.fields["staying"]
        assert isinstance(keeper, forms.ChoiceField)
        assert isinstance(staying, forms.MultipleChoiceField)
        keeper.choices = [
            (NOBODY, gettext("Niemand, dat hoeft niet")),
            *keepers,
            (SOMEBODY_ELSE, gettext("Iemand anders")),
        ]
        staying.choices = [(str(pk), what) for pk, what in lines.items()]
        if not lines:
            del self.fields["staying"]

    def clean(self) -> dict[str, Any]:
        """Ask how often and until when where somebody keeps an eye."""
        told = self.cleaned_data
        if told.get("keeper", NOBODY) == NOBODY:
            return told
        if not told.get("often") and "often" not in self.errors:
            self.add_error("often", TO_PICK)
        if not told.get("until") and "until" not in self.errors:
            self.add_error("until", _("Kies een dag in de kalender."))
        return told

    @property
    def is_proposal(self) -> bool:
        """Whether this only asks the resident."""
        return False

    def ending(self) -> NewEnding:
        """What was filled in."""
        told = self.cleaned_data
        return NewEnding(
            takeaway=told["takeaway"],
            light=self._light(),
            staying=frozenset(int(pk) for pk in told.get("staying", [])),
        )

    def _light(self) -> NewLight | None:
        told = self.cleaned_data
        if told["keeper"] == NOBODY:
            return None
        is_else = told["keeper"] == SOMEBODY_ELSE
        return NewLight(
            often=Often(told["often"]),
            until=told["until"],
            keeper_id=None if is_else else int(told["keeper"]),
            name=told["name"] if is_else else "",
        )


class ContactEndingForm(EndingForm):
    """The same from the fixed contact: a proposal, or what was decided together, with the day and who heard it."""

    how = forms.ChoiceField(
        label=_("Wie besluit dit?"),
        choices=[
            (PROPOSE, _("Ik stel het voor. De bewoner kiest.")),
            (TOGETHER, _("We besloten dit samen.")),
        ],
        initial=PROPOSE,
        widget=forms.RadioSelect,
        error_messages=PICK,
    )
    decided_on = _day(_("Op welke dag besloten jullie dit?"))
    heard_by = Words(
        max_length=LONGEST_NAME,
        required=False,
        label=_("Wie was daarbij?"),
        help_text=_("Bijvoorbeeld: de bewoner en haar zus, aan de telefoon."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day and who was there where it was decided together."""
        told = super().clean()
        if told.get("how") == TOGETHER:
            if not told.get("decided_on") and "decided_on" not in self.errors:
                self.add_error("decided_on", _("Kies een dag in de kalender."))
            if not told.get("heard_by") and "heard_by" not in self.errors:
                self.add_error("heard_by", _("Schrijf op wie erbij was."))
        return told

    @property
    def is_proposal(self) -> bool:
        """Whether this only asks the resident."""
        return bool(self.cleaned_data["how"] == PROPOSE)

    def ending(self) -> NewEnding:
        """What was filled in, with how it was decided."""
        new, told = super().ending(), self.cleaned_data
        together = None if self.is_proposal else Together(told["decided_on"], told["heard_by"])
        return NewEnding(new.takeaway, new.light, new.staying, together)


class BackForm(forms.Form):
    """What somebody says who comes back; it may be nothing."""

    words = Words(
        max_length=LONGEST_BACK,
        lines=True,
        rows=3,
        required=False,
        label=_("Wat is er aan de hand?"),
        help_text=_("Alles wat je eerder vertelde, staat er nog."),
    )
