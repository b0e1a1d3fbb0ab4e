"""What the pages of deliveries ask: a file, its columns, one delivery, or why a line is let go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from waarde import Period
from wijkwaarde.kernel.deliveries.periods import period_of
from wijkwaarde.kernel.deliveries.rules import NewDelivery, NewFile
from wijkwaarde.kernel.deliveries.terms import (
    LONGEST_NUMBER,
    LONGEST_WHY,
    QUANTITY_DIGITS,
    QUANTITY_PLACES,
    AsideReason,
)
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.rules import hundredths, number
from wijkwaarde.kernel.ledger.terms import LONGEST_REFERENCE
from wijkwaarde.web.fields import RequestKey, Words

LONGEST_AMOUNT, LONGEST_PERIOD, LONGEST_SEARCH = 20, 40, 100
CHOOSE, ALL = ("", _("Kies")), "all"
NO_PERIOD = _("Dit is geen periode. Schrijf bijvoorbeeld 2026-03, 2026-P03 of 1-3-2026 t/m 14-3-2026.")
NO_QUANTITY = _("Dit is geen aantal. Schrijf het zo: 12,5.")

type Choices = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Choosing:
    """What may be chosen for a delivery: organisations and products, each as id and name."""

    organisations: Choices
    products: Choices


class Amount(forms.CharField):
    """An amount as people write it, in whole cents."""

    def __init__(self, **settings: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_length=LONGEST_AMOUNT, widget=widget, **settings)

    def clean(self, value: Any) -> Any:
        """The cents; None for nothing."""
        text = str(super().clean(value) or "")
        try:
            return hundredths(text) if text else None
        except Refused as refused:
            raise ValidationError(refused.text) from refused


class PeriodField(forms.CharField):
    """A period as people write it."""

    def clean(self, value: Any) -> Any:
        """The period; None for nothing."""
        text = str(super().clean(value) or "")
        found = period_of(text) if text else None
        if text and found is None:
            raise ValidationError(NO_PERIOD)
        return found


class Quantity(forms.CharField):
    """How many units, with a comma or a point."""

    def clean(self, value: Any) -> Any:
        """The number; None for nothing."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = number(text)
        if found is None or abs(found) >= 10 ** (QUANTITY_DIGITS - QUANTITY_PLACES):
            raise ValidationError(NO_QUANTITY)
        return found.quantize(Decimal(1).scaleb(-QUANTITY_PLACES))


