"""What the pages of the books ask: of which time, until when a period closes, and for which program they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.ledger.queries import Asked
from wijkwaarde.kernel.ledger.terms import LONGEST_REFERENCE, BookingKind
from wijkwaarde.web.books.period import EVER, Period, periods_in
from wijkwaarde.web.books.whole import JOURNALS, SHEETS
from wijkwaarde.web.books.wording import booking_words
from wijkwaarde.web.fields import Words
from wijkwaarde.web.format import sentence

FILL = {"required": _("Vul dit in."), "invalid_choice": _("Kies er een uit de lijst.")}
SURE = {"required": _("Zet hier een vinkje. Sluiten kan niet terug.")}
PERIOD, KIND = "periode", "soort"
LARGEST_ID = 2**63 - 1


class CloseForm(forms.Form):
    """The last day of the period that is closed, out of those that can be."""

    until = forms.ChoiceField(label=_("Tot en met welke dag?"), error_messages=FILL)
    is_sure = forms.BooleanField(label=_("Ik weet dat dit niet terug kan"), error_messages=SURE)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["until"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean_until(self) -> date:
        """The first day that stays open."""
        return date.fromisoformat(self.cleaned_data["until"])


class WholeForm(forms.Form):
    """For which program the books are saved; of which account, and with which words, as on the page."""

    kind = forms.ChoiceField(choices=[(one, one) for one in (*SHEETS, *JOURNALS)])
    rekening = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    q = Words(max_length=LONGEST_REFERENCE, required=False)


class SearchForm(forms.Form):
    """Words to find a booking by."""

    q = Words(max_length=LONGEST_REFERENCE, required=False)


class PeriodForm(forms.Form):
    """Of which time; what an address says wrongly is as if it said nothing."""

    periode = forms.ChoiceField(label=_("Periode"), required=False)

    def __init__(self, asked: Mapping[str, str], *, years: range) -> None:
        self.periods = periods_in(years)
        super().__init__({name: asked.get(name, "") for name in (PERIOD, KIND)})
        field = self.fields[PERIOD]
        assert isinstance(field, forms.ChoiceField)
        by_year = groupby(self.periods.values(), key=lambda one: one.key[:4])
        field.choices = [
            ("", EVER.words),
            *((year, [(one.key, one.words) for one in group]) for year, group in by_year),
        ]

    @property
    def period(self) -> Period:
        """The time that was chosen."""
        return self.periods.get(self.data[PERIOD], EVER)

    @property
    def kept_period(self) -> str:
        """The time that was chosen, as an address keeps it."""
        return f"?{PERIOD}={self.period.key}" if self.period.key else ""


class BookingsForm(PeriodForm):
    """Of which time, and which kind."""

    soort = forms.ChoiceField(label=_("Wat"), required=False)

    def __init__(self, asked: Mapping[str, str], *, years: range) -> None:
        super().__init__(asked, years=years)
        field = self.fields[KIND]
        assert isinstance(field, forms.ChoiceField)
        kinds = [(kind.value, sentence(words)) for kind, words in booking_words().items()]
        field.choices = [("", _("Alles")), *kinds]

    def asked(self, *, words: str, account_id: int | None) -> Asked:
        """Which bookings these are."""
        period = self.period
        return Asked(words=words, kind=self.kind, account_id=account_id, begin=period.begin, until=period.until)

    @property
    def kind(self) -> BookingKind | None:
        """The kind that was chosen."""
        said = self.data[KIND]
        return BookingKind(said) if said in set(BookingKind) else None

    @property
    def kept(self) -> str:
        """What was chosen, as an address keeps it."""
        chosen = {PERIOD: self.period.key, KIND: self.kind.value if self.kind else ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else ""
