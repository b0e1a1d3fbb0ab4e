"""What the pages of the reconciliation ask: a party's own figures, its columns, its cost centres, and why something differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkwaarde.instruments.reconciliation.calculation import Compared
from wijkwaarde.instruments.reconciliation.queries import Place, Theirs
from wijkwaarde.instruments.reconciliation.rules import NewBooks, NewExplanation
from wijkwaarde.instruments.reconciliation.terms import LONGEST_AMOUNT, LONGEST_WORDS, Reason
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.rules import hundredths
from wijkwaarde.web.fields import RequestKey, Version, Words

CHOOSE = ("", _("Kies"))
ELSEWHERE = "0"
NOT_YET = ""

type Choices = Sequence[tuple[int, str]]


class BooksForm(forms.Form):
    """A file with a party's own figures, and what it is about."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een tabel in .xlsx of .csv, met op elke rij een kostenplaats en een bedrag."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg."),
            "missing": _("Kies een bestand."),
        },
    )
    organisation_id = forms.TypedChoiceField(
        coerce=int,
        label=_("Van welke organisatie zijn deze cijfers?"),
        error_messages={"required": _("Kies een organisatie.")},
    )
    year = forms.TypedChoiceField(
        coerce=int, label=_("Over welk jaar gaat het?"), error_messages={"required": _("Kies een jaar.")}
    )
    is_turned = forms.BooleanField(required=False, label=_("Wat zij verdienen staat in dit bestand onder nul"))
    request_key = RequestKey()

    def __init__(self, *args: Any, organisations: Choices, years: Choices, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["organisation_id"].choices = [CHOOSE, *organisations]  # type: ignore[attr-defined]
        self.fields["year"].choices = [CHOOSE, *years]  # type: ignore[attr-defined]

    def new(self) -> NewBooks:
        """The file as it came."""
        told = self.cleaned_data
        return NewBooks(
            raw=told["file"].read(),
            name=told["file"].name,
            organisation_id=told["organisation_id"],
            year=told["year"],
            is_turned=told["is_turned"],
            request_key=told["request_key"],
        )


class CentresForm(forms.Form):
    """Which product each cost centre of a party is; one may stay open."""

    version = Version()

    def __init__(self, *args: Any, centres: Sequence[Theirs], products: Mapping[int, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.places = {f"c{number}": one for number, one in enumerate(centres)}
        choices = [
            (NOT_YET, _("Nog niet gekoppeld")),
            *((str(pk), name) for pk, name in products.items()),
            (ELSEWHERE, _("Hoort niet bij het wijkbudget")),
        ]
        for name, one in self.places.items():
            self.fields[name] = forms.ChoiceField(
                required=False,
                choices=choices,
                label=" · ".join(filter(None, (one.cost_centre, one.article))),
                initial=_chosen(one),
            )

    def products(self) -> dict[Place, int | None]:
        """What changed: by cost centre and their word the product, None for what is not of the neighbourhood."""
        changed = {
            name: self.cleaned_data[name]
            for name, one in self.places.items()
            if self.cleaned_data[name] not in {NOT_YET, _chosen(one)}
        }
        return {
            (self.places[name].cost_centre, self.places[name].article): int(chosen) or None
            for name, chosen in changed.items()
        }


def _chosen(one: Theirs) -> str:
    return NOT_YET if not one.is_said else str(one.product_id or ELSEWHERE)


class Euros(Words):
    """A typed amount as whole cents, below 0 with a minus."""

    def __init__(self, **settings: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=LONGEST_AMOUNT, widget=widget, **settings)

    def clean(self, value: Any) -> int | None:
        """The cents. Errors: ValidationError."""
        text = str(super().clean(value) or "")
        try:
            return hundredths(text) if text else None
        except Refused as refused:
            raise ValidationError(refused.text) from refused


class ExplanationForm(forms.Form):
    """Why a difference is there."""

    reason = forms.ChoiceField(
        label=_("Waardoor komt dit verschil?"), error_messages={"required": _("Kies waardoor het komt.")}
    )
    amount = Euros(
        label=_("Welk deel van het verschil?"),
        help_text=_("Staat er bij hen minder dan bij ons? Zet er dan een min voor."),
        error_messages={"required": _("Vul het bedrag in.")},
    )
    words = Words(
        required=False,
        max_length=LONGEST_WORDS,
        lines=True,
        rows=3,
        label=_("In een paar woorden"),
        help_text=_("Bijvoorbeeld welke rekening of brief. Zonder namen van mensen."),
    )
    request_key = RequestKey()

    def __init__(self, *args: Any, reasons: Mapping[Reason, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["reason"].choices = [CHOOSE, *((one.value, word) for one, word in reasons.items())]  # type: ignore[attr-defined]

    def new(self, *, product_id: int, month: date) -> NewExplanation:
        """What was filled in."""
        told = self.cleaned_data
        return NewExplanation(
            product_id=product_id,
            month=month,
            cents=told["amount"],
            reason=Reason(told["reason"]),
            words=told["words"],
            request_key=told["request_key"],
        )


class TogetherForm(forms.Form):
    """Why several differences are there: which ones, each as it was seen, and one reason for all of them."""

    rows = forms.MultipleChoiceField(
        label=_("Welke verschillen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies er een of meer."),
            "invalid_choice": _("Een van deze verschillen is intussen anders. Kijk wat er nu staat, en kies opnieuw."),
        },
    )
    reason = forms.ChoiceField(
        label=_("Waardoor komen deze verschillen?"), error_messages={"required": _("Kies waardoor het komt.")}
    )
    words = Words(
        required=False,
        max_length=LONGEST_WORDS,
        lines=True,
        rows=3,
        label=_("In een paar woorden"),
        help_text=_("Bijvoorbeeld welke rekening of brief. Zonder namen van mensen."),
    )
    request_key = RequestKey()

    def __init__(
        self, *args: Any, rows: Sequence[tuple[Compared, str]], reasons: Mapping[Reason, str], **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.places = {_seen(row): row for row, _text in rows}
        self.fields["rows"].choices = [(_seen(row), text) for row, text in rows]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [CHOOSE, *((one.value, word) for one, word in reasons.items())]  # type: ignore[attr-defined]

    def new(self) -> list[NewExplanation]:
        """An explanation of each difference that was chosen, of all that is open of it."""
        told = self.cleaned_data
        key: UUID = told["request_key"]
        return [
            NewExplanation(
                product_id=row.product_id,
                month=row.month,
                cents=row.open,
                reason=Reason(told["reason"]),
                words=told["words"],
                request_key=uuid5(key, f"{row.product_id}:{row.month}"),
                together=key,
            )
            for row in (self.places[one] for one in told["rows"])
        ]


def _seen(row: Compared) -> str:
    """A difference as it was seen: another amount is another choice."""
    return f"{row.product_id}:{row.month}:{row.open}"


def years_until(today: date, *, begin: date, until: date) -> Choices:
    """The years of a budget that have begun, the newest first."""
    last = min(today.year, until.year if until.month > 1 else until.year - 1)
    return [(year, str(year)) for year in range(last, begin.year - 1, -1)]
