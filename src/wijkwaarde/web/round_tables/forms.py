"""What planning a meeting asks: how, when, where, and who is there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.round_tables.rules import NewTable
from wijkwaarde.kernel.round_tables.terms import (
    LONGEST,
    LONGEST_NAME,
    LONGEST_PLACE,
    MOST_GUESTS,
    SHORTEST,
    USUAL,
    Kind,
)
from wijkwaarde.web.fields import RequestKey, Version, Words

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO, CLOCK = "%Y-%m-%d", "%H:%M"
KINDS = [
    (Kind.CALL.value, _("Bellen")),
    (Kind.KITCHEN.value, _("Aan de keukentafel, met een paar mensen")),
    (Kind.BIG.value, _("Aan een grote tafel, met iedereen die nodig is")),
]
CHOOSE = _("Kies hoe jullie elkaar spreken.")
NO_DAY = _("Kies een dag.")
NO_TIME = _("Schrijf een tijd, bijvoorbeeld 14:30.")


class TableForm(forms.Form):
    """A meeting; `people` are who take part, by id, to choose from."""

    kind = forms.ChoiceField(
        label=_("Hoe spreken jullie elkaar?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    day = forms.DateField(
        label=_("Welke dag?"),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"required": NO_DAY, "invalid": _("Dit is geen datum. Kies een dag in de kalender.")},
    )
    time = forms.TimeField(
        label=_("Hoe laat?"),
        widget=forms.TimeInput(format=CLOCK, attrs={"type": "time"}),
        error_messages={"required": NO_TIME, "invalid": NO_TIME},
    )
    minutes = forms.IntegerField(
        label=_("Hoe lang, in minuten?"),
        initial=USUAL,
        min_value=SHORTEST,
        max_value=LONGEST,
        error_messages={
            "required": _("Schrijf hoeveel minuten het duurt."),
            "invalid": _("Schrijf een getal."),
            "min_value": _("Kies minstens %(limit_value)d minuten."),
            "max_value": _("Kies hooguit %(limit_value)d minuten."),
        },
    )
    place = Words(
        max_length=LONGEST_PLACE,
        required=False,
        label=_("Waar?"),
        help_text=_("Thuis mag, en een andere plek ook. Bij bellen hoef je niets te schrijven."),
    )
    participants = forms.MultipleChoiceField(
        label=_("Wie is erbij?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Iemand die je koos, doet niet meer mee. Kies opnieuw wie er komt.")},
    )
    guests = Words(
        max_length=MOST_GUESTS * LONGEST_NAME,
        lines=True,
        rows=2,
        required=False,
        label=_("Wie komt er nog mee?"),
        help_text=_("Iemand die alleen voor jou komt mag ook: een zus, een buurman. Zet elke naam op een eigen regel."),
    )
    version = Version()
    request_key = RequestKey()

    def __init__(self, *args: Any, people: list[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["participants"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = people
        if not people:
            del self.fields["participants"]

    def clean_guests(self) -> tuple[str, ...]:
        """The names, one per line, each once."""
        names = tuple(dict.fromkeys(line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()))
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("Een naam is te lang. Zet elke naam op een eigen regel."))
        return names

    def clean(self) -> dict[str, Any]:
        """Put day and time together; an hour that the clock skips or has twice is said at the time."""
        day, time = (self.cleaned_data.get(name) for name in ("day", "time"))
        if day is not None and time is not None:
            try:
                self.cleaned_data["starts_at"] = from_current_timezone(datetime.combine(day, time))
            except ValidationError:
                self.add_error("time", _("Die nacht gaat de klok een uur vooruit of terug. Kies een andere tijd."))
        return self.cleaned_data

    def planned(self) -> NewTable:
        """The meeting as it was written down."""
        told = self.cleaned_data
        return NewTable(
            kind=Kind(told["kind"]),
            starts_at=told["starts_at"],
            minutes=told["minutes"],
            place=told["place"],
            participants=frozenset(int(pk) for pk in told.get("participants", ())),
            guests=told["guests"],
        )
