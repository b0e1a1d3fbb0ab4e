"""What a parent who asks for a child fills in, and what naming somebody who represents a resident asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.accounts.terms import LONGEST_EMAIL
from wijkwaarde.kernel.cases.terms import LONGEST_WORDS, Extent, Ground
from wijkwaarde.kernel.parties.terms import LONGEST_NAME
from wijkwaarde.kernel.representations.rules import ForChild, NewRepresentative
from wijkwaarde.web.fields import RequestKey, Words

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
TO_PICK = _("Kies een van de antwoorden.")
PICK = {"required": TO_PICK, "invalid_choice": TO_PICK}
NOTHING = "nothing"
GROUNDS = {
    Ground.PARENT: _("Ouder met gezag"),
    Ground.MENTOR: _("Mentor"),
    Ground.ADMINISTRATOR: _("Bewindvoerder"),
    Ground.CURATOR: _("Curator"),
    Ground.PROXY: _("Gevolmachtigde, bijvoorbeeld met een levenstestament"),
    Ground.HELPER: _("Iemand die helpt met lezen en schrijven"),
}


class ChildForm(forms.Form):
    """A question for one's own child."""

    name = Words(
        max_length=LONGEST_NAME,
        label=_("Naam van je kind"),
        error_messages={"required": _("Schrijf de naam van je kind op.")},
    )
    born_on = forms.DateField(
        label=_("Geboortedag van je kind"),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={
            "required": _("Kies de geboortedag."),
            "invalid": _("Dit is geen datum. Kies een dag in de kalender."),
        },
    )
    words = Words(
        max_length=LONGEST_WORDS,
        lines=True,
        rows=6,
        label=_("Wat is er aan de hand?"),
        help_text=_("Schrijf het op zoals je het zou vertellen. Twee zinnen zijn genoeg."),
        error_messages={"required": _("Schrijf in een paar woorden wat er aan de hand is.")},
    )
    authority = forms.BooleanField(required=False, label=_("Ik heb het gezag over dit kind"))
    child_knows = forms.BooleanField(required=False, label=_("Mijn kind is 12 of ouder, weet dit en zegt ja"))
    request_key = RequestKey()

    def child(self) -> ForChild:
        """What was told."""
        told = self.cleaned_data
        return ForChild(told["name"], told["born_on"], told["words"], told["authority"], told["child_knows"])

    def key(self) -> UUID:
        """Of which form."""
        found: UUID = self.cleaned_data["request_key"]
        return found


class RepresentativeForm(forms.Form):
    """Who represents the resident, on which ground; a contact says that they saw it on paper."""

    name = Words(max_length=LONGEST_NAME, label=_("Naam"), error_messages={"required": _("Schrijf de naam op.")})
    email = forms.EmailField(
        max_length=LONGEST_EMAIL,
        label=_("E-mailadres"),
        help_text=_("Daarmee logt deze persoon zelf in."),
        error_messages={"required": _("Schrijf het e-mailadres op."), "invalid": _("Dit is geen e-mailadres.")},
    )
    ground = forms.ChoiceField(label=_("Waarom?"), error_messages=PICK, widget=forms.RadioSelect)
    last_day = forms.DateField(
        required=False,
        label=_("Laatste dag, als die al bekend is"),
        help_text=_("Daarna stopt het vanzelf. Een week ervoor hoor je dat."),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen datum. Kies een dag in de kalender.")},
    )
    saw_document = forms.BooleanField(required=False, label=_("Ik heb het papier vandaag gezien"))

    def __init__(self, *args: Any, grounds: list[Ground], is_contact: bool, **settings: Any) -> None:
        super().__init__(*args, **settings)
        asked = self.fields["ground"]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = [(one.value, GROUNDS[one]) for one in grounds]
        if not is_contact:
            del self.fields["saw_document"]

    def new(self) -> NewRepresentative:
        """What was told."""
        told = self.cleaned_data
        return NewRepresentative(
            told["name"],
            told["email"],
            Ground(told["ground"]),
            saw_document=told.get("saw_document", False),
            last_day=told["last_day"],
        )


class ParentForm(forms.Form):
    """What a child of sixteen or older lets a parent see."""

    extent = forms.ChoiceField(
        label=_("Wat mag je ouder zien?"),
        choices=[
            (NOTHING, _("Niets")),
            (Extent.THAT.value, _("Alleen dat er een plan is")),
            (Extent.WHAT.value, _("Mijn vraag en het hele plan")),
        ],
        error_messages=PICK,
        widget=forms.RadioSelect,
    )

    def chosen(self) -> Extent | None:
        """What was chosen."""
        told = self.cleaned_data["extent"]
        return None if told == NOTHING else Extent(told)
