"""What one row of what runs or of the plan asks: a price, how much of it, who pays, and whose unpaid hours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waarde import Band, Frequency, Hours, HoursKind, PriceItem, Unit, Use
from wijkwaarde.kernel.flows.rules import Amount, NewAmount, NewHours, NewUse, OwnPrice
from wijkwaarde.kernel.flows.terms import LONGEST_NAME, LONGEST_NUMBER, LONGEST_SOURCE, MOST_HOURS
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.shortlist.queries import ListedPrice, Shortlist
from wijkwaarde.kernel.shortlist.terms import LONGEST_SEARCH, LONGEST_WORDS
from wijkwaarde.kernel.words import word
from wijkwaarde.web.amounts.wording import bearer_name, hours_kinds, price_words
from wijkwaarde.web.fields import Version, Words

FREE, OWN = "geen", "eigen"
NO_NUMBER = _("Dit is geen getal. Schrijf het in cijfers, bijvoorbeeld 2,5.")
TWO_MEANINGS = _("Schrijf dit getal zonder punt: 1500, of met een komma: 1,5.")
CHOOSE_PRICE = _("Kies een prijs, of kies: kost geen geld.")
PLAIN = re.compile(r"-?\d+([.,]\d+)?")
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
HOURS = ("who", "kind", "hours", "hours_per", "hours_weeks", "unknown")
# What people really use in a year, offered by the browser while somebody types.
OFFERED_WEEKS = "weken"
WEEKS = (46, 48, 50, 52)


class Number(Words):
    """A number as people write it here, with a comma or a point before its decimals."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("required", False)
        attrs = {"inputmode": "decimal", "autocomplete": "off", **settings.pop("attrs", {})}
        super().__init__(max_length=LONGEST_NUMBER, widget=forms.TextInput(attrs=attrs), **settings)

    def clean(self, value: Any) -> float | None:
        """The number; None for nothing."""
        text = str(super().clean(value) or "").replace(" ", "")
        return None if not text else self._number(text)

    def _number(self, text: str) -> float:
        if THOUSANDS.fullmatch(text) and PLAIN.fullmatch(text):
            raise ValidationError(TWO_MEANINGS)
        if THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        if not (PLAIN.fullmatch(text) and text.isascii()):
            raise ValidationError(NO_NUMBER)
        return float(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class People:
    """The fields of the unpaid hours of one person."""

    number: int
    fields: list[forms.BoundField]


class AmountForm(forms.Form):
    """One row; `was` is its name on the page, `base` the estimate that the page was made from."""

    base = Version()
    was = Words(max_length=LONGEST_NAME, required=False, widget=forms.HiddenInput)
    price = forms.ChoiceField(
        label=_("Welke prijs hoort erbij?"),
        error_messages={"required": CHOOSE_PRICE, "invalid_choice": CHOOSE_PRICE},
    )
    quantity = Number(label=_("Hoeveel?"), help_text=_("Bijvoorbeeld: 2, of 2,5."))
    per = forms.ChoiceField(label=_("Per wat?"), required=False)
    weeks = Number(
        label=_("In hoeveel weken van het jaar?"),
        help_text=_("Alleen bij 'per week'. Laat je dit leeg, dan is het 52."),
        attrs={"list": OFFERED_WEEKS},
    )
    band = forms.ChoiceField(
        label=_("Of: ongeveer hoe vaak?"), required=False, help_text=_("Dan staat er een schatting, met de bron erbij.")
    )
    own_name = Words(max_length=LONGEST_NAME, required=False, label=_("Waarvoor is het bedrag?"))
    own_value = Number(label=_("Hoeveel euro?"))
    own_unit = forms.ChoiceField(label=_("Voor één wat?"), required=False)
    own_source = Words(
        max_length=LONGEST_SOURCE,
        required=False,
        label=_("Waar komt dit bedrag vandaan?"),
        help_text=_("Een folder, een rekening, of: aanname."),
    )
    bearer = forms.ChoiceField(label=_("Wie betaalt?"), required=False)
    beneficiary = forms.ChoiceField(
        label=_("Wie krijgt het geld?"),
        required=False,
        help_text=_("Alleen bij een uitkering. Het geld gaat dan van de een naar de ander."),
    )

    def __init__(
        self,
        *args: Any,
        shortlist: Shortlist,
        others: Sequence[ListedPrice],
        row: Amount | None = None,
        is_now: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(*args, **settings)
        self.is_now, self.row = is_now, row
        if is_now:
            self.fields = {"name": _name(), **self.fields, "runs_on": _runs_on()}
        for number in self.numbers:
            self.fields |= _hours_fields(number)
        self._offer("price", price_choices(shortlist, others=others))
        self._offer("per", [("", _("Kies")), *((one.value, word(one)) for one in _frequencies())])
        self._offer("band", [("", _("Kies")), *((one.value, word(one)) for one in Band)])
        self._offer("own_unit", [("", _("Kies")), *((one.value, word(one)) for one in Unit)])
        who = [(slug, bearer_name(slug)) for slug in bearers()]
        self._offer("bearer", [("", _("Zoals bij de prijs")), *who])
        self._offer("beneficiary", [("", _("Niemand")), *who])

    @property
    def numbers(self) -> range:
        """One for each person whose hours may stand here."""
        return range(1, MOST_HOURS + 1)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def new(self) -> NewAmount:
        """The row as it was written."""
        told = self.cleaned_data
        chosen = told["price"]
        return NewAmount(
            name=told.get("name") or told["was"],
            price_id=int(chosen) if chosen.isdecimal() else None,
            own=self._own() if chosen == OWN else None,
            use=_use(told["quantity"], per=told["per"], weeks=told["weeks"], band=told["band"]),
            bearer=told["bearer"],
            beneficiary=told["beneficiary"],
            hours=tuple(self._hours(number) for number in self.numbers if self._is_filled(number)),
            runs_on=bool(told.get("runs_on")),
        )

    def _own(self) -> OwnPrice:
        told = self.cleaned_data
        unit = Unit(told["own_unit"]) if told["own_unit"] else None
        return OwnPrice(told["own_name"], told["own_value"], unit, told["own_source"])

    def _is_filled(self, number: int) -> bool:
        names = ("who", "hours", "hours_weeks", "unknown")
        return any(self.cleaned_data[f"{name}_{number}"] for name in names)

    def _hours(self, number: int) -> NewHours:
        who, kind, hours, per, weeks, unknown = (self.cleaned_data[f"{name}_{number}"] for name in HOURS)
        use = _use(hours, per=per, weeks=weeks, band="")
        return NewHours(who, HoursKind(kind) if kind else None, use, is_unknown=unknown)

    def place(self, field: str) -> str | None:
        """The field that a rule speaks of; people are counted by who was written, the page also counts empty ones."""
        name, _line, number = field.rpartition("_")
        written = [one for one in self.numbers if self._is_filled(one)]
        if name in HOURS and number.isdecimal() and 0 < int(number) <= len(written):
            return f"{name}_{written[int(number) - 1]}"
        return field if field in self.fields else None

    def people(self) -> list[People]:
        """The fields of each person together, for the page."""
        return [People(number, [self[f"{name}_{number}"] for name in HOURS]) for number in self.numbers]

    def is_open(self, *names: str) -> bool:
        """Whether one of these fields holds something, so that it should be seen."""
        return any(self[name].value() or self[name].errors for name in names)

    def differences(self, saved: Mapping[str, Any]) -> list[dict[str, str]]:
        """Where what stands there now differs from what this form holds: label, mine, saved."""
        rows = []
        for name, field in self.fields.items():
            mine, theirs = self._shown(name, self[name].value()), self._shown(name, saved.get(name))
            if name not in {"base", "was"} and mine != theirs:
                rows.append({"label": str(field.label), "mine": mine, "saved": theirs})
        return rows

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return str(_("ja") if value else _("nee"))
        if isinstance(field, forms.ChoiceField):
            return _flat(field.choices).get(str(value or ""), "")
        return str(value or "")

    @property
    def own_is_open(self) -> bool:
        """Whether the own amount is to be seen."""
        return self["price"].value() == OWN or self.is_open("own_name", "own_value", "own_unit", "own_source")

    @property
    def parties_are_open(self) -> bool:
        """Whether who pays and who receives are to be seen."""
        return self.is_open("bearer", "beneficiary")

    @property
    def hours_are_open(self) -> bool:
        """Whether unpaid hours are to be seen."""
        return any(
            self.is_open(*(f"{name}_{number}" for name in ("who", "hours", "unknown"))) for number in self.numbers
        )


def _name() -> forms.Field:
    return Words(
        max_length=LONGEST_NAME,
        label=_("Wat loopt er nu?"),
        error_messages={"required": _("Schrijf op wat er loopt.")},
    )


def _runs_on() -> forms.Field:
    return forms.BooleanField(required=False, label=_("Dit loopt door in het plan, even veel"))


def _hours_fields(number: int) -> dict[str, forms.Field]:
    pers = [("", _("Kies")), *((one.value, word(one)) for one in _frequencies())]
    return {
        f"who_{number}": Words(max_length=LONGEST_NAME, required=False, label=_("Wie?")),
        f"kind_{number}": forms.ChoiceField(
            required=False, label=_("Wat voor uren?"), choices=[("", _("Kies")), *hours_kinds()]
        ),
        f"hours_{number}": Number(label=_("Hoeveel uur?")),
        f"hours_per_{number}": forms.ChoiceField(required=False, label=_("Per wat?"), choices=pers),
        f"hours_weeks_{number}": Number(label=_("In hoeveel weken?"), attrs={"list": OFFERED_WEEKS}),
        f"unknown_{number}": forms.BooleanField(required=False, label=_("Er zijn uren, hoeveel weten we niet")),
    }


def _flat(choices: Any) -> dict[str, str]:
    """The label of every choice, also of those in a group."""
    told: dict[str, str] = {}
    for key, label in choices:
        told |= _flat(label) if isinstance(label, list) else {str(key): str(label)}
    return told


def _frequencies() -> tuple[Frequency, ...]:
    """The usual first."""
    usual = (Frequency.WEEK, Frequency.MONTH, Frequency.YEAR, Frequency.IN_TOTAL, Frequency.ONCE)
    return (*usual, *(one for one in Frequency if one not in usual))


def _use(quantity: float | None, *, per: str, weeks: float | None, band: str) -> NewUse:
    return NewUse(quantity, Frequency(per) if per else None, weeks, Band(band) if band else None)


def price_choices(shortlist: Shortlist, *, others: Sequence[ListedPrice]) -> list[Any]:
    """The prices of the shortlist first, then none and an own one, then the rest of the list."""
    short = [(str(one.price_id), price_label(one.price)) for one in shortlist.items]
    standing = {key for key, _label in short}
    rest = [(str(one.price_id), price_label(one.price)) for one in others if str(one.price_id) not in standing]
    choices: list[Any] = [("", _("Kies een prijs"))]
    choices += [(_("Vaste prijzen"), short)] if short else []
    choices += [(FREE, _("Kost geen geld")), (OWN, _("Eigen bedrag"))]
    return choices + ([(_("Andere prijzen"), rest)] if rest else [])


def price_label(price: PriceItem) -> str:
    """A price as a list shows it: its name and how much it is."""
    return f"{price.name} – {price_words(price)}"


def started(row: Amount, *, base: int, prices: Mapping[PriceItem, int]) -> dict[str, Any]:
    """What the form of a row starts with; `prices` gives the id of each price that may be chosen."""
    told: dict[str, Any] = {"base": base, "was": row.name, "name": row.name, "runs_on": row.runs_on}
    told |= {"bearer": row.bearer, "beneficiary": row.beneficiary}
    if row.price is None:
        told["price"] = "" if row.proposed else FREE
    elif row.price.own:
        told |= {"price": OWN, "bearer": row.payer, **_own_started(row.price)}
    else:
        told["price"] = str(prices.get(row.price, ""))
    told |= {} if row.use is None else _use_started(row.use)
    for number, one in enumerate(row.hours, start=1):
        told |= _hours_started(one, number=number)
    return told


def _own_started(price: PriceItem) -> dict[str, Any]:
    return {
        "own_name": price.name,
        "own_value": typed(price.value),
        "own_unit": price.unit.value,
        "own_source": price.source.title,
    }


def _use_started(use: Use) -> dict[str, Any]:
    if use.band is not None:
        return {"band": use.band.value, "weeks": typed(use.periods)}
    return {"quantity": typed(use.quantity), "per": use.frequency.value, "weeks": typed(use.periods)}


def _hours_started(hours: Hours, *, number: int) -> dict[str, Any]:
    told: dict[str, Any] = {f"who_{number}": hours.who, f"kind_{number}": hours.kind.value}
    if hours.use is None:
        return told | {f"unknown_{number}": True}
    return told | {
        f"hours_{number}": typed(hours.use.quantity),
        f"hours_per_{number}": hours.use.frequency.value,
        f"hours_weeks_{number}": typed(hours.use.periods),
    }


def typed(value: float | None) -> str:
    """A number as somebody would type it here.

    >>> typed(2.5), typed(52.0), typed(None)
    ('2,5', '52', '')
    """
    if value is None:
        return ""
    text = str(int(value)) if float(value).is_integer() else repr(float(value))
    return text.replace(".", ",")


class WordsForm(forms.Form):
    """The words that a price of the shortlist is known by."""

    version = Version()
    words = Words(
        max_length=LONGEST_WORDS,
        required=False,
        label=_("Aan welke woorden herken je deze prijs?"),
        help_text=_(
            "Zet een komma tussen de woorden. Begint een woord in een afspraak zo, dan staat deze prijs er als voorstel."
        ),
    )


class SearchForm(forms.Form):
    """Words to look a price up by."""

    q = Words(max_length=LONGEST_SEARCH, required=False)
