"""What a payment, a receipt, a top-up and the limit ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.budgets.rules import cents_of
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.small_purses.terms import LONGEST_AMOUNT, LONGEST_NUMBER, LONGEST_SEARCH, LONGEST_WHAT
from wijkwaarde.web.fields import RequestKey, Version, Words

EMPTY = _("Deze foto is leeg. Kies een andere foto.")
NO_AMOUNT = _("Vul een bedrag in.")


class Cents(Words):
    """An amount as people write it, as whole cents."""

    def __init__(self, **settings: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        settings.setdefault("error_messages", {"required": NO_AMOUNT})
        super().__init__(max_length=LONGEST_AMOUNT, widget=forms.TextInput(attrs=attrs), **settings)

    def clean(self, value: Any) -> int:
        """The cents."""
        text = str(super().clean(value))
        try:
            return cents_of(text)
        except Refused as refused:
            raise ValidationError(refused.text) from refused


def photo_field(**settings: Any) -> forms.FileField:
    """A photo from the camera of a telephone, or one that is there already."""
    return forms.FileField(
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": EMPTY, "required": _("Maak een foto, of kies er een.")},
        **settings,
    )


class PayForm(forms.Form):
    """A payment."""

    amount = Cents(label=_("Hoeveel euro?"))
    what = Words(
        max_length=LONGEST_WHAT,
        label=_("Waarvoor was het?"),
        help_text=_("Een paar woorden, zonder naam. Bijvoorbeeld: tweedehands fiets."),
        error_messages={"required": _("Schrijf in een paar woorden waarvoor het was.")},
    )
    receipt = photo_field(required=False, label=_("Foto van de bon"), help_text=_("Kan ook later."))
    number = Words(
        max_length=LONGEST_NUMBER,
        required=False,
        label=_("Nummer van de afspraak"),
        help_text=_("Als het bij een plan hoort."),
    )
    request_key = RequestKey()

    def raw(self) -> bytes | None:
        """The photo that was sent, if any."""
        return _read(self.cleaned_data["receipt"])


class ReceiptForm(forms.Form):
    """The photo of a receipt, later."""

    receipt = photo_field(label=_("Foto van de bon"))

    def raw(self) -> bytes:
        """The photo that was sent."""
        return _read(self.cleaned_data["receipt"]) or b""


def _read(sent: Any) -> bytes | None:
    return None if not sent else bytes(sent.read())


class TopUpForm(forms.Form):
    """Money for the purse of an organisation."""

    organisation = forms.ChoiceField(
        label=_("Voor welke organisatie?"), error_messages={"required": _("Kies een organisatie.")}
    )
    amount = Cents(label=_("Hoeveel euro erbij?"))
    request_key = RequestKey()

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies")), *((str(pk), name) for pk, name in parties)]


class LimitForm(forms.Form):
    """Up to how much nobody looks."""

    amount = Cents(label=_("Tot hoeveel euro kijkt niemand mee?"))
    version = Version()


class SearchForm(forms.Form):
    """Words to find a payment by."""

    q = Words(max_length=LONGEST_SEARCH, required=False)
