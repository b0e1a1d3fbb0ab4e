"""What agreeing a result asks, and saying that one was reached."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.results.queries import Result
from wijkwaarde.kernel.results.rules import NewReached, NewResult
from wijkwaarde.kernel.results.terms import LONGEST_NUMBER, LONGEST_WHAT, MOST_TIMES, Sayer
from wijkwaarde.web.deliveries.forms import CHOOSE, Amount, Choosing
from wijkwaarde.web.fields import RequestKey, Version, Words

ISO = "%Y-%m-%d"
ONE_DAY = timedelta(days=1)
SAYERS = {
    Sayer.RESIDENT: _("de bewoner"),
    Sayer.TABLE: _("wie aan tafel zat"),
    Sayer.PARTY: _("de organisatie zelf"),
}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={
            "invalid": _("Dit is geen datum. Kies een dag in de kalender."),
            "required": _("Kies een dag."),
        },
    )


def _times(label: Any) -> forms.IntegerField:
    wrong = _("Vul een heel aantal in, van 1 tot en met tienduizend.")
    errors = {"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST_TIMES,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=errors,
    )


class ResultForm(forms.Form):
    """A result to agree with a party."""

    organisation_id = forms.TypedChoiceField(
        coerce=int, label=_("Welke organisatie?"), error_messages={"required": _("Kies een organisatie.")}
    )
    product_id = forms.TypedChoiceField(
        coerce=int, label=_("Welk product?"), error_messages={"required": _("Kies een product.")}
    )
    what = Words(
        max_length=LONGEST_WHAT,
        label=_("Wat is er dan bereikt?"),
        help_text=_("Een paar woorden, zonder namen. Bijvoorbeeld: na een half jaar geen hulp meer nodig."),
        error_messages={"required": _("Schrijf in een paar woorden wat er bereikt moet zijn.")},
    )
    amount = Amount(label=_("Welk bedrag per keer?"), error_messages={"required": _("Vul het bedrag in.")})
    times = _times(_("Hoe vaak spreken jullie af?"))
    begin = _day(_("Vanaf"))
    last = _day(_("Tot en met"))
    request_key = RequestKey()

    def __init__(self, *args: Any, choosing: Choosing, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["organisation_id"].choices = [CHOOSE, *choosing.organisations]  # type: ignore[attr-defined]
        self.fields["product_id"].choices = [CHOOSE, *choosing.products]  # type: ignore[attr-defined]

    def new(self) -> NewResult:
        """What was filled in."""
        told = self.cleaned_data
        return _new(told, organisation_id=told["organisation_id"], product_id=told["product_id"])


class ChangeForm(ResultForm):
    """The same result otherwise: with whom and of which product stays."""

    version = Version()

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, choosing=Choosing((), ()), **settings)
        del self.fields["organisation_id"], self.fields["product_id"]

    def changed(self, found: Result) -> NewResult:
        """What was filled in, of that result."""
        row = found.row
        return _new(self.cleaned_data, organisation_id=row.organisation_id, product_id=row.product_id)


def _new(told: dict[str, Any], *, organisation_id: int, product_id: int) -> NewResult:
    return NewResult(
        organisation_id=organisation_id,
        product_id=product_id,
        what=told["what"],
        cents=told["amount"],
        times=told["times"],
        begin=told["begin"],
        until=min(told["last"], date.max - ONE_DAY) + ONE_DAY,
        request_key=told["request_key"],
    )


class ReachedForm(forms.Form):
    """A result that was reached."""

    on = _day(_("Op welke dag?"))
    times = _times(_("Hoe vaak?"))
    said_by = forms.ChoiceField(
        label=_("Wie zegt dat het bereikt is?"),
        choices=[(one.value, words) for one, words in SAYERS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie het zegt."), "invalid_choice": _("Kies wie het zegt.")},
    )
    number = Words(
        required=False,
        max_length=LONGEST_NUMBER,
        label=_("Afspraaknummer"),
        help_text=_("Het korte nummer bij de afspraak in het plan."),
    )
    request_key = RequestKey()

    def new(self) -> NewReached:
        """What was filled in."""
        told = self.cleaned_data
        return NewReached(
            on=told["on"],
            times=told["times"],
            said_by=Sayer(told["said_by"]),
            number=told["number"],
            request_key=told["request_key"],
        )
