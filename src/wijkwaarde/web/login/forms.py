"""What log-in asks: an address, a password, a code; whether they are right is for allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.fields import EmailField, PasswordField, SetPasswordField
from allauth.account.forms import (
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.accounts.terms import LONGEST_EMAIL
from wijkwaarde.web.login.terms import LONGEST_CODE, LONGEST_PASSWORD

TYPED_EXACTLY = {"autocapitalize": "none", "spellcheck": "false"}


def address_field(*, autocomplete: str) -> EmailField:
    """An e-mail address, whatever its capitals and the spaces around it."""
    return EmailField(
        label=_("E-mailadres"),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": autocomplete, **TYPED_EXACTLY}),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Het lijkt op: naam@voorbeeld.nl"),
            "max_length": _("Dit is te lang voor een e-mailadres."),
        },
    )


def set_up_password(field: forms.CharField, *, shown: bool) -> None:
    """The same limits and words for every password; `shown` lets people read what they type."""
    attributes = {"autocomplete": field.widget.attrs.get("autocomplete", "off"), **TYPED_EXACTLY}
    field.widget = forms.PasswordInput(attrs=attributes, render_value=shown)
    if shown:
        field.widget.input_type = "text"
    field.widget.is_required = True
    field.error_messages |= {
        "required": _("Vul je wachtwoord in."),
        "max_length": _("Dit wachtwoord is te lang."),
    }


def code_field() -> forms.CharField:
    """A code from a mail; spaces, dashes and the digits of other scripts are fine."""
    return forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        help_text=_("De code heeft 8 cijfers. Plakken mag ook."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", **TYPED_EXACTLY}),
        error_messages={
            "required": _("Vul de code in die in de e-mail staat."),
            "max_length": _("Dit is te lang. De code heeft 8 cijfers."),
        },
    )


def digits_of(text: str) -> str:
    """The digits in a text, as plain ones.

    >>> digits_of(" 1234–5678\\u00a0"), digits_of("١٢٣٤ ٥٦٧٨")
    ('12345678', '12345678')
    """
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


class LogIn(LoginForm):  # type: ignore[misc] # allauth ships no types
    """An address and a password."""

    def __init__(self, *parts: Any, shown: bool = False, **more: Any) -> None:
        super().__init__(*parts, **more)
        self.shown = shown
        self.fields["login"] = address_field(autocomplete="username")
        self.fields["password"] = PasswordField(
            label=_("Wachtwoord"), max_length=LONGEST_PASSWORD, autocomplete="current-password"
        )
        set_up_password(self.fields["password"], shown=shown)


class AskCode(RequestLoginCodeForm):  # type: ignore[misc] # allauth ships no types
    """Where to send a code to log in with."""

    def __init__(self, *parts: Any, **more: Any) -> None:
        super().__init__(*parts, **more)
        self.fields["email"] = address_field(autocomplete="email")


class EnterCode(ConfirmLoginCodeForm):  # type: ignore[misc] # allauth ships no types
    """The code that was sent to log in with."""

    code = code_field()

    def clean_code(self) -> str:
        """Right, in whatever way it was typed."""
        self.cleaned_data["code"] = digits_of(self.cleaned_data["code"])
        return str(super().clean_code())


class ForgotPassword(ResetPasswordForm):  # type: ignore[misc] # allauth ships no types
    """Where to send a code to choose a new password with."""

    email = address_field(autocomplete="email")


class EnterPasswordCode(ConfirmPasswordResetCodeForm):  # type: ignore[misc] # allauth ships no types
    """The code that was sent to choose a new password with."""

    code = code_field()

    def clean_code(self) -> str:
        """Right, in whatever way it was typed."""
        self.cleaned_data["code"] = digits_of(self.cleaned_data["code"])
        return str(super().clean_code())


class NewPassword(ResetPasswordKeyForm):  # type: ignore[misc] # allauth ships no types
    """A new password, typed once: it can be shown."""

    def __init__(self, *parts: Any, shown: bool = False, **more: Any) -> None:
        super().__init__(*parts, **more)
        self.shown = shown
        del self.fields["password2"]
        self.fields["password1"] = SetPasswordField(
            label=_("Nieuw wachtwoord"),
            max_length=LONGEST_PASSWORD,
            help_text=_("Ten minste 12 tekens. Een paar woorden achter elkaar is goed te onthouden."),
        )
        self.fields["password1"].user = self.user
        set_up_password(self.fields["password1"], shown=shown)
