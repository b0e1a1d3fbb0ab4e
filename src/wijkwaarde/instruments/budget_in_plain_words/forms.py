"""What the controller says when a year is published, and which year somebody wants to read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.instruments.budget_in_plain_words.terms import LONGEST_WORDS
from wijkwaarde.web.fields import RequestKey, Words

FIRST_YEAR, LAST_YEAR = 2000, 2100


class YearForm(forms.Form):
    """The year in an address; another word than a year is none."""

    jaar = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)

    def year(self) -> int | None:
        """The year that was asked for; None for none."""
        found: int | None = self.cleaned_data.get("jaar") if self.is_valid() else None
        return found


class PublishForm(forms.Form):
    """Publish the year that is on the page."""

    fund_words = Words(
        label=_("Waar ging het geld van de bewoners heen?"),
        help_text=_("Alleen als er iets is uitgegeven. Noem geen mensen."),
        max_length=LONGEST_WORDS,
        lines=True,
        required=False,
    )
    words = Words(
        label=_("Wat wil je er nog bij zeggen?"),
        help_text=_("Dit staat onder de eerste zinnen. Noem geen mensen."),
        max_length=LONGEST_WORDS,
        lines=True,
        required=False,
    )
    request_key = RequestKey()
