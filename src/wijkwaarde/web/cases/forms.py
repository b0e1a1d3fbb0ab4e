"""What the pages of a case ask: the question, the three boxes, whom to choose, how one was spoken to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.cases.known import Known
from wijkwaarde.kernel.cases.rules import Brought, day_of
from wijkwaarde.kernel.cases.terms import LONGEST_BOX, LONGEST_WORDS, Again, Domain, Extent, Manner, Origin
from wijkwaarde.kernel.parties.rules import Reach
from wijkwaarde.kernel.parties.terms import LONGEST_NAME, LONGEST_PHONE, LONGEST_VIA, Channel
from wijkwaarde.web.cases.domains import domain_words
from wijkwaarde.web.fields import RequestKey, Version, Words

LONGEST_SEARCH = 100
# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
TO_CHOOSE = _("Kies wat je wilt laten zien.")
WHAT_TO_SHOW = [
    (Extent.WHAT.value, _("Mijn vraag, wat ik wil, kan en nodig heb, en ons hele plan")),
    (Extent.SOME.value, _("Mijn vraag in één zin, en een deel van ons plan")),
    (Extent.THAT.value, _("Alleen de afspraken met deze naam erbij")),
]
ABOUT = _("Kies welk deel je wilt laten zien.")


class QuestionForm(forms.Form):
    """A question in somebody's own words."""

    words = Words(
        max_length=LONGEST_WORDS,
        lines=True,
        rows=6,
        label=_("Wat is er aan de hand?"),
        help_text=_("Schrijf het op zoals je het zou vertellen. Twee zinnen zijn genoeg."),
        error_messages={"required": _("Schrijf in een paar woorden wat er aan de hand is.")},
    )
    request_key = RequestKey()


class BoxesForm(forms.Form):
    """What somebody wants, can, needs and fears; each may be skipped."""

    wants = Words(
        max_length=LONGEST_BOX,
        lines=True,
        required=False,
        label=_("Ik wil"),
        help_text=_("Wat zou je graag willen? Groot of klein, het mag allebei."),
    )
    cans = Words(
        max_length=LONGEST_BOX,
        lines=True,
        required=False,
        label=_("Ik kan"),
        help_text=_("Wat kun je zelf doen? En is er iets wat je voor een ander zou willen doen?"),
    )
    needs = Words(
        max_length=LONGEST_BOX,
        lines=True,
        required=False,
        label=_("Ik heb nodig"),
        help_text=_("Wat of wie heb je daarbij nodig? Je hoeft niet te weten hoe het heet of wie het betaalt."),
    )
    feared = Words(
        max_length=LONGEST_BOX,
        lines=True,
        required=False,
        label=_("Waar ik bang voor ben"),
        help_text=_("Waar ben je bang voor als er niets verandert? Je hoeft dit niet te vertellen."),
    )
    version = Version()


class SearchForm(forms.Form):
    """Words to look for; anything is fine."""

    q = Words(max_length=LONGEST_SEARCH, required=False, label=_("Zoek op naam, werk of organisatie"))


