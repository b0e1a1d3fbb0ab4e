"""What the button to save sends: as what, and what was searched for; no page of its own."""

from __future__ import annotations

from django import forms

from wijkwaarde.web.fields import Words
from wijkwaarde.web.saves.files import Kind

LONGEST_SEARCH = 100


class SaveForm(forms.Form):
    """As what somebody saves; `q` narrows as on the page."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind])
    q = Words(max_length=LONGEST_SEARCH, required=False)
