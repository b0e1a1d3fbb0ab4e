"""What is asked for the road of a share; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkwaarde.instruments.shared_savings.fields import Day, Euros
from wijkwaarde.instruments.shared_savings.sentences import cents
from wijkwaarde.kernel.agreements.terms import Road
from wijkwaarde.kernel.budgets.queries import Step
from wijkwaarde.kernel.share_roads.rules import NewRoad
from wijkwaarde.kernel.share_roads.terms import LONGEST_NAME
from wijkwaarde.web.fields import RequestKey, Words


class RoadForm(forms.Form):
    """In which determination a share is, or in which agreement apart."""

    subsidy = forms.ChoiceField(
        label=gettext_lazy("In welke vaststelling zit dit deel?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies er een."), "invalid_choice": gettext_lazy("Kies er een.")},
    )
    name = Words(max_length=LONGEST_NAME, label=gettext_lazy("Hoe heet de afspraak?"), required=False)
    on = Day(label=gettext_lazy("Wanneer is die getekend?"), required=False)
    document = Words(
        max_length=LONGEST_NAME,
        label=gettext_lazy("Op welk stuk staat het?"),
        help_text=gettext_lazy("Bijvoorbeeld: brief 2026-114. Schrijf geen namen van mensen."),
        required=False,
    )
    amount = Euros(
        label=gettext_lazy("Welk bedrag is hiermee geregeld? (euro)"),
        help_text=gettext_lazy("Leeg is alles wat nog te regelen is."),
    )
    request_key = RequestKey()

    def __init__(self, *args: Any, road: Road, known: Sequence[Step], **settings: Any) -> None:
        super().__init__(*args, **settings)
        if road is Road.DETERMINATION:
            field = self.fields["subsidy"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(str(one.pk), determination_words(one)) for one in known]
        for name in ("name", "on", "document") if road is Road.DETERMINATION else ("subsidy",):
            del self.fields[name]

    def told(self) -> NewRoad:
        """What was said."""
        said = self.cleaned_data
        return NewRoad(
            cents=said["amount"],
            subsidy_id=int(said["subsidy"]) if "subsidy" in said else None,
            name=said.get("name", ""),
            on=said.get("on"),
            document=said.get("document", ""),
            request_key=said["request_key"],
        )


def determination_words(one: Step) -> str:
    """A determination as somebody chooses it: whose money, of which year, for whom, how much and where it stands."""
    who = one.receiver or one.applicant
    return _("{source} {year}, voor {who}: {amount} ({document})").format(
        source=one.source.name, year=one.year, who=who.name, amount=cents(one.cents), document=one.document
    )
