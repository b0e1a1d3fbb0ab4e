"""What a second step asks: a code of an app, an emergency code, a passkey and its name; whether it is right is for allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.web.login.forms import TYPED_EXACTLY, digits_of, set_up_password
from wijkwaarde.web.login.second_factor import is_first_use
from wijkwaarde.web.login.terms import LONGEST_CODE, LONGEST_KEY_NAME


def app_code(*, help_text: Any) -> forms.CharField:
    """A code from an app."""
    return forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", **TYPED_EXACTLY}),
        error_messages={"required": _("Vul de code in."), "max_length": _("Dit is te lang voor een code.")},
    )


class SecondStep:
    """A code in whatever way it was typed, and each code of an app once."""

    cleaned_data: dict[str, Any]
    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Right, and never seen before."""
        self.cleaned_data["code"] = digits_of(self.cleaned_data["code"])
        code: str = super().clean_code()  # type: ignore[misc] # of the form that comes after
        if self.authenticator.type == Authenticator.Type.TOTP and not is_first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


CODE_OR_EMERGENCY = _("De code staat in je app. Een noodcode mag ook.")


class EnterSecondCode(SecondStep, AuthenticateForm):  # type: ignore[misc] # allauth ships no types
    """The second step of logging in."""

    code = app_code(help_text=CODE_OR_EMERGENCY)


class EnterCodeAgain(SecondStep, ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """Showing who you are again."""

    code = app_code(help_text=CODE_OR_EMERGENCY)


class PasswordAgain(PasswordAgainForm):  # type: ignore[misc] # allauth ships no types
    """Showing who you are again, with a password."""

    def __init__(self, *parts: Any, **more: Any) -> None:
        super().__init__(*parts, **more)
        self.fields["password"].label = _("Wachtwoord")
        set_up_password(self.fields["password"], shown=False)


class AddApp(ActivateTOTPForm):  # type: ignore[misc] # allauth ships no types
    """The first code of a new app."""

    code = app_code(help_text=_("De code van 6 cijfers die de app nu laat zien."))

    def clean_code(self) -> str:
        """Right; it cannot be used again to log in."""
        self.cleaned_data["code"] = digits_of(self.cleaned_data["code"])
        code: str = super().clean_code()
        is_first_use(self.user, code)
        return code


def name_field() -> forms.CharField:
    """How somebody calls a passkey."""
    return forms.CharField(
        label=_("Naam"),
        required=False,
        max_length=LONGEST_KEY_NAME,
        help_text=_("Zo herken je hem later. Bijvoorbeeld: mijn telefoon."),
        error_messages={"max_length": _("Deze naam is te lang.")},
    )


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """A new passkey; it always asks for a finger, a face or a number, so it is two factors by itself."""

    name = name_field()

    def __init__(self, *parts: Any, **more: Any) -> None:
        super().__init__(*parts, **more)
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        """Refuse one that did not ask who holds it."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class NamePasskey(EditWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """Another name."""

    name = name_field()
