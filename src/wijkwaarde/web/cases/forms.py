"""What the pages of a case ask: the question, the three boxes, whom to choose, how one was spoken to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.cases.terms import LONGEST_BOX, LONGEST_WORDS, Extent
from wijkwaarde.web.fields import RequestKey, Version, Words

LONGEST_SEARCH = 100
TO_CHOOSE = _("Kies wat je wilt laten zien.")


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
    """What somebody wants, can and needs; each may be skipped."""

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
    version = Version()


class SearchForm(forms.Form):
    """Words to look for; anything is fine."""

    q = Words(max_length=LONGEST_SEARCH, required=False, label=_("Zoek op naam, werk of organisatie"))


class ChooseForm(forms.Form):
    """What a chosen professional may see."""

    extent = forms.ChoiceField(
        label=_("Wat laat je zien?"),
        help_text=_("Je kunt dit later stoppen. Zeg je nee, dan gaat je hulp gewoon door."),
        choices=[
            (Extent.WHAT.value, _("Mijn vraag, wat ik wil, kan en nodig heb, en ons hele plan")),
            (Extent.THAT.value, _("Alleen de afspraken met deze naam erbij")),
        ],
        error_messages={"required": TO_CHOOSE, "invalid_choice": TO_CHOOSE},
        widget=forms.RadioSelect,
    )
