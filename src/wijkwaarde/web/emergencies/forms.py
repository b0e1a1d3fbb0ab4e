"""What emergency access asks: who is in danger and why, one more yes, whether it was right, and when it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.emergencies.rules import NewEmergency, Review, Wanted, check_reason
from wijkwaarde.kernel.emergencies.terms import CONFIRM_WITHIN, LONGEST_REASON, Danger, Verdict
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.terms import LONGEST_NAME, LONGEST_PHONE
from wijkwaarde.web.fields import OLD, RequestKey, Version, Words

ISO = "%Y-%m-%d"
SALT = "wijkwaarde.emergencies"
LONGEST_TOKEN = 4_000
DANGERS = [
    (Danger.RESIDENT.value, _("Voor de bewoner zelf")),
    (Danger.CHILD.value, _("Voor een kind")),
    (Danger.OTHER.value, _("Voor iemand anders")),
]
VERDICTS = [(Verdict.RIGHT.value, _("Ja, dit was terecht")), (Verdict.WRONG.value, _("Nee, dit was niet terecht"))]
TO_PICK = _("Kies een van de antwoorden.")
PICK = {"required": TO_PICK, "invalid_choice": TO_PICK}
NO_DAY = _("Dit is geen datum. Kies een dag in de kalender.")
SENTENCE = _("Schrijf in een hele zin waarom.")


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, by whom: a page carries it, signed, from the first form to the yes."""

    resident_id: int
    name: str
    membership_id: int


class Reason(Words):
    """Why: a sentence at least."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("error_messages", {"required": SENTENCE})
        super().__init__(max_length=LONGEST_REASON, lines=True, **settings)


class WantedForm(forms.Form):
    """Who is looked for, who is in danger, and why."""

    name = Words(
        max_length=LONGEST_NAME,
        label=_("Naam van de bewoner"),
        help_text=_("Precies en helemaal, zoals de bewoner heet."),
        error_messages={"required": _("Schrijf de naam van de bewoner op.")},
    )
    phone = Words(max_length=LONGEST_PHONE, required=False, label=_("Telefoonnummer van de bewoner"))
    born_on = forms.DateField(
        required=False,
        label=_("Of de geboortedag"),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"invalid": NO_DAY},
    )
    danger = forms.ChoiceField(
        label=_("Voor wie is er gevaar?"), choices=DANGERS, error_messages=PICK, widget=forms.RadioSelect
    )
    reason = Reason(
        label=_("Wat is er aan de hand?"), help_text=_("Schrijf wat je zag of hoorde. De bewoner leest dit later.")
    )
    ask_to_wait = forms.BooleanField(
        required=False,
        label=_("Het is nu gevaarlijk als de bewoner dit meteen leest"),
        help_text=_("Bijvoorbeeld omdat er iemand meeleest. Het privacycontact beslist dan wanneer."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what only who knows the resident knows, and for a whole sentence."""
        told = self.cleaned_data
        if not told.get("phone") and not told.get("born_on") and "born_on" not in self.errors:
            self.add_error("phone", _("Schrijf het telefoonnummer of de geboortedag erbij."))
        if "reason" in told:
            _check_reason(self, "reason")
        return told

    def wanted(self) -> Wanted:
        """Who is looked for."""
        told = self.cleaned_data
        return Wanted(told["name"], told["phone"], told["born_on"])


class ConfirmForm(forms.Form):
    """One more yes; it carries what was said before."""

    found = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_TOKEN, error_messages=OLD)
    danger = forms.ChoiceField(choices=DANGERS, widget=forms.HiddenInput, error_messages=OLD)
    reason = Words(widget=forms.HiddenInput, max_length=LONGEST_REASON, lines=True, error_messages=OLD)
    ask_to_wait = forms.BooleanField(required=False, widget=forms.HiddenInput)
    is_sure = forms.BooleanField(
        label=_("Ja, er is nu gevaar. Ik wil meekijken."),
        error_messages={"required": _("Is er nu gevaar? Zet dan hier het vinkje.")},
    )
    request_key = RequestKey()

    def emergency(self, found: Found) -> NewEmergency:
        """What is opened."""
        told = self.cleaned_data
        return NewEmergency(found.resident_id, Danger(told["danger"]), told["reason"], told["ask_to_wait"])

    def key(self) -> UUID:
        """Of which form."""
        key: UUID = self.cleaned_data["request_key"]
        return key


class ReviewForm(forms.Form):
    """Whether it was right, in a sentence."""

    verdict = forms.ChoiceField(
        label=_("Was deze noodtoegang terecht?"), choices=VERDICTS, error_messages=PICK, widget=forms.RadioSelect
    )
    sentence = Reason(label=_("Waarom vind je dat?"), help_text=_("De bewoner leest dit ook."))
    version = Version()

    def review(self) -> Review:
        """What was said."""
        told = self.cleaned_data
        return Review(Verdict(told["verdict"]), told["sentence"], told["version"])


class LaterForm(forms.Form):
    """From which day the resident reads of it, and why not before."""

    tell_on = forms.DateField(
        label=_("Vertel het de bewoner pas op"),
        help_text=_("Hoogstens twee weken na de noodtoegang."),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"required": _("Kies een dag."), "invalid": NO_DAY},
    )
    wait_reason = Reason(label=_("Waarom is vertellen nu gevaarlijk?"), help_text=_("De bewoner leest dit daarna ook."))

    def until(self) -> date:
        """The day that was chosen."""
        day: date = self.cleaned_data["tell_on"]
        return day


def signed(found: Found) -> str:
    """Who was found, as the page carries it."""
    return signing.dumps([found.resident_id, found.name, found.membership_id], salt=SALT)


def unsigned(text: str, *, membership_id: int | None) -> Found:
    """Who was found by this member a moment ago. Errors: Refused for what is older, or somebody else's."""
    try:
        found = Found(*signing.loads(text, salt=SALT, max_age=CONFIRM_WITHIN))
    except signing.BadSignature as error:
        raise Refused(str(TOO_LATE)) from error
    if found.membership_id != membership_id:
        raise Refused(str(TOO_LATE))
    return found


TOO_LATE = _("Dit duurde te lang. Zoek de bewoner nog een keer.")


def _check_reason(form: forms.Form, field: str) -> None:
    try:
        check_reason(form.cleaned_data[field], field=field)
    except Refused as refused:
        form.add_error(field, refused.text)
