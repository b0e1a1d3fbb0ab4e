"""What a plan asks: lines of what, who and before which day, and a few words with an answer about one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from waarde import Band, HelpSource
from wijkwaarde.kernel.cases.terms import Domain
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import (
    LONGEST_ID,
    LONGEST_NOTE,
    LONGEST_SPOKEN,
    LONGEST_WHAT,
    LONGEST_WHO,
    MOST_LINES,
    SMALL_PLAN,
    Heard,
    LineState,
)
from wijkwaarde.web.cases.domains import domain_words
from wijkwaarde.web.cases.stale import said
from wijkwaarde.web.fields import RequestKey, Version, Words
from wijkwaarde.web.plans.wording import band_words, heard_choices, source_words

NAMES = ("what", "who", "before")
MORE = ("domain", "source", "band", "begin", "until")
ROWS = "rows"
# Before the number of a row: the agreed line that it began as, so that a changed line keeps its number.
FIRST = "first_"
# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
# The id of the list of names that the browser offers while somebody types.
OFFERED = "wie-doet-mee"
WHAT = _("Schrijf op wat er gaat gebeuren.")
WHO = _("Kies of schrijf wie dit doet.")
YES = _("Lees de afspraken voor. Kies daarna hoe je het ja hoorde.")


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one line for the page: those that are always there, and those behind "more", open where needed."""

    number: int
    first: forms.BoundField
    fields: list[forms.BoundField]
    more: list[forms.BoundField]
    is_open: bool


def rows_in(data: Mapping[str, Any]) -> int:
    """How many lines a form had that was sent: three where it does not say, and never more than fit."""
    told = str(data.get(ROWS) or "")
    number = int(told) if told.isdecimal() and len(told) <= len(str(MOST_LINES)) else SMALL_PLAN
    return min(max(number, SMALL_PLAN), MOST_LINES)


class PlanForm(forms.Form):
    """Some lines; a line without words is left out. `doers` gives the id of who takes part by the name shown."""

    version = Version()

    def __init__(
        self, *args: Any, doers: Mapping[str, int], is_resident: bool, rows: int = SMALL_PLAN, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.doers = {name.casefold(): key for name, key in doers.items()}
        self.numbers = range(1, min(max(rows, SMALL_PLAN), MOST_LINES) + 1)
        self.initial[ROWS] = self.numbers.stop - 1
        self.fields[ROWS] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        for number in self.numbers:
            self.fields[f"{FIRST}{number}"] = _first_field()
            self.fields |= _line_fields(number) | _more_fields(number, is_resident=is_resident)

    @property
    def has_room(self) -> bool:
        """Whether one more line fits."""
        return self.numbers.stop <= MOST_LINES

    def clean(self) -> dict[str, Any]:
        """Ask for who where there is a what, and for what where there is anything else; the rules judge the rest."""
        for number in self.numbers:
            what, who, *rest = (str(self.cleaned_data.get(f"{name}_{number}") or "") for name in (*NAMES, *MORE))
            if what and not who and f"who_{number}" not in self.errors:
                self.add_error(f"who_{number}", WHO)
            if any((who, *rest)) and not what and f"what_{number}" not in self.errors:
                self.add_error(f"what_{number}", WHAT)
        return self.cleaned_data

    def lines(self) -> list[NewLine]:
        """The lines as they were written, without the empty ones."""
        return [self._line(number) for number in self.written()]

    def written(self) -> list[int]:
        """The numbers of the lines that hold words, in the order of the page."""
        return [number for number in self.numbers if self.cleaned_data[f"what_{number}"]]

    def _line(self, number: int) -> NewLine:
        what, who, before, domain, source, band, begin, until = (
            self.cleaned_data[f"{name}_{number}"] for name in (*NAMES, *MORE)
        )
        chosen = self.doers.get(who.casefold())
        return NewLine(
            what=what,
            participant_id=chosen,
            who="" if chosen else who,
            before=before,
            source=HelpSource(source) if source else None,
            band=Band(band) if band else None,
            begin=begin,
            until=until,
            domain=Domain(domain) if domain else None,
            first_id=_first_id(self.cleaned_data[f"{FIRST}{number}"]),
        )

    def groups(self) -> list[Group]:
        """The fields of each line together, for the page."""
        return [self._group(number) for number in self.numbers]

    def _group(self, number: int) -> Group:
        more = [self[f"{name}_{number}"] for name in MORE]
        is_open = any(field.value() or field.errors for field in more)
        return Group(number, self[f"{FIRST}{number}"], [self[f"{name}_{number}"] for name in NAMES], more, is_open)

    def differences(self, saved: Mapping[str, Any]) -> list[dict[str, str]]:
        """Where what stands there now differs from what this form holds: label, mine, saved."""
        rows = []
        for name, field in self.fields.items():
            mine, theirs = self._shown(name, self[name].value()), self._shown(name, saved.get(name))
            if name not in {ROWS, "version"} and not name.startswith(FIRST) and mine != theirs:
                rows.append({"label": str(field.label), "mine": mine, "saved": theirs})
        return rows

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value or "", ""))  # type: ignore[arg-type]  # ours are plain pairs
        return said(value)


