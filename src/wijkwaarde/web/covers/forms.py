"""What naming somebody who stands in asks: who is away, who stands in, and from which day until which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.covers.queries import Colleague
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.web.fields import RequestKey

# A browser's calendar reads a day in this form only, whatever the language of the page.
ISO = "%Y-%m-%d"
ONE_DAY = timedelta(days=1)
TO_PICK = _("Kies een collega.")
PICK = {"required": TO_PICK, "invalid_choice": TO_PICK}
DAY = {"required": _("Kies een dag."), "invalid": _("Dit is geen datum. Kies een dag in de kalender.")}


class CoverForm(forms.Form):
    """Who stands in, and when; a manager says first who is away, everybody else is that themselves."""

    absent = forms.ChoiceField(label=_("Wie is er niet?"), error_messages=PICK)
    stand_in = forms.ChoiceField(
        label=_("Welke collega vervangt?"),
        help_text=_("Deze collega ziet in die dagen wat jij ziet, en krijgt een bericht."),
        error_messages=PICK,
    )
    begin = forms.DateField(
        label=_("Eerste dag"), widget=forms.DateInput(format=ISO, attrs={"type": "date"}), error_messages=DAY
    )
    last = forms.DateField(
        label=_("Laatste dag"),
        help_text=_("Hoogstens zes weken. Daarna stopt het vanzelf."),
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages=DAY,
    )
    request_key = RequestKey()

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], absent_id: int | None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.absent_id = absent_id
        everybody = list(colleagues)
        self._choose("stand_in", among=[one for one in everybody if one.pk != absent_id])
        if absent_id is None:
            self._choose("absent", among=everybody)
            self.fields["stand_in"].help_text = _("Deze collega ziet in die dagen hetzelfde, en krijgt een bericht.")
        else:
            del self.fields["absent"]

    def _choose(self, name: str, *, among: Iterable[Colleague]) -> None:
        by_place: dict[str, list[tuple[str, str]]] = {}
        for one in among:
            by_place.setdefault(one.organisation.name, []).append((str(one.pk), f"{one.name}, {one.job}"))
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies een naam")), *by_place.items()]

    def cover(self) -> NewCover:
        """What was chosen; the day after the last is the first that it is over."""
        told = self.cleaned_data
        last: date = told["last"]
        absent_id = self.absent_id or int(told["absent"])
        return NewCover(absent_id, int(told["stand_in"]), told["begin"], min(last, date.max - ONE_DAY) + ONE_DAY)

    def key(self) -> UUID:
        """Of which form."""
        found: UUID = self.cleaned_data["request_key"]
        return found
