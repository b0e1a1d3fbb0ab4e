"""What a month of hours, a file of months and the norm of an fte ask."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.rules import hundredths, number
from wijkwaarde.kernel.staffing.calculation import Hours, hours_of_fte
from wijkwaarde.kernel.staffing.queries import Norm
from wijkwaarde.kernel.staffing.reading import MAY_MISS
from wijkwaarde.kernel.staffing.rules import month_of
from wijkwaarde.kernel.staffing.terms import (
    HUNDREDTHS,
    KINDS,
    LONGEST_FILE_NAME,
    LONGEST_NUMBER,
    LONGEST_SOURCE,
    LONGEST_WORD,
)
from wijkwaarde.web.fields import OLD_BUTTON, Version, Words
from wijkwaarde.web.format import sentence

# What one form may carry: a file as text, and the months of one.
LONGEST_KEPT, LONGEST_MONTHS = 1_500_000, 300_000


class Counted(StrEnum):
    """In what the numbers are."""

    HOURS = "uur"
    FTE = "fte"


# People write halves and quarters of hours so.
PARTS = {"¼": ",25", "½": ",5", "¾": ",75"}
NO_NUMBER = _("Dit is geen getal. Schrijf het zo: 12,5.")
# How many months back and ahead are offered; of later months only what is planned is known.
BACK, AHEAD, MONTHS_A_YEAR = 24, 3, 12


class Hundredths(Words):
    """A number with at most two decimals, in hundredths; nothing is 0."""

    def __init__(self, **settings: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        settings.setdefault("required", False)
        settings.setdefault("error_messages", {"required": _("Vul dit in.")})
        super().__init__(max_length=LONGEST_NUMBER, widget=forms.TextInput(attrs=attrs), **settings)

    def clean(self, value: Any) -> int:
        """The hundredths."""
        text = str(super().clean(value))
        for part, plain in PARTS.items():
            text = text.replace(part, plain)
        if text and number(text) is None:
            raise ValidationError(NO_NUMBER)
        try:
            return hundredths(text) if text else 0
        except Refused as refused:
            raise ValidationError(refused.text) from refused


class Month(Words):
    """A month as people write it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(max_length=LONGEST_WORD, **settings)

    def clean(self, value: Any) -> date:
        """Its first day."""
        text = str(super().clean(value))
        try:
            return month_of(text)
        except Refused as refused:
            raise ValidationError(refused.text) from refused


