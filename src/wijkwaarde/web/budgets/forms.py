"""What the controller fills in about a budget: amounts and parts as people write them; what may be is decided by the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from waarde import Unit
from wijkwaarde.kernel.base_years.terms import LONGEST_DOCUMENT
from wijkwaarde.kernel.budgets.queries import Source, Step
from wijkwaarde.kernel.budgets.rules import PERCENT, cents_of, rate_of
from wijkwaarde.kernel.budgets.terms import (
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_WORDS,
    MOST_PEOPLE,
    BudgetUse,
    Purse,
    SubsidyStep,
)
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.index_values.terms import LONGEST_SOURCE
from wijkwaarde.kernel.ledger.rules import percentage
from wijkwaarde.kernel.ledger.terms import LONGEST_REFERENCE
from wijkwaarde.web.fields import RequestKey, Version, Words

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
ONE_DAY = timedelta(days=1)
LONGEST_AMOUNT = 30
FIRST_YEAR, LAST_YEAR = 2000, 2100
# A day of another century is a slip of the keyboard, and the day after the last that there is cannot be counted.
CAN_BE = (
    MinValueValidator(date(1900, 1, 1), message=_("Dit jaar kan niet. Kies een andere dag.")),
    MaxValueValidator(date(LAST_YEAR, 12, 31), message=_("Dit jaar kan niet. Kies een andere dag.")),
)
SERIES = (1, 2, 3)
FILL = {"required": _("Vul dit in."), "invalid_choice": _("Kies er een uit de lijst.")}
NO_DAY = {**FILL, "invalid": _("Dit is geen datum. Kies een dag in de kalender.")}
NO_NUMBER = {
    **FILL,
    "invalid": _("Dit is geen heel getal."),
    "min_value": _("Dit is minder dan %(limit_value)s."),
    "max_value": _("Dit is meer dan %(limit_value)s."),
}
USES = {
    BudgetUse.TASK: _("per taak: een partij krijgt geld voor haar werk in de wijk"),
    BudgetUse.HOURS: _("per uur: een partij krijgt geld voor de uren die ze opgeeft"),
    BudgetUse.RESULT: _("per resultaat: een partij krijgt geld voor wat het oplevert"),
}
PURSES = {
    Purse.VIRTUAL: _("ieder houdt het eigen geld en laat zien wat ermee gebeurt"),
    Purse.REAL: _("het geld zit in één kas"),
}
STEPS = {
    SubsidyStep.APPLICATION: _("aanvraag"),
    SubsidyStep.AWARD: _("verlening"),
    SubsidyStep.ADVANCE: _("voorschot of betaling"),
    SubsidyStep.ACCOUNT: _("verantwoording"),
    SubsidyStep.DETERMINATION: _("vaststelling"),
    SubsidyStep.RESERVE: _("egalisatiereserve"),
}


class Settled(StrEnum):
    """Whether a value may still change."""

    PROVISIONAL = "provisional"
    DEFINITIVE = "definitive"


class Read(Words):
    """A text that is read as a figure; what cannot be one is said at the field."""

    def __init__(self, *, reads: Callable[[str], Any], **settings: Any) -> None:
        self.reads = reads
        super().__init__(max_length=LONGEST_AMOUNT, error_messages=FILL, **settings)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        """The figure; None for an empty field that may be skipped."""
        text = super().clean(value)
        try:
            return self.reads(text) if text else None
        except Refused as refused:
            raise ValidationError(refused.text) from refused


def _day(label: Any, **settings: Any) -> forms.DateField:
    widget = forms.DateInput(format=ISO, attrs={"type": "date"})
    return forms.DateField(label=label, error_messages=NO_DAY, widget=widget, validators=CAN_BE, **settings)


def _words(label: Any, *, most: int = LONGEST_NAME, **settings: Any) -> Words:
    return Words(max_length=most, label=label, error_messages=FILL, **settings)


def _radio(label: Any, *, words: dict[Any, Any]) -> forms.ChoiceField:
    choices = [(key.value, said) for key, said in words.items()]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=FILL)


def _chosen(label: Any, **settings: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, error_messages=FILL, **settings)


type Choices = Iterable[tuple[Any, str]]


class Chooses(forms.Form):
    """A form of which the choices are known when it is shown; a field that may be skipped has an empty one on top."""

    def __init__(self, *args: Any, choices: Mapping[str, Choices] | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        for name, told in (choices or {}).items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Kies er een") if field.required else _("Geen")), *told]


class ChangeForm(forms.Form):
    """What a budget is called and how it is used."""

    name = _words(_("Hoe heet het budget?"))
    use = _radio(_("Waarvoor krijgen partijen geld?"), words=USES)
    purse = _radio(_("Wiens geld is het?"), words=PURSES)
    who_belongs = _words(
        _("Wiens hulp telt mee?"),
        most=LONGEST_WORDS,
        lines=True,
        help_text=_("Eén regel voor het basisjaar en voor alle jaren erna. Bijvoorbeeld: wie in de wijk woont."),
    )
    version = Version()


class BudgetForm(ChangeForm):
    """A new budget."""

    begin = _day(_("Eerste dag"))
    last = _day(_("Laatste dag"))
    base_year = forms.IntegerField(
        label=_("Basisjaar"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=NO_NUMBER,
        help_text=_("Op de kosten van dit jaar bouwt het budget."),
    )
    takes_over = forms.BooleanField(
        required=False, initial=True, label=_("Neem de geldbronnen en producten over van het vorige budget")
    )
    request_key = RequestKey()
    field_order = ("name", "begin", "last", "base_year", "takes_over", "use", "purse", "who_belongs")

    def __init__(self, *args: Any, earlier: bool, **settings: Any) -> None:
        super().__init__(*args, **settings)
        del self.fields["version"]
        if not earlier:
            del self.fields["takes_over"]

    def clean_last(self) -> date:
        """The first day after it."""
        last: date = self.cleaned_data["last"]
        return last + ONE_DAY


class SourceForm(Chooses):
    """Money that joins."""

    name = _words(_("Hoe heet deze bron?"), help_text=_("Bijvoorbeeld: Wmo."))
    bearer = _chosen(_("Wie betaalt, onder welke wet?"))
    funder = _chosen(_("Van welke organisatie komt het?"), required=False)
    begin = _day(_("Doet mee vanaf"))

    def __init__(self, *args: Any, known: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        hint = _("Ingelezen zijn: %(names)s.") % {"names": ", ".join(known)} if known else ""
        for number in SERIES:
            self.fields[f"series_{number}"] = _words(
                _("Index: naam van reeks %(number)s") % {"number": number},
                required=False,
                help_text=hint if number == 1 else "",
            )
            self.fields[f"weight_{number}"] = Read(
                reads=rate_of, label=_("Deel van reeks %(number)s, in procenten") % {"number": number}, required=False
            )

    @staticmethod
    def index_of(told: dict[str, Any]) -> dict[str, Decimal]:
        """The series with their parts; a series without a part is all of it."""
        named = [(told[f"series_{number}"], told[f"weight_{number}"]) for number in SERIES]
        return {name: Decimal(1) if weight is None else weight for name, weight in named if name}

    @staticmethod
    def index_words(index: Mapping[str, Decimal], *, known: Sequence[str]) -> str:
        """What to look at in an index that may be, and is probably a slip: no figures of a series, or less than all."""
        strange = [name for name in index if name not in known]
        words = [_("Van reeks ‘%(name)s’ zijn nog geen cijfers bekend.") % {"name": name} for name in strange]
        if index and sum(index.values()) < 1:
            part = f"{sum(index.values()) * PERCENT:.3f}".rstrip("0").rstrip(".").replace(".", ",")
            words.append(_("De delen van de index zijn samen %(part)s%%. De rest groeit niet mee.") % {"part": part})
        return " ".join(words)


class SourceChangeForm(SourceForm):
    """The same of a source that is there; under which law it pays stays."""

    version = Version()

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        del self.fields["bearer"]

    @staticmethod
    def began(source: Source) -> dict[str, Any]:
        """What holds now."""
        told: dict[str, Any] = {name: getattr(source, name) for name in ("name", "begin", "version")}
        told["funder"] = source.funder_id or ""
        for number, part in zip(SERIES, source.index.all(), strict=False):
            told[f"series_{number}"] = part.series
            told[f"weight_{number}"] = f"{part.weight * PERCENT:.3f}".rstrip("0").rstrip(".").replace(".", ",")
        return told


class EndForm(forms.Form):
    """The last day of a source."""

    last = _day(_("Laatste dag"), required=False, help_text=_("Leeg: zolang het budget loopt."))

    @classmethod
    def about(cls, until: date | None, *, data: Any) -> EndForm:
        """The form with the day that holds now."""
        return cls(data, initial={"last": None if until is None else until - ONE_DAY})

    @staticmethod
    def until_of(told: dict[str, Any]) -> date | None:
        """The first day on which it takes no part."""
        last: date | None = told["last"]
        return None if last is None else last + ONE_DAY


class ProductForm(Chooses):
    """Something that is delivered and counted."""

    name = _words(_("Hoe heet het?"), help_text=_("Bijvoorbeeld: individuele begeleiding."))
    unit = _chosen(_("Waarin tellen jullie het?"))
    price_key = _chosen(
        _("Welke vaste prijs hoort erbij?"),
        required=False,
        help_text=_("Dan telt een afspraak met die prijs bij dit product."),
    )

    @staticmethod
    def read(told: dict[str, Any]) -> dict[str, Any]:
        """What was told, with the unit as waarde has it."""
        return told | {"unit": Unit(told["unit"])}


class CostForm(Chooses):
    """What a party's product cost in the base year."""

    organisation = _chosen(_("Welke partij?"))
    product = _chosen(_("Welk product?"))
    source = _chosen(_("Van welk geld?"))
    amount = Read(reads=cents_of, label=_("Kosten in het basisjaar, in euro's"))
    people = forms.IntegerField(
        label=_("Hoeveel mensen kregen het?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages=NO_NUMBER,
    )
    found_in = _words(
        _("Waar staat dit?"), most=LONGEST_WORDS, help_text=_("Bijvoorbeeld: jaarrekening 2024, blz. 12.")
    )


class CorrectionForm(Chooses):
    """More or less to do than in the base year."""

    source = _chosen(_("Bij welk geld?"))
    product = _chosen(_("Alleen bij dit product?"), required=False)
    begin = _day(_("Vanaf welke dag?"))
    rate = Read(
        reads=rate_of,
        label=_("Hoeveel procent meer of minder dan in het basisjaar?"),
        help_text=_("Minder schrijf je met een min ervoor: -2,5. Een latere correctie komt in de plaats van deze."),
    )
    why = _words(_("Waarom?"), most=LONGEST_WORDS, lines=True, rows=2)


class RuleForm(forms.Form):
    """From a day on another rule says whose help counts."""

    begin = _day(_("Vanaf welke dag?"))
    words = _words(
        _("Wiens hulp telt dan mee?"),
        most=LONGEST_WORDS,
        lines=True,
        rows=2,
        help_text=_("Schrijf niets over één persoon."),
    )


class IndexForm(forms.Form):
    """A year of an index."""

    series = _words(_("Welke reeks?"), help_text=_("Zoals hij bij de geldbron heet. Bijvoorbeeld: OVA."))
    year = forms.IntegerField(
        label=_("Van welk jaar?"), min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=NO_NUMBER
    )
    percent = Read(reads=partial(percentage, field="percent"), label=_("Hoeveel procent?"))
    state = _radio(
        _("Voorlopig of definitief?"),
        words={Settled.PROVISIONAL: _("voorlopig: het kan nog veranderen"), Settled.DEFINITIVE: _("definitief")},
    )
    source = _words(
        _("Waar staat dit?"), most=LONGEST_SOURCE, help_text=_("Bijvoorbeeld: brief van de VNG van 14 november.")
    )

    def __init__(self, *args: Any, known: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        if known:
            self.fields["series"].help_text = _("Er zijn: %(names)s.") % {"names": ", ".join(known)}


class PaperForm(forms.Form):
    """A signature on paper."""

    document = _words(
        _("Op welk stuk?"), most=LONGEST_DOCUMENT, help_text=_("Bijvoorbeeld: brief van 3 februari 2026.")
    )


class StepForm(Chooses):
    """A step of a subsidy."""

    step = _radio(_("Welke stap?"), words=STEPS)
    amount = Read(
        reads=cents_of,
        label=_("Bedrag in euro's"),
        help_text=_("Komt er geld terug? Zet er dan een min voor."),
    )
    on = _day(_("Op welke dag?"))
    document = _words(
        _("Kenmerk van het besluit of het stuk"),
        most=LONGEST_REFERENCE,
        help_text=_("Letters, cijfers en streepjes. Bijvoorbeeld: besluit-2026-14."),
    )
    applicant = _chosen(_("Wie vraagt aan?"))
    receiver = _chosen(_("Voor wie?"), required=False, help_text=_("Laat dit leeg als de aanvrager het zelf krijgt."))
    request_key = RequestKey()

    @staticmethod
    def began(before: Sequence[Step]) -> dict[str, Any]:
        """Who asked and for whom, as in the last step of the same subsidy; nothing for the first."""
        return {"applicant": before[-1].applicant_id, "receiver": before[-1].receiver_id or ""} if before else {}


class TextForm(forms.Form):
    """A text of the assignment."""

    text = _words(
        "", most=LONGEST_TEXT, lines=True, rows=10, help_text=_("Schrijf over de wijk. Noem niemand bij naam.")
    )
    version = Version()

    def __init__(self, *args: Any, label: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["text"].label = label