class SmallForm(PlanForm):
    """Three lines as they are said on the telephone, and how the resident said yes; nobody at a line: who is on the phone."""

    def __init__(self, *args: Any, own_name: str, resident: str, **settings: Any) -> None:
        super().__init__(*args, is_resident=False, **settings)
        self.own_name = own_name
        for number in self.numbers:
            self.fields[f"who_{number}"].required = False
            self.fields[f"who_{number}"].widget.attrs["placeholder"] = own_name
            for name in MORE:
                self.fields[f"{name}_{number}"].widget = forms.HiddenInput()
        self.fields["heard"] = forms.ChoiceField(
            label=gettext("{name} zei ja").format(name=resident),
            choices=list(heard_choices().items()),
            widget=forms.RadioSelect,
            error_messages={"required": YES, "invalid_choice": YES},
        )

    def clean(self) -> dict[str, Any]:
        """As for every plan, once a line without a name has that of who writes."""
        for number in self.numbers:
            if self.cleaned_data.get(f"what_{number}") and not self.cleaned_data.get(f"who_{number}"):
                self.cleaned_data[f"who_{number}"] = self.own_name
        return super().clean()

    def how_heard(self) -> Heard:
        """How the yes was heard."""
        return Heard(self.cleaned_data["heard"])


class SpokenForm(forms.Form):
    """All agreements at once, as they are spoken into a telephone or typed."""

    text = Words(
        max_length=LONGEST_SPOKEN,
        lines=True,
        rows=6,
        required=False,
        label=_("Spreek of typ de afspraken, elke op een regel"),
        help_text=_(
            "Tik op de microfoon van je toetsenbord en zeg wat er staat. "
            "Bijvoorbeeld: Bram belt de school voor vrijdag."
        ),
    )


class AnswerForm(forms.Form):
    """How a line goes, with a few words or without."""

    state = forms.ChoiceField(choices=[(state.value, state.value) for state in LineState], widget=forms.HiddenInput)
    note = Words(max_length=LONGEST_NOTE, required=False, label=_("Wil je er iets bij zeggen?"))
    request_key = RequestKey()

    def __init__(self, data: Mapping[str, Any] | None = None, *, line_id: int) -> None:
        super().__init__(data, auto_id=f"afspraak-{line_id}-%s")
        self.fields["request_key"].required = False


def _first_id(text: str) -> int | None:
    """The agreed line that a row began as; what is no number counts as none."""
    return int(text) if text.isascii() and text.isdecimal() else None


def _first_field() -> forms.CharField:
    return forms.CharField(required=False, max_length=LONGEST_ID, widget=forms.HiddenInput)


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
        f"before_{number}": _day(_("Klaar vóór")),
    }


def _more_fields(number: int, *, is_resident: bool) -> dict[str, forms.Field]:
    sources = source_words(is_resident=is_resident)
    return {
        f"domain_{number}": forms.ChoiceField(
            required=False,
            label=_("Waar gaat dit over?"),
            help_text=_("Zo kan de bewoner ook een deel van het plan laten zien.")
            if not is_resident
            else _("Zo kun je ook een deel van je plan laten zien."),
            choices=[("", _("Zeg ik niet")), *((one.value, words) for one, words in domain_words().items())],
        ),
        f"source_{number}": forms.ChoiceField(
            required=False, label=_("Van wie komt de hulp?"), choices=[("", _("Vul dit voor mij in")), *sources.items()]
        ),
        f"band_{number}": forms.ChoiceField(
            required=False, label=_("Hoe vaak ongeveer?"), choices=[("", _("Weet ik nog niet")), *band_words().items()]
        ),
        f"begin_{number}": _day(_("Begint op")),
        f"until_{number}": _day(_("Tot en met")),
    }


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        required=False,
        label=label,
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen datum. Kies een dag in de kalender.")},
    )