def offer_months(form: forms.Form, *, today: date, ahead: int = 0) -> None:
    """Let the month of a form be chosen: those before this one, some after it, and the one that stands there."""
    now = today.year * MONTHS_A_YEAR + today.month - 1
    numbers = range(now + ahead, now - BACK - 1, -1)
    months = [date(one // MONTHS_A_YEAR, one % MONTHS_A_YEAR + 1, 1) for one in numbers]
    offered = {f"{one:%Y-%m}": date_format(one, "F Y") for one in months}
    there = str(form["month"].value() or "")
    if there and there not in offered:
        offered[there] = there
    form.fields["month"].widget = forms.Select(choices=list(offered.items()))
    form.fields["month"].widget.is_required = True


def counted(norm: Norm | None) -> list[tuple[str, Any]]:
    """In what numbers may be told: in fte only where somebody said what that is."""
    hours = (Counted.HOURS.value, _("Uren"))
    return [hours] if norm is None else [hours, (Counted.FTE.value, _("Fte"))]


class MonthForm(forms.Form):
    """The hours of one product in one month."""

    product = forms.ChoiceField(label=_("Welk product?"), error_messages={"required": _("Kies een product.")})
    month = Month(label=_("Welke maand?"))
    counted = forms.ChoiceField(label=_("Waarin tel je?"))
    available = Hundredths(
        label=_("Beschikbaar"), help_text=_("Alles wat is afgesproken, met ziekte en vacatures erbij.")
    )
    planned = Hundredths(label=_("Gepland"))
    used = Hundredths(label=_("Gebruikt"))
    ill = Hundredths(label=_("Ziek"))
    vacant = Hundredths(label=_("Vacature"), help_text=_("Waar niemand voor te vinden was."))
    version = Version()

    def __init__(
        self, *args: Any, products: Sequence[tuple[int, str]], today: date, norm: Norm | None = None, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.norm = norm
        offer_months(self, today=today, ahead=AHEAD)
        self._offer("product", [("", _("Kies")), *((str(pk), name) for pk, name in products)])
        self._offer("counted", counted(norm))

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def hours(self) -> Hours:
        """What was told, in hours."""
        told = {name: self.cleaned_data[name] for name in KINDS}
        if self.cleaned_data["counted"] == Counted.FTE.value and self.norm is not None:
            told = {name: hours_of_fte(value, hours_a_year=self.norm.hours_a_year) for name, value in told.items()}
        return Hours(**told)


def started(hours: Mapping[str, int]) -> dict[str, str]:
    """Hundredths as somebody would type them, all of their figures.

    >>> started({"used": 1_234_567, "ill": 0, "vacant": 50})
    {'used': '12345,67', 'ill': '0', 'vacant': '0,5'}
    """
    told = {name: f"{value / HUNDREDTHS:.2f}".rstrip("0").rstrip(".") for name, value in hours.items()}
    return {name: text.replace(".", ",") for name, text in told.items()}


class FileForm(forms.Form):
    """A file of months: a new one, or the one that the question about its columns carried along."""

    file = forms.FileField(
        required=False,
        label=_("Het bestand"),
        help_text=_("Een rekenblad (.xlsx) of .csv."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"empty": _("Dit bestand is leeg.")},
    )
    counted = forms.ChoiceField(label=_("Waarin tel je?"))
    kept = forms.CharField(required=False, max_length=LONGEST_KEPT, widget=forms.HiddenInput)
    name = Words(required=False, max_length=LONGEST_FILE_NAME, widget=forms.HiddenInput)

    def __init__(self, *args: Any, norm: Norm | None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["counted"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = counted(norm)
        self._raw: bytes | None = None

    def clean(self) -> dict[str, Any]:
        """Ask for a file where there is none."""
        told = self.cleaned_data
        if not told.get("file") and not told.get("kept") and not self.errors:
            self.add_error("file", _("Kies een bestand."))
        return told

    def raw(self) -> bytes:
        """What is in the file. Errors: Refused where a page carried along something else."""
        if self._raw is None:
            sent = self.cleaned_data["file"]
            self._raw = bytes(sent.read()) if sent else _unpacked(self.cleaned_data["kept"])
        return self._raw

    def called(self) -> str:
        """What the file is called, as short as it is kept."""
        sent = self.cleaned_data["file"]
        return str(sent.name if sent else self.cleaned_data["name"])[-LONGEST_FILE_NAME:]


def _unpacked(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError as error:
        raise Refused(str(OLD_BUTTON)) from error


class ColumnsForm(forms.Form):
    """Which column of a file is what."""

    def __init__(self, *args: Any, words: Mapping[str, str], heads: Sequence[str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        there = {" ".join(head.split()).casefold(): head for head in heads}
        for name, word in words.items():
            may_miss = name in MAY_MISS
            none = _("Staat er niet in") if may_miss else _("Kies")
            self.fields[f"column-{name}"] = forms.ChoiceField(
                label=sentence(word),
                choices=[("", none), *((head, head) for head in heads if head)],
                required=not may_miss,
                initial=there.get(word.casefold(), ""),
                error_messages={"required": _("Deze kolom is nodig. Kies er een.")},
            )


class MonthsForm(forms.Form):
    """The months that were shown, to be kept."""

    months = forms.CharField(max_length=LONGEST_MONTHS)
    name = Words(max_length=LONGEST_FILE_NAME)


class NormForm(forms.Form):
    """How many hours a year one fte is."""

    hours_a_year = Hundredths(required=True, label=_("Hoeveel uur per jaar is 1 fte?"))
    since = forms.DateField(label=_("Vanaf welke dag?"), widget=forms.DateInput(attrs={"type": "date"}))
    source = Words(
        max_length=LONGEST_SOURCE, label=_("Waar staat dat?"), help_text=_("Bijvoorbeeld in een cao: welke, en waar.")
    )
