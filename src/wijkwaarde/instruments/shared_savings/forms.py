"""What is asked for an agreement, a trial of rules, a signature, the figures of a year and what a share went to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waarde import SharedBy
from wijkwaarde.instruments.shared_savings.fields import HUNDRED, Day, Euros, Percentage, amount, typed_cents
from wijkwaarde.instruments.shared_savings.sentences import ROADS, SHARED_BY_NAMES, party_name
from wijkwaarde.instruments.shared_savings.terms import (
    FEWEST_RULES,
    LARGEST_SEED,
    LONGEST_LINES,
    MOST_INVENTED,
    MOST_RULES,
    MOST_YEARS,
    Step,
)
from wijkwaarde.kernel.agreements.queries import SeenAgreement, SeenParty
from wijkwaarde.kernel.agreements.rules import Figures, NewParty, NewText, Taking, Terms
from wijkwaarde.kernel.agreements.terms import LONGEST_NAME, LONGEST_TITLE, LONGEST_WORDS, MOST_CASES, Road
from wijkwaarde.web.fields import RequestKey, Version, Words
from wijkwaarde.web.format import trimmed

RESIDENTS = 0
SAY = {"required": _("Vul dit in.")}
CHOOSE = {"required": _("Kies er een."), "invalid_choice": _("Kies er een.")}
YES, NO, UNKNOWN = "yes", "no", "unknown"
QUALITY = {YES: True, NO: False, UNKNOWN: None}


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
    until = Day(label=_("Geldt tot"), required=False, help_text=_("Drie tot vijf jaar is ons advies."))
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
        return [self[name] for name in ("title", "begin", "until", "shared_by")]

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


class YearForm(forms.Form):
    """What is known of a year beside the budget and the deliveries."""

    vacancy = Euros(
        label=_("Over door vacatures (euro)"), help_text=_("Ingevuld met de uren die openstonden, als die bekend zijn.")
    )
    quality_met = forms.ChoiceField(
        label=_("Is de kwaliteit gehaald?"),
        choices=[(YES, _("Ja")), (NO, _("Nee")), (UNKNOWN, _("Weten we niet"))],
        initial=UNKNOWN,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    case_costs = Words(
        max_length=LONGEST_LINES,
        lines=True,
        required=False,
        label=_("Kosten van de duurste vragen"),
        help_text=_("Eén bedrag per regel. Schrijf er geen naam of nummer bij."),
    )
    found_in = Words(
        max_length=LONGEST_WORDS,
        required=False,
        label=_("Waar staan deze cijfers?"),
        help_text=_("Bijvoorbeeld: jaarrekening 2025, bladzijde 12."),
    )
    request_key = RequestKey()

    def __init__(self, *args: Any, seen: SeenAgreement, figures: Figures, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.figures, self.parties = figures, seen.parties
        asked = {
            SharedBy.INVESTMENT.value: "investment",
            SharedBy.USE.value: "use",
            SharedBy.COSTS_FIRST.value: "costs",
        }
        self.asked = asked.get(seen.terms.shared_by, "")
        if seen.terms.quality_share is None:
            del self.fields["quality_met"]
        if seen.terms.case_cap is None:
            del self.fields["case_costs"]
        if seen.terms.without_vacancy:
            self.initial.setdefault("vacancy", amount(figures.vacancy or None))
        else:
            del self.fields["vacancy"]
        for party, known in zip(seen.parties, figures.parties, strict=True):
            self._ask_for(party, known=known)
        self.order_fields([name for name in self.fields if name != "found_in"])

    def _ask_for(self, party: SeenParty, *, known: Taking) -> None:
        if self.asked:
            labels = {"investment": _("Inbreng van {who} (euro)"), "use": _("Geleverd door {who} (euro)")}
            label = labels.get(self.asked, _("Kosten van {who} (euro)"))
            self.fields[f"of_{party.code}"] = Euros(label=label.format(who=party_name(party.organisation)))
            self.initial.setdefault(f"of_{party.code}", amount(getattr(known, self.asked)))

    def clean_case_costs(self) -> tuple[int, ...]:
        """The amounts, one a line."""
        lines = [line for line in self.cleaned_data["case_costs"].splitlines() if line.strip()]
        if len(lines) > MOST_CASES:
            raise ValidationError(_("Er passen {count} bedragen.").format(count=MOST_CASES))
        return tuple(typed_cents(line) for line in lines)

    def clean(self) -> dict[str, Any]:
        """A typed figure names its source."""
        told = self.cleaned_data
        is_other = (told.get("vacancy") or 0) != self.figures.vacancy
        if (is_other or told.get("case_costs")) and not told.get("found_in"):
            self.add_error("found_in", _("Schrijf waar je de cijfers vond."))
        return told

    def told(self) -> Figures:
        """What the year came to, with what was typed."""
        said = self.cleaned_data
        asked = {self.asked: said} if self.asked else {}
        parties = tuple(
            Taking(
                one.code,
                one.left_on,
                investment=_of(one, what="investment", asked=asked),
                use=_of(one, what="use", asked=asked),
                costs=_of(one, what="costs", asked=asked),
            )
            for one in self.figures.parties
        )
        return Figures(
            budget=self.figures.budget,
            costs=self.figures.costs,
            parties=parties,
            vacancy=said.get("vacancy") or 0,
            case_costs=said.get("case_costs", ()),
            quality_met=QUALITY[said.get("quality_met", UNKNOWN)],
            found_in=said["found_in"],
        )


def _of(one: Taking, *, what: str, asked: dict[str, dict[str, Any]]) -> int:
    return int(asked[what][f"of_{one.code}"] or 0) if what in asked else int(getattr(one, what))


class StepForm(forms.Form):
    """What somebody does with the figures of a year."""

    step = forms.ChoiceField(choices=[(step.value, step.value) for step in Step])


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
