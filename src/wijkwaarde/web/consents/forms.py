"""What the pages of yes and no ask: the answer, of what was measured before, and of a member whose word it was and how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.consents.rules import NewConsent, NewRelease
from wijkwaarde.kernel.consents.terms import LONGEST_ABOUT, LONGEST_NAME, How
from wijkwaarde.web.fields import RequestKey, Words

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
YES, NO = "yes", "no"
STAYS, GOES = "stays", "goes"
PARTICIPANT, ORGANISATION, ELSE = "p", "o", "else"
TO_PICK = _("Kies een van de antwoorden.")
PICK = {"required": TO_PICK, "invalid_choice": TO_PICK}
NO_DATE = _("Dit is geen datum. Kies een dag in de kalender.")
ONE_DAY = timedelta(days=1)
HOW = [
    (How.TABLE.value, _("Aan tafel")),
    (How.PHONE.value, _("Aan de telefoon")),
    (How.PAPER.value, _("Op papier, met een handtekening")),
]


class SaidForm(forms.Form):
    """Whose word it is: of who acts, or for a member of whom they heard it, how, and on which day."""

    giver = forms.TypedChoiceField(label=_("Wie zei het?"), coerce=int, error_messages=PICK, widget=forms.RadioSelect)
    how = forms.ChoiceField(label=_("Hoe is het gezegd?"), choices=HOW, error_messages=PICK, widget=forms.RadioSelect)
    said_on = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"required": _("Kies een dag in de kalender."), "invalid": NO_DATE},
    )
    together = forms.BooleanField(required=False, label=_("Ouder en kind weten dit, en zeggen het allebei"))
    request_key = RequestKey()

    def __init__(
        self, *args: Any, givers: Sequence[tuple[int, str]], is_member: bool, is_both: bool, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        cast("forms.ChoiceField", self.fields["giver"]).choices = [(str(pk), name) for pk, name in givers]
        if len(givers) == 1:
            self.initial.setdefault("giver", str(givers[0][0]))
        if not is_member:
            for name in ("giver", "how", "said_on"):
                del self.fields[name]
        if not is_both:
            del self.fields["together"]

    def said(self) -> NewConsent:
        """A yes, as it was said."""
        told = self.cleaned_data
        return NewConsent(
            says_yes=True,
            how=How(told.get("how", How.SELF.value)),
            giver_id=told.get("giver"),
            together=told.get("together", False),
            said_on=told.get("said_on"),
        )

    def key(self) -> UUID:
        """Of which form."""
        found: UUID = self.cleaned_data["request_key"]
        return found


class AnswerForm(SaidForm):
    """Yes or no; with a no to measuring, whether what was measured before stays."""

    answer = forms.ChoiceField(
        label=_("Wat zeg je?"),
        choices=[(YES, _("Ja")), (NO, _("Nee"))],
        error_messages=PICK,
        widget=forms.RadioSelect,
    )
    before = forms.ChoiceField(
        label=_("Bij nee: wat doen we met cijfers en analyses van vroeger?"),
        choices=[(STAYS, _("De cijfers mogen blijven staan")), (GOES, _("De cijfers en analyses moeten weg"))],
        initial=STAYS,
        error_messages=PICK,
        widget=forms.RadioSelect,
    )
    field_order = ("answer", "before", "together", "giver", "how", "said_on", "request_key")

    def __init__(self, *args: Any, is_measuring: bool, **settings: Any) -> None:
        super().__init__(*args, **settings)
        if not is_measuring:
            del self.fields["before"]

    def said(self) -> NewConsent:
        """A yes or a no, as it was said."""
        told, word = self.cleaned_data, super().said()
        return NewConsent(
            says_yes=told["answer"] == YES,
            how=word.how,
            giver_id=word.giver_id,
            together=word.together,
            kept_before=told.get("before", STAYS) == STAYS,
            said_on=word.said_on,
        )


class StopForm(SaidForm):
    """A no to telling somebody something."""

    def said(self) -> NewConsent:
        """A no, as it was said."""
        word = super().said()
        return NewConsent(says_yes=False, how=word.how, giver_id=word.giver_id, said_on=word.said_on)


class ReleaseForm(SaidForm):
    """To whom something may be told, about what, and until which day."""

    to = forms.ChoiceField(label=_("Aan wie mogen we iets vertellen?"), error_messages=PICK)
    name = Words(
        max_length=LONGEST_NAME,
        required=False,
        label=_("Iemand anders: wie?"),
        help_text=_("Bijvoorbeeld: mijn huisarts."),
    )
    about = Words(
        max_length=LONGEST_ABOUT,
        label=_("Waarover?"),
        help_text=_("Bijvoorbeeld: hoe mijn dochter slaapt. Niets anders."),
        error_messages={"required": _("Schrijf op waarover het gaat.")},
    )
    last_day = forms.DateField(
        label=_("Tot en met welke dag?"),
        help_text=_("Daarna stopt het vanzelf. Eerder stoppen kan altijd."),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"required": _("Kies een dag in de kalender."), "invalid": NO_DATE},
    )
    field_order = ("to", "name", "about", "last_day", "together", "giver", "how", "said_on", "request_key")

    def __init__(self, *args: Any, to: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        cast("forms.ChoiceField", self.fields["to"]).choices = [
            ("", str(_("Kies iemand"))),
            *to,
            (ELSE, str(_("Iemand anders"))),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of somebody else."""
        told = self.cleaned_data
        if told.get("to") == ELSE and not told.get("name"):
            self.add_error("name", _("Schrijf op wie het is."))
        return told

    def release(self) -> NewRelease:
        """What may be told."""
        told = self.cleaned_data
        kind, _colon, pk = str(told["to"]).partition(":")
        last_day: date = told["last_day"]
        return NewRelease(
            about=told["about"],
            until=min(last_day, date.max - ONE_DAY) + ONE_DAY,
            participant_id=int(pk) if kind == PARTICIPANT else None,
            organisation_id=int(pk) if kind == ORGANISATION else None,
            name=told["name"] if kind == ELSE else "",
        )