class ChooseForm(forms.Form):
    """What a chosen professional may see; `offered` is what the agreements of this plan are about, and nothing else."""

    extent = forms.ChoiceField(
        label=_("Wat laat je zien?"),
        help_text=_("Je kunt dit later stoppen. Zeg je nee, dan gaat je hulp gewoon door."),
        choices=WHAT_TO_SHOW,
        error_messages={"required": TO_CHOOSE, "invalid_choice": TO_CHOOSE},
        widget=forms.RadioSelect,
    )
    domains = forms.MultipleChoiceField(
        required=False,
        label=_("Welk deel? Alles wat gaat over …"),
        help_text=_("Kies dit alleen als je een deel laat zien. De eigen afspraken horen er altijd bij."),
        error_messages={"invalid_choice": ABOUT},
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = forms.DateField(
        required=False,
        label=_("Tot en met welke dag?"),
        help_text=_("Daarna stopt het delen vanzelf. Laat je dit leeg, dan stopt het als jij dat zegt."),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen datum. Kies een dag in de kalender.")},
    )

    def __init__(self, *args: Any, offered: Collection[Domain] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        extent, domains = self.fields["extent"], self.fields["domains"]
        assert isinstance(extent, forms.ChoiceField)
        assert isinstance(domains, forms.MultipleChoiceField)
        domains.choices = [(one.value, words) for one, words in domain_words().items() if one in offered]
        if not offered:
            extent.choices = [choice for choice in WHAT_TO_SHOW if choice[0] != Extent.SOME.value]
            del self.fields["domains"]

    def clean(self) -> dict[str, Any]:
        """Ask for what it is about where a part is shown; what was ticked beside another answer says nothing."""
        told = self.cleaned_data
        if told.get("extent") != Extent.SOME.value:
            told["domains"] = []
        elif not told.get("domains") and "domains" not in self.errors:
            self.add_error("domains", ABOUT)
        return told

    def shown(self) -> dict[str, Any]:
        """What was chosen, as `choose_professional` takes it."""
        domains = [Domain(one) for one in self.cleaned_data["domains"]]
        return {"extent": Extent(self.cleaned_data["extent"]), "domains": domains, "until": self.until()}

    def until(self) -> date | None:
        """The first day on which it is over; None for no such day."""
        last_day: date | None = self.cleaned_data["last_day"]
        return None if last_day is None or last_day == date.max else last_day + timedelta(days=1)


CHANNELS = [
    (Channel.CALL.value, _("Bellen")),
    (Channel.TEXT.value, _("Een sms")),
    (Channel.LETTER.value, _("Een brief")),
    (Channel.THROUGH.value, _("Via iemand anders")),
]
ORIGINS = [
    (Origin.DESK.value, _("aan de balie")),
    (Origin.PHONE.value, _("aan de telefoon")),
    (Origin.GP.value, _("via de huisarts")),
    (Origin.SCHOOL.value, _("via school")),
    (Origin.LANDLORD.value, _("via de verhuurder")),
    (Origin.NEIGHBOUR.value, _("via een buur")),
    (Origin.ELSE.value, _("ergens anders")),
]
TO_PICK = _("Kies een van de antwoorden.")
PICK = {"required": TO_PICK, "invalid_choice": TO_PICK}
ON_DUTY, MYSELF, NOTHING, SOMEBODY_NEW = "duty", "me", "nothing", "new"


def origin_words() -> dict[Origin, str]:
    """Where a question came in."""
    return {Origin.RESIDENT: "", **{Origin(value): str(label) for value, label in ORIGINS}}


class ReachForm(forms.Form):
    """How somebody wants to be reached."""

    channel = forms.ChoiceField(
        label=_("Hoe mogen we je bereiken?"), choices=CHANNELS, error_messages=PICK, widget=forms.RadioSelect
    )
    phone = Words(max_length=LONGEST_PHONE, required=False, label=_("Telefoonnummer"))
    via = Words(
        max_length=LONGEST_VIA,
        required=False,
        label=_("Via wie, of naar welk adres?"),
        help_text=_("Bijvoorbeeld: mijn zus Leila, 06 - 12 34 56 78. Bij een brief: je adres."),
    )
    version = Version()

    def reach(self) -> Reach:
        """What was chosen."""
        return _reach(self.cleaned_data)


class BroughtForm(forms.Form):
    """A question that a professional writes down for a resident; `known` are people whom they know who look like this one."""

    name = Words(
        max_length=LONGEST_NAME,
        label=_("Naam van de bewoner"),
        error_messages={"required": _("Schrijf de naam van de bewoner op.")},
    )
    person = forms.ChoiceField(label=_("Is dit iemand die je al kent?"), widget=forms.RadioSelect, error_messages=PICK)
    words = Words(
        max_length=LONGEST_WORDS,
        lines=True,
        label=_("De vraag, in één zin"),
        help_text=_("Schrijf het op zoals de bewoner het vertelt."),
        error_messages={"required": _("Schrijf in een paar woorden wat er aan de hand is.")},
    )
    channel = forms.ChoiceField(
        label=_("Hoe mogen we de bewoner bereiken?"),
        choices=CHANNELS,
        initial=Channel.CALL.value,
        error_messages=PICK,
        widget=forms.RadioSelect,
    )
    phone = Words(max_length=LONGEST_PHONE, required=False, label=_("Telefoonnummer"))
    via = Words(max_length=LONGEST_VIA, required=False, label=_("Via wie, of naar welk adres?"))
    origin = forms.ChoiceField(label=_("Waar kwam de vraag binnen?"), choices=ORIGINS, error_messages=PICK)
    contact = forms.ChoiceField(
        label=_("Wie wordt het vaste contact?"),
        choices=[(ON_DUTY, _("Wie vandaag dienst heeft")), (MYSELF, _("Ik blijf zelf het vaste contact"))],
        initial=ON_DUTY,
        error_messages=PICK,
        widget=forms.RadioSelect,
    )
    extent = forms.ChoiceField(
        label=_("Wat laat de bewoner jou zien?"),
        help_text=_("De bewoner kiest. Blijf je het vaste contact, dan zie je de hele vraag."),
        choices=[
            (NOTHING, _("Niets: ik geef de vraag alleen door")),
            (Extent.THAT.value, _("Alleen wat ik zelf doe")),
            (Extent.WHAT.value, _("De hele vraag")),
        ],
        initial=NOTHING,
        error_messages=PICK,
        widget=forms.RadioSelect,
    )
    said_yes = forms.BooleanField(
        label=_("De bewoner weet dit en zegt ja"),
        error_messages={"required": _("Vraag eerst of de bewoner dit wil. Zet dan hier het vinkje.")},
    )
    request_key = RequestKey()

    def __init__(self, told: Mapping[str, Any] | None = None, *, known: Sequence[Known] = ()) -> None:
        super().__init__(told)
        choices = [(str(one.person_id), f"{one.name} {one.phone}".strip()) for one in known]
        asked = self.fields["person"]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = [*choices, (SOMEBODY_NEW, gettext("Nee, dit is iemand anders"))]
        if not known:
            del self.fields["person"]

    def brought(self) -> Brought:
        """The question as it was told."""
        told = self.cleaned_data
        person = told.get("person", SOMEBODY_NEW)
        return Brought(
            words=told["words"],
            origin=Origin(told["origin"]),
            said_yes=told["said_yes"],
            name=told["name"],
            reach=_reach(told),
            person_id=None if person == SOMEBODY_NEW else int(person),
            stays_contact=told["contact"] == MYSELF,
            extent=None if told["extent"] == NOTHING else Extent(told["extent"]),
        )


class MannerField(forms.ChoiceField):
    """How somebody was spoken to, as a button sends it."""

    def __init__(self) -> None:
        super().__init__(choices=[(manner.value, manner.value) for manner in Manner])


class NextForm(forms.Form):
    """When the contact comes back: one of the quick choices, or a day."""

    again = forms.ChoiceField(
        required=False, choices=[(again.value, again.value) for again in Again], widget=forms.HiddenInput
    )
    next_on = forms.DateField(
        required=False,
        label=_("Wanneer spreken jullie elkaar weer?"),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen datum. Kies een dag in de kalender.")},
    )
    request_key = RequestKey()

    def clean(self) -> dict[str, Any]:
        """Ask for a day where nothing was chosen."""
        told = self.cleaned_data
        if not told.get("again") and not told.get("next_on") and not self.errors:
            self.add_error("next_on", _("Kies een dag in de kalender."))
        return told

    def day(self, *, today: date) -> date:
        """The day that was chosen."""
        again, chosen = self.cleaned_data["again"], self.cleaned_data["next_on"]
        found: date = day_of(Again(again), today=today) if again else chosen
        return found

    def key(self) -> UUID:
        """Of which note."""
        found: UUID = self.cleaned_data["request_key"]
        return found


def _reach(told: Mapping[str, Any]) -> Reach:
    return Reach(Channel(told["channel"]), told["phone"], told["via"])
