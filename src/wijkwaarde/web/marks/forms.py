"""What the fixed question asks: one mark, and of who writes it down for somebody also how and when it was given."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.measurements.terms import HIGHEST, LOWEST, HowGiven
from wijkwaarde.web.fields import RequestKey

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
SCALE = [(number, str(number)) for number in range(LOWEST, HIGHEST + 1)]
CHOOSE_MARK = _("Kies een cijfer van 1 tot en met 10.")
CHOOSE_HOW = _("Kies hoe het cijfer is gegeven.")
YES, NO = "ja", "nee"
NO_DAY = _("Dit is geen datum. Kies een dag in de kalender.")


class MarkForm(forms.Form):
    """The fixed question, in its one wording: another wording is another edition of it."""

    mark = forms.TypedChoiceField(
        label=_("Hoe gaat het op dit moment met je? Geef een cijfer van 1 (heel slecht) tot 10 (heel goed)."),
        help_text=_("Een fout antwoord bestaat niet. Je krijgt door dit cijfer nooit minder hulp."),
        choices=SCALE,
        coerce=int,
        error_messages={"required": CHOOSE_MARK, "invalid_choice": CHOOSE_MARK},
        widget=forms.RadioSelect,
    )
    request_key = RequestKey()


class WrittenMarkForm(MarkForm):
    """The same question, filled in for the resident by who sits beside them or has the paper."""

    how_given = forms.TypedChoiceField(
        label=_("Hoe is het cijfer gegeven?"),
        choices=[
            (HowGiven.WITH_HELP.value, _("Samen, aan tafel of aan de telefoon")),
            (HowGiven.PAPER.value, _("Op papier")),
        ],
        coerce=HowGiven,
        error_messages={"required": CHOOSE_HOW, "invalid_choice": CHOOSE_HOW},
        widget=forms.RadioSelect,
    )
    given_on = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
    )


def yes_or_no(value: str | None) -> bool:
    """What a button sent along. Errors: Refused when it is neither."""
    if value not in {YES, NO}:
        raise Refused(gettext("Kies ja of nee."))
    return value == YES


class KeyForm(forms.Form):
    """The key of the form with which a mark was given: only who gave it has that."""

    request_key = RequestKey()
