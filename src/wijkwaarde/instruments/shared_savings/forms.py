"""What is asked for an agreement, a trial of rules, a signature, the figures of a year and what a share went to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waarde import SharedBy
from wijkwaarde.instruments.shared_savings.fields import HUNDRED, Day, Euros, Percentage, amount
from wijkwaarde.instruments.shared_savings.sentences import ROADS, SHARED_BY_NAMES, party_name
from wijkwaarde.instruments.shared_savings.terms import (
    FEWEST_RULES,
    LARGEST_SEED,
    MOST_INVENTED,
    MOST_RULES,
    MOST_YEARS,
)
from wijkwaarde.kernel.agreements.queries import SeenAgreement
from wijkwaarde.kernel.agreements.rules import NewParty, NewText, Terms
from wijkwaarde.kernel.agreements.terms import LONGEST_NAME, LONGEST_TITLE, LONGEST_WORDS, Road
from wijkwaarde.kernel.agreements.terms import MOST_YEARS as MOST_YEARS_AS_ONE
from wijkwaarde.web.fields import RequestKey, Version, Words
from wijkwaarde.web.format import trimmed

RESIDENTS = 0
SAY = {"required": _("Vul dit in.")}
CHOOSE = {"required": _("Kies er een."), "invalid_choice": _("Kies er een.")}


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """The fields of one party for the page; open where it takes part."""

    name: str
    joins: forms.BoundField
    fields: list[forms.BoundField]
    is_open: bool


class AgreementForm(forms.Form):
    """An agreement: title, days, in proportion to what, on which conditions, and who takes part."""

    title = Words(max_length=LONGEST_TITLE, label=_("Hoe heet de afspraak?"), error_messages=SAY)
    begin = Day(label=_("Geldt vanaf"), help_text=_("De eerste dag van een jaar, zoals 1 januari."))
    until = Day(label=_("Geldt tot"), required=False, help_text=_("De eerste dag waarop de afspraak niet meer geldt."))
    years = forms.IntegerField(
        label=_("Hoeveel jaar delen we in één keer?"),
        help_text=_("Dan tellen goede en slechte jaren samen. Drie tot vijf jaar is ons advies."),
        initial=1,
        min_value=1,
        max_value=MOST_YEARS_AS_ONE,
        required=False,
    )
    shared_by = forms.ChoiceField(
        label=_("Hoe verdelen we?"), widget=forms.RadioSelect, choices=(), error_messages=CHOOSE
    )
    share = Percentage(label=_("Welk deel verdelen we? (procent)"), help_text=_("Leeg is alles: 100."), required=False)
    minimum_rate = Percentage(
        label=_("Vanaf hoeveel besparing delen we? (procent)"), help_text=_("Een deel van het budget, zoals 2.")
    )
    gain_corridor = Percentage(label=_("Marge bij een overschot (procent)"))
    loss_corridor = Percentage(label=_("Marge bij een tekort (procent)"))
    total_cap = Euros(label=_("Hoogste bedrag samen (euro)"))
    party_cap = Euros(label=_("Hoogste bedrag per partij (euro)"))
    case_cap = Euros(label=_("Tot welk bedrag tellen de kosten van één vraag? (euro)"))
    quality = Words(
        max_length=LONGEST_WORDS, lines=True, rows=2, required=False, label=_("Wanneer is de kwaliteit goed genoeg?")
    )
    quality_share = Percentage(
        label=_("Wat delen we als de kwaliteit niet gehaald is? (procent)"), help_text=_("Leeg: geen voorwaarde.")
    )
    without_vacancy = forms.BooleanField(
        label=_("Geld dat over is door een vacature, delen we niet"), required=False, initial=True
    )
    speaks = forms.ChoiceField(
        label=_("Wie tekent voor de bewoners?"),
        required=False,
        help_text=_("Een bewonersorganisatie, of de controller met een verslag."),
    )
    why = Words(max_length=LONGEST_WORDS, required=False, label=_("Waarom verander je dit?"))
    version = Version()
    request_key = RequestKey()

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.organisations = list(organisations)
        self.candidates = [(RESIDENTS, party_name("")), *self.organisations]
        self.initial.setdefault("version", 0)
        self._choose("shared_by", [(one.value, _(SHARED_BY_NAMES[one])) for one in SharedBy])
        self._choose("speaks", [("", _("De controller, met een verslag")), *self.organisations])
        for pk, name in self.candidates:
            self.fields |= _party_fields(pk, name=name)

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def general(self) -> list[forms.BoundField]:
        """What every agreement says."""
        return [self[name] for name in ("title", "begin", "until", "years", "shared_by")]

    def conditions(self) -> list[forms.BoundField]:
        """What some agreements say too."""
        names = (
            "share minimum_rate gain_corridor loss_corridor total_cap party_cap case_cap quality quality_share "
            "without_vacancy"
        )
        return [self[name] for name in names.split()]

    def groups(self) -> list[PartyGroup]:
        """Who may take part."""
        return [
            PartyGroup(
                name,
                self[f"joins_{pk}"],
                [self[f"{what}_{pk}"] for what in ("key", "cap", "road")] + ([] if pk else [self["speaks"]]),
                bool(self[f"joins_{pk}"].value()),
            )
            for pk, name in self.candidates
        ]

    def text(self) -> NewText:
        """What is to be agreed."""
        told = self.cleaned_data
        joined = [pk for pk, _name in (*self.candidates[1:], self.candidates[0]) if told[f"joins_{pk}"]]
        codes = {pk: f"p{number}" for number, pk in enumerate(joined, start=1)}
        speaks = int(told["speaks"]) if told["speaks"] else None
        parties = tuple(
            NewParty(code, pk or (speaks if speaks not in codes else None), is_residents=pk == RESIDENTS)
            for pk, code in codes.items()
        )
        return NewText(
            title=told["title"],
            begin=told["begin"],
            until=told["until"],
            parties=parties,
            terms=self._terms(codes),
            why=told["why"],
        )

    def _terms(self, codes: dict[int, str]) -> Terms:
        told = self.cleaned_data
        has_key = told["shared_by"] in {SharedBy.KEY.value, SharedBy.COSTS_FIRST.value}
        keys = {code: told[f"key_{pk}"] for pk, code in codes.items()}
        caps = {code: told[f"cap_{pk}"] for pk, code in codes.items()}
        return Terms(
            shared_by=told["shared_by"],
            key={code: part for code, part in keys.items() if part is not None} if has_key else {},
            share=1.0 if told["share"] is None else told["share"],
            minimum_rate=told["minimum_rate"] or 0.0,
            gain_corridor=told["gain_corridor"] or 0.0,
            loss_corridor=told["loss_corridor"] or 0.0,
            total_cap=told["total_cap"],
            party_cap=told["party_cap"],
            party_caps={code: cap for code, cap in caps.items() if cap is not None},
            quality_share=told["quality_share"],
            quality=told["quality"],
            case_cap=told["case_cap"],
            without_vacancy=told["without_vacancy"],
            years=told["years"] or 1,
            roads={code: told[f"road_{pk}"] for pk, code in codes.items() if told[f"road_{pk}"]},
        )


def _party_fields(pk: int, *, name: str) -> dict[str, forms.Field]:
    roads = [(road.value, _(words)) for road, words in ROADS.items() if (road is Road.FUND) == (pk == RESIDENTS)]
    return {
        f"joins_{pk}": forms.BooleanField(label=_("{who} doet mee").format(who=name), required=False),
        f"key_{pk}": Percentage(label=_("Vast deel (procent)"), help_text=_("Alleen bij vaste delen.")),
        f"cap_{pk}": Euros(label=_("Hoogste bedrag (euro)")),
        f"road_{pk}": forms.ChoiceField(
            label=_("Langs welke weg?"), choices=roads, error_messages=CHOOSE, initial=roads[0][0], required=False
        ),
    }


def initial_of(seen: SeenAgreement) -> dict[str, Any]:
    """An agreement as the form shows it."""
    terms = seen.terms
    told: dict[str, Any] = {
        "title": seen.title,
        "begin": seen.begin,
        "until": seen.until,
        "shared_by": terms.shared_by,
        "years": terms.years,
        "quality": terms.quality,
        "without_vacancy": terms.without_vacancy,
        "version": seen.number,
    }
    for name in ("share", "minimum_rate", "gain_corridor", "loss_corridor", "quality_share"):
        told[name] = _percentage(getattr(terms, name))
    for name in ("total_cap", "party_cap", "case_cap"):
        told[name] = amount(getattr(terms, name))
    for one in seen.parties:
        pk = RESIDENTS if one.is_residents else one.organisation_id
        told |= {f"joins_{pk}": True, f"key_{pk}": _percentage(terms.key.get(one.code))}
        told |= {f"cap_{pk}": amount(terms.party_caps.get(one.code)), f"road_{pk}": terms.road_of(one.code).value}
        if one.is_residents:
            told["speaks"] = one.organisation_id or ""
    return told


def _percentage(part: float | None) -> str:
    return "" if part is None else trimmed(part * HUNDRED, digits=4)


class TrialForm(forms.Form):
    """Which rules are tried, on which years."""

    regel = forms.MultipleChoiceField(
        label=_("Welke regels?"),
        help_text=_("Kies er twee, drie of vier."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    jaar = forms.MultipleChoiceField(label=_("Welke jaren?"), required=False, widget=forms.CheckboxSelectMultiple)
    verzonnen = forms.IntegerField(
        label=_("Hoeveel verzonnen jaren?"),
        help_text=_("In een verzonnen jaar is alles toeval. Zo zie je wat een regel met toeval doet."),
        required=False,
        min_value=0,
        max_value=MOST_INVENTED,
    )
    worp = forms.IntegerField(
        label=_("Welke worp?"),
        help_text=_("Een ander getal geeft andere verzonnen jaren."),
        required=False,
        min_value=1,
        max_value=LARGEST_SEED,
    )

    def __init__(self, *args: Any, rules: Sequence[tuple[str, str]], years: Sequence[int], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.years = list(years)
        choices = {"regel": list(rules), "jaar": [(str(year), str(year)) for year in years[:MOST_YEARS]]}
        for name, known in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = known

    def clean_regel(self) -> list[str]:
        """Two to four rules."""
        chosen: list[str] = self.cleaned_data["regel"]
        if not FEWEST_RULES <= len(chosen) <= MOST_RULES:
            raise ValidationError(_("Kies twee, drie of vier regels."))
        return chosen


class SignForm(forms.Form):
    """The text that somebody read, and for residents the document of their meeting."""

    fingerprint = forms.CharField(max_length=LONGEST_NAME, widget=forms.HiddenInput)
    document = Words(
        max_length=LONGEST_NAME,
        required=False,
        label=_("In welk verslag staat het?"),
        help_text=_("Bijvoorbeeld: verslag bewonersavond 12 maart 2026. Schrijf geen namen."),
    )


class LeaveForm(forms.Form):
    """From which day a party takes part no more."""

    left_on = Day(label=_("Doet niet meer mee vanaf"), required=False)


class AccountForm(forms.Form):
    """What a share went to, and what the neighbourhood noticed."""

    spent_on = Words(
        max_length=LONGEST_WORDS,
        lines=True,
        rows=3,
        label=_("Waar ging het geld naartoe?"),
        error_messages=SAY,
        help_text=_("Schrijf het zo dat elke bewoner het begrijpt. Schrijf geen namen."),
    )
    noticed = Words(
        max_length=LONGEST_WORDS, lines=True, rows=3, label=_("Wat merkte de wijk ervan?"), error_messages=SAY
    )
    version = Version()
