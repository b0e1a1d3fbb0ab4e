"""Form fields that all pages share: text as people write it, and the keys that make a second click harmless."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import tidied

TOO_LONG = _("Dit is te lang: %(show_value)d tekens, en er passen er %(limit_value)d. Maak het korter.")
CITIZEN_NUMBER = _(
    "Bij ‘%(field)s’ staat een nummer dat op een burgerservicenummer (BSN) lijkt. Haal het weg. We mogen het niet bewaren."
)
THIS = _("dit veld")
OLD_BUTTON = _("Deze knop werkt niet meer. Ga terug, laad de pagina opnieuw en probeer het nog een keer.")
OLD = {"required": OLD_BUTTON, "invalid": OLD_BUTTON, "min_value": OLD_BUTTON}
ROWS = 4


class Words(forms.CharField):
    """A text of one or more lines, tidied; the browser does not cut off what is too long, the form says so."""

    def __init__(self, *, max_length: int, lines: bool = False, rows: int = ROWS, **settings: Any) -> None:
        self.lines = lines
        if lines:
            settings.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **settings)
        self.error_messages.setdefault("max_length", TOO_LONG)
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = TOO_LONG  # type: ignore[attr-defined]

    def to_python(self, value: Any) -> str:
        """The text without what steers or hides."""
        return tidied(str(super().to_python(value) or ""), lines=self.lines)

    def validate(self, value: Any) -> None:
        """Refuse a text with a citizen service number in it; the error names the field and never the number."""
        super().validate(value)
        if has_citizen_number(value):
            raise ValidationError(CITIZEN_NUMBER, code="citizen_number", params={"field": self.label or THIS})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The widget's own attributes, and letters from right to left where they are."""
        return super().widget_attrs(widget) | {"dir": "auto"}


class RequestKey(forms.UUIDField):
    """A hidden key, made when the form is shown: the same form sent twice carries the same one."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=uuid4, error_messages=OLD)


class Version(forms.IntegerField):
    """The hidden number of what the writer saw."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=0, error_messages=OLD)


def sent(field: forms.Field, value: str | None) -> Any:
    """What a button sent along, where there is no form to show again. Errors: Refused when it cannot be that."""
    try:
        return field.clean(value)
    except ValidationError as error:
        raise Refused(str(OLD_BUTTON)) from error
