"""What an analysis asks beside the plan: five answers to make it, and a year later how every line turned out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from waarde import Level, Line
from wijkwaarde.instruments.micro_analysis.queries import Preparation
from wijkwaarde.instruments.micro_analysis.rules import Answers, ChosenRisk, LineTurned
from wijkwaarde.instruments.micro_analysis.terms import LONGEST_SENTENCE, MOST_RISKS, Happened, Turned
from wijkwaarde.web import format as formats
from wijkwaarde.web.amounts.forms import Number
from wijkwaarde.web.amounts.wording import MORE, unit_words
from wijkwaarde.web.fields import RequestKey, Version, Words

EVERYTHING = "everything"
RIGHT, UNKNOWN = "right", "unknown"
LEVELS = [(Level.LOW.value, _("klein")), (Level.MIDDLE.value, _("middel")), (Level.HIGH.value, _("groot"))]
TURNED = [
    (Turned.AS_AGREED.value, _("Zoals afgesproken")),
    (Turned.OTHER.value, _("Meer of minder dan afgesproken")),
    (Turned.NOT.value, _("Dit ging niet door")),
]
DONE_OR_NOT = [(Turned.AS_AGREED.value, _("Dit ging door")), (Turned.NOT.value, _("Dit ging niet door"))]
HAPPENED = [
    (Happened.NO.value, _("Nee")),
    (Happened.YES.value, _("Ja")),
    (Happened.UNKNOWN.value, _("Weten we niet")),
]
SAY = _("Kies een antwoord.")
NOTHING_STOPS = _("Je koos: wat er nu loopt, weten we niet. Dan kan dit niet stoppen. Maak dit leeg.")
MOST_UNITS = 1_000_000
NUMBER_TOO = _("Je schreef ook een getal. Kies dan: meer of minder. Of maak dat vak leeg.")
NO_NUMBER = _("Schrijf hoeveel het er waren.")
IMPOSSIBLE = _("Schrijf een getal boven 0. Waren het er geen? Kies dan: dit ging niet door.")


@dataclass(frozen=True, slots=True)
class RiskGroup:
    """The fields of one risk for the page; open where something is filled in."""

    number: int
    fields: list[forms.BoundField]
    is_open: bool


class AnalysisForm(forms.Form):
    """Whether 'now' is right, up to three risks with what stops, and who looked along."""

    base = Version()
    request_key = RequestKey()

    def __init__(self, *args: Any, prepared: Preparation, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.prepared = prepared
        self.initial["base"] = prepared.amounts.base
        self.fields["now"] = self._now()
        for number in range(1, MOST_RISKS + 1):
            self.fields |= _risk_fields(number, prepared=prepared)
        self.initial.update(_chosen(prepared.chosen))
        self.fields["looked_along"] = forms.ChoiceField(
            label=_("Wie keek mee?"),
            help_text=_("Een collega van een andere organisatie kijkt mee naar de regels, nu en de risico's."),
            required=False,
            choices=[("", _("Nog niemand")), *prepared.colleagues],
        )

    def _now(self) -> forms.ChoiceField:
        known = [(RIGHT, _("Ja, dit loopt er nu"))] if self.prepared.amounts.now is not None else []
        return forms.ChoiceField(
            label=_("Klopt wat er nu loopt?"),
            choices=[*known, (UNKNOWN, _("Wat er nu loopt, weten we niet"))],
            widget=forms.RadioSelect,
            error_messages={"required": SAY},
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the level where there is a risk, and for the risk where something stops.

        A level alone says nothing: a button that was chosen cannot be taken back.
        """
        for number in range(1, MOST_RISKS + 1):
            risk, level, stops = (self.cleaned_data.get(f"{name}_{number}") for name in ("risk", "level", "stops"))
            if risk and not level:
                self.add_error(f"level_{number}", _("Kies hoe groot dit risico is."))
            if stops and not risk:
                self.add_error(f"risk_{number}", _("Kies wat er kan gebeuren. Of haal weg wat er dan stopt."))
            elif set(stops or ()) - {EVERYTHING} and self.cleaned_data.get("now") == UNKNOWN:
                self.add_error(f"stops_{number}", NOTHING_STOPS)
        return self.cleaned_data

    def answers(self) -> Answers:
        """The five answers."""
        told = self.cleaned_data
        return Answers(
            now_is_known=told["now"] == RIGHT,
            risks=tuple(self._risks()),
            looked_along_id=int(told["looked_along"]) if told["looked_along"] else None,
            base=told["base"],
        )

    def _risks(self) -> Iterator[ChosenRisk]:
        for number in range(1, MOST_RISKS + 1):
            key, level, stops = (self.cleaned_data[f"{name}_{number}"] for name in ("risk", "level", "stops"))
            if key:
                whole = (EVERYTHING,) if EVERYTHING in stops else tuple(stops)
                yield ChosenRisk(key, Level(level), whole)

    def groups(self) -> list[RiskGroup]:
        """The fields of each risk together."""
        return [self._group(number) for number in range(1, MOST_RISKS + 1)]

    def _group(self, number: int) -> RiskGroup:
        found = [self[f"{name}_{number}"] for name in ("risk", "level", "stops")]
        return RiskGroup(number, found, number == 1 or any(field.value() or field.errors for field in found))