class UploadForm(forms.Form):
    """A file with what it is about."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een tabel in .xlsx of .csv, van ten hoogste 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg."),
            "missing": _("Kies een bestand."),
        },
    )
    organisation_id = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label=_("Van welke organisatie is het?"),
        help_text=_("Staat de organisatie op elke regel? Laat dit dan open."),
    )
    year = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label=_("Over welk jaar gaat het?"),
        help_text=_("Regels van een ander jaar leggen we dan apart."),
    )
    total = Amount(
        required=False,
        label=_("Wat is het totaal volgens de organisatie?"),
        help_text=_("Zo zie je of het bestand compleet is."),
    )
    request_key = RequestKey()

    def __init__(
        self, *args: Any, organisations: Choices, years: Choices, own: int | None = None, **settings: Any
    ) -> None:
        """Who hands in a file of their `own` organisation chooses none."""
        super().__init__(*args, **settings)
        self.own = own
        if own is None:
            self.fields["organisation_id"].choices = [("", _("Staat op elke regel")), *organisations]  # type: ignore[attr-defined]
        else:
            del self.fields["organisation_id"]
            self.fields["total"].label = _("Wat is het totaal?")
        self.fields["year"].choices = [("", _("Meer dan één jaar")), *years]  # type: ignore[attr-defined]

    def new(self) -> NewFile:
        """The file as it came."""
        told = self.cleaned_data
        return NewFile(
            raw=told["file"].read(),
            name=told["file"].name,
            request_key=told["request_key"],
            organisation_id=self.own if self.own is not None else told["organisation_id"],
            year=told["year"],
            total=told["total"],
        )


class ColumnsForm(forms.Form):
    """Which column of a file is which; another room that reads files has its own words for the columns."""

    def __init__[C: StrEnum](
        self, *args: Any, words: Mapping[C, str], heads: Sequence[str], wanted: Sequence[C], **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        for column, word in words.items():
            self.fields[column.value] = forms.ChoiceField(
                label=word,
                required=column in wanted,
                choices=[CHOOSE, *((head, head) for head in heads)],
                error_messages={"required": _("Kies de kolom waarin dit staat.")},
            )

    def names(self) -> dict[str, str]:
        """The chosen names by column."""
        return {column: name for column, name in self.cleaned_data.items() if name}


class DeliveryForm(forms.Form):
    """One delivery, as it stands on a bill."""

    organisation_id = forms.TypedChoiceField(
        coerce=int, label=_("Welke organisatie?"), error_messages={"required": _("Kies een organisatie.")}
    )
    product_id = forms.TypedChoiceField(
        coerce=int, label=_("Welk product?"), error_messages={"required": _("Kies een product.")}
    )
    period = PeriodField(
        max_length=LONGEST_PERIOD,
        label=_("Welke periode?"),
        error_messages={"required": _("Vul de periode in.")},
        help_text=_("Een maand (2026-03), vier weken (2026-P03), een jaar (2026), of 1-3-2026 t/m 14-3-2026."),
    )
    quantity = Quantity(required=False, max_length=LONGEST_AMOUNT, label=_("Hoeveel?"))
    amount = Amount(
        error_messages={"required": _("Vul het bedrag in.")},
        label=_("Welk bedrag?"),
        help_text=_("Is het een creditregel? Zet er dan een min voor."),
    )
    number = Words(
        required=False,
        max_length=LONGEST_NUMBER,
        label=_("Afspraaknummer"),
        help_text=_("Het korte nummer bij de afspraak in het plan."),
    )
    document = Words(
        max_length=LONGEST_REFERENCE,
        label=_("Waar staat het?"),
        error_messages={"required": _("Vul het kenmerk van de rekening of brief in.")},
        help_text=_("Het kenmerk van de rekening of brief, zonder spaties. Bijvoorbeeld: factuur-2026-14."),
    )
    is_again = forms.BooleanField(required=False, label=_("Dit is al eens geboekt, en het moet er nog een keer bij"))
    why = Words(
        required=False,
        max_length=LONGEST_WHY,
        label=_("Waarom telt dit toch mee?"),
        help_text=_("De afspraak liep toen niet meer. Een paar woorden, zonder namen van mensen."),
    )
    request_key = RequestKey()

    def __init__(
        self, *args: Any, choosing: Choosing, document: str = "", asks_why: bool = False, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.fields["organisation_id"].choices = [CHOOSE, *choosing.organisations]  # type: ignore[attr-defined]
        self.fields["product_id"].choices = [CHOOSE, *choosing.products]  # type: ignore[attr-defined]
        self.known_document = document
        if document:
            del self.fields["document"]
        self.asked_why = self.fields["why"]
        # Who corrects the number owes no answer, so only what is still to be filled in is said to be needed.
        self.fields["why"].required = not self.is_bound
        if not asks_why and "why" not in self.data:
            del self.fields["why"]

    def refused(self, refused: Refused) -> None:
        """Say what is wrong where it is; why it counts is asked only where the answer is needed."""
        if refused.field == "why" and "why" not in self.fields:
            self.fields["why"] = self.asked_why
        if refused.field == "why":
            self.asked_why.required = True
        self.add_error(refused.field if refused.field in self.fields else None, refused.text)

    def new(self) -> NewDelivery:
        """What was filled in."""
        told = self.cleaned_data
        period: Period = told["period"]
        key: UUID = told["request_key"]
        return NewDelivery(
            organisation_id=told["organisation_id"],
            product_id=told["product_id"],
            period=period,
            cents=told["amount"],
            quantity=told["quantity"],
            number=told["number"],
            document=self.known_document or told["document"],
            is_again=told["is_again"],
            why=told.get("why", ""),
            request_key=key,
        )


class LetGoForm(forms.Form):
    """Why a line is let go."""

    why = Words(
        max_length=LONGEST_WHY,
        label=_("Waarom hoeft deze regel niet?"),
        help_text=_("Een paar woorden, zonder namen van mensen."),
        error_messages={"required": _("Schrijf in een paar woorden waarom.")},
    )


class LetManyGoForm(LetGoForm):
    """Why lines are let go, all that wait or those of one reason."""

    reason = forms.ChoiceField(label=_("Welke regels?"), error_messages={"required": _("Kies welke regels.")})
    field_order = ("reason", "why")

    def __init__(self, *args: Any, reasons: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["why"].label = _("Waarom hoeven deze regels niet?")
        self.fields["reason"].choices = [(ALL, _("Alles wat nog apart ligt")), *reasons]  # type: ignore[attr-defined]

    def chosen(self) -> AsideReason | None:
        """The reason that was chosen; None for all."""
        said = self.cleaned_data["reason"]
        return None if said == ALL else AsideReason(said)


class OrganisationForm(forms.Form):
    """Whose agreements; the names of its fields stand in the address."""

    organisatie = forms.TypedChoiceField(
        coerce=int, label=_("Welke organisatie?"), error_messages={"required": _("Kies een organisatie.")}
    )

    def __init__(self, *args: Any, organisations: Choices, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["organisatie"].choices = [CHOOSE, *organisations]  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    """Words to look for; anything is fine."""

    q = Words(max_length=LONGEST_SEARCH, required=False)


def years_until(today: date, *, begin: date, until: date) -> Choices:
    """The years of a budget that have begun, the newest first."""
    last = min(today.year, until.year if until.month > 1 else until.year - 1)
    return [(year, str(year)) for year in range(last, begin.year - 1, -1)]