def _risk_fields(number: int, *, prepared: Preparation) -> dict[str, forms.Field]:
    running = [one.name for one in prepared.amounts.now or ()]
    listed = [(key, one.norm.name) for key, one in prepared.risks.items()]
    return {
        f"risk_{number}": forms.ChoiceField(
            label=_("Wat kan er gebeuren als er niets verandert?"),
            required=False,
            choices=[("", _("Geen risico")), *listed],
            error_messages={"invalid_choice": _("Dit risico staat niet meer op de lijst. Kies een ander.")},
        ),
        f"level_{number}": forms.ChoiceField(
            label=_("Hoe groot is dat risico, voor mensen in zo'n situatie?"),
            required=False,
            choices=LEVELS,
            widget=forms.RadioSelect,
        ),
        f"stops_{number}": forms.MultipleChoiceField(
            label=_("Wat stopt er dan een tijd?"),
            help_text=_what_stops(prepared),
            required=False,
            choices=[(EVERYTHING, _("Alles wat nu loopt")), *((name, formats.sentence(name)) for name in running)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Dit loopt nu niet meer. Kies opnieuw.")},
        ),
    }


def _what_stops(prepared: Preparation) -> str:
    """With which risks something stops: with the others the list has no days for it."""
    names = ", ".join(one.norm.name for one in prepared.risks.values() if one.stop_days is not None)
    if not names:
        return gettext("Bij deze risico's stopt er niets. Laat dit leeg.")
    return gettext("Zo tellen we niets dubbel. Dit kan bij: {names}. Stopt er niets? Laat dit leeg.").format(
        names=names
    )


def _chosen(before: Sequence[ChosenRisk]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for number, risk in enumerate(before[:MOST_RISKS], start=1):
        told |= {f"risk_{number}": risk.key, f"level_{number}": risk.level.value, f"stops_{number}": list(risk.stops)}
    return told


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The fields of one line of the plan for the page, with what was agreed in words."""

    name: str
    agreed: str
    fields: list[forms.BoundField]


class FollowUpForm(forms.Form):
    """How every line of the plan turned out, and what became of what was feared."""

    base = Version()
    request_key = RequestKey()

    def __init__(
        self,
        *args: Any,
        lines: Sequence[Line],
        risks: Sequence[tuple[str, str]],
        likely: Mapping[str, Turned],
        **settings: Any,
    ) -> None:
        super().__init__(*args, **settings)
        self.lines, self.risks = list(lines), list(risks)
        for number, line in enumerate(self.lines, start=1):
            self.fields |= _about(line.name, _line_fields(number, line=line))
            self.initial[f"turned_{number}"] = likely[line.name].value if line.name in likely else None
        for number, (_key, name) in enumerate(self.risks, start=1):
            self.fields[f"happened_{number}"] = forms.ChoiceField(
                label=_("Gebeurde dit: {name}?").format(name=name),
                choices=HAPPENED,
                widget=forms.RadioSelect,
                error_messages={"required": SAY},
            )
        self.fields["feared_happened"] = Words(
            max_length=LONGEST_SENTENCE, required=False, label=_("Wil je daar een zin bij schrijven?")
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the number where it was another one, and for the answer that goes with a number."""
        for number in range(1, len(self.lines) + 1):
            how, total = self.cleaned_data.get(f"turned_{number}"), f"total_{number}"
            told = self.cleaned_data.get(total)
            if how is None or total in self.errors:
                continue
            if how != Turned.OTHER.value:
                if told is not None:
                    self.add_error(f"turned_{number}", NUMBER_TOO)
            elif told is None or not 0 < told <= MOST_UNITS:
                self.add_error(total, NO_NUMBER if told is None else IMPOSSIBLE)
        return self.cleaned_data

    def turned(self) -> dict[str, LineTurned]:
        """How each line turned out, by its name."""
        told = {}
        for number, line in enumerate(self.lines, start=1):
            how, total = Turned(self.cleaned_data[f"turned_{number}"]), self.cleaned_data.get(f"total_{number}")
            told[line.name] = LineTurned(turned=how, total=total if how is Turned.OTHER else None)
        return told

    def happened(self) -> dict[str, Happened]:
        """What became of each risk, by its key."""
        numbered = enumerate(self.risks, start=1)
        return {key: Happened(self.cleaned_data[f"happened_{number}"]) for number, (key, _name) in numbered}

    def groups(self, *, agreed: Sequence[str]) -> list[LineGroup]:
        """The fields of each line together, beside what was agreed."""
        told = zip(self.lines, agreed, strict=True)
        return [LineGroup(line.name, words, self._fields(number)) for number, (line, words) in enumerate(told, start=1)]

    def _fields(self, number: int) -> list[forms.BoundField]:
        return [self[name] for name in (f"turned_{number}", f"total_{number}") if name in self.fields]

    def risk_fields(self) -> list[forms.BoundField]:
        """The questions about the risks, and the sentence."""
        return [*(self[f"happened_{number}"] for number in range(1, len(self.risks) + 1)), self["feared_happened"]]


def _line_fields(number: int, *, line: Line) -> dict[str, forms.Field]:
    is_priced = line.price is not None
    found: dict[str, forms.Field] = {
        f"turned_{number}": forms.ChoiceField(
            label=_("Hoe ging het?"),
            choices=TURNED if is_priced else DONE_OR_NOT,
            widget=forms.RadioSelect,
            error_messages={"required": SAY},
        )
    }
    if line.price is not None:
        units = unit_words(MORE)[line.price.unit]
        found[f"total_{number}"] = Number(label=_("Hoeveel {units} in het hele jaar?").format(units=units))
    return found


def _about(name: str, fields: dict[str, forms.Field]) -> dict[str, forms.Field]:
    """The same fields, each with what it is about for the summary of errors."""
    for field in fields.values():
        field.about = name  # type: ignore[attr-defined]  # Django's fields carry what a template asks for
    return fields
