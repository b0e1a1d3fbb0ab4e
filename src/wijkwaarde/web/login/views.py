"""The pages of logging in, logging out, a new password, and choosing as who; allauth does the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account import views as allauth
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkwaarde.kernel.accounts.queries import Standing
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.web.doors import before_second_factor, choosing, public
from wijkwaarde.web.login.forms import AskCode, EnterCode, EnterPasswordCode, ForgotPassword, LogIn, NewPassword
from wijkwaarde.web.transaction import STANDING, Asked

SHOW = "tonen"
TYPED = ("login", "password", "password1")


class ShowsPassword:
    """A page whose second button shows what was typed as a password, or hides it again; it needs no JavaScript."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was typed comes back unjudged when the button was only to show it."""
        settings: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc] # of the view that comes after
        if SHOW in self.request.POST:
            del settings["data"], settings["files"]
            settings["initial"] = {name: self.request.POST.get(name, "") for name in TYPED}
            settings["shown"] = self.request.POST[SHOW] == "ja"
        return settings

    def post(self, request: HttpRequest, *parts: Any, **more: Any) -> HttpResponse:
        """Show or hide, or do what the page is for."""
        if SHOW in request.POST:
            page: HttpResponse = self.render_to_response(self.get_context_data(form=self.get_form()))  # type: ignore[attr-defined]
            return page
        return super().post(request, *parts, **more)  # type: ignore[misc,no-any-return]


class Fresh:
    """A page that opens while a code is still to be typed: somebody may have mistyped their address."""

    def _redirect_to_pending_stage(self, _request: HttpRequest, _stage: object) -> None:
        """Stay here."""


class LogInView(ShowsPassword, Fresh, allauth.LoginView):  # type: ignore[misc] # allauth ships no types
    """Log in with a password."""

    def get_form_class(self) -> type[LogIn]:
        """Our form."""
        return LogIn


class AskCodeView(Fresh, allauth.RequestLoginCodeView):  # type: ignore[misc] # allauth ships no types
    """Ask for a code by mail."""

    def get_form_class(self) -> type[AskCode]:
        """Our form."""
        return AskCode


class EnterCodeView(allauth.ConfirmLoginCodeView):  # type: ignore[misc] # allauth ships no types
    """Log in with the code."""

    def get_form_class(self) -> type[EnterCode]:
        """Our form."""
        return EnterCode


class ForgotPasswordView(allauth.PasswordResetView):  # type: ignore[misc] # allauth ships no types
    """Ask for a code to choose a new password with."""

    def get_form_class(self) -> type[ForgotPassword]:
        """Our form."""
        return ForgotPassword


class EnterPasswordCodeView(allauth.ConfirmPasswordResetCodeView):  # type: ignore[misc] # allauth ships no types
    """Type that code."""

    def get_form_class(self) -> type[EnterPasswordCode]:
        """Our form."""
        return EnterPasswordCode


class NewPasswordView(ShowsPassword, allauth.CompletePasswordResetView):  # type: ignore[misc] # allauth ships no types
    """Choose a new password, and be logged in."""

    def get_form_class(self) -> type[NewPassword]:
        """Our form."""
        return NewPassword

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With the address, so that a password manager knows whose password it keeps."""
        return {**super().get_context_data(**more), "email": self._process.state["email"]}


log_in = public(LogInView.as_view())
ask_code = public(AskCodeView.as_view())
log_out = public(allauth.LogoutView.as_view())
forgot_password = public(ForgotPasswordView.as_view())


@public
def enter_code(request: HttpRequest) -> HttpResponse:
    """Log in with the code; when it no longer works, say so where a new one is asked."""
    return _or_again(request, EnterCodeView.as_view()(request), ask="account_request_login_code")


@public
def enter_password_code(request: HttpRequest) -> HttpResponse:
    """Type the code for a new password; when it no longer works, say so where a new one is asked."""
    return _or_again(request, EnterPasswordCodeView.as_view()(request), ask="account_reset_password")


@public
def new_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; when that took too long, say so where a new code is asked."""
    return _or_again(request, NewPasswordView.as_view()(request), ask="account_reset_password")


def _or_again(request: HttpRequest, response: HttpResponse, *, ask: str) -> HttpResponse:
    """allauth sends whose code is over to one of two pages without a word."""
    to = urlsplit(response.headers.get("Location", "")).path
    if to not in {reverse(ask), reverse("account_login")}:
        return response
    messages.warning(request, _("Deze code werkt niet meer. Vraag een nieuwe code aan."))
    return redirect(ask)


@choosing
@before_second_factor
@require_http_methods(["GET", "HEAD", "POST"])
def choose_standing(request: Asked) -> HttpResponse:
    """Choose as who to go on, for who has several parts; who has none reads whom to call."""
    if not request.standings:
        return render(request, "account/no_standing.html")
    chosen = next((one for one in request.standings if one.key == request.POST.get("standing")), None)
    if chosen is None:
        choices = [_choice(one) for one in request.standings]
        wrong = request.method == "POST"
        return render(request, "account/choose_standing.html", {"standings": choices, "wrong": wrong})
    if request.session.get(STANDING) != chosen.key:
        request.session[STANDING] = chosen.key
        request.session.cycle_key()
    return redirect("home")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on, in words: as what, for which organisation (none for a resident), in which partnership."""

    key: str
    words: str
    organisation: str
    partnership: str


def _choice(standing: Standing) -> Choice:
    words = {
        Role.PROFESSIONAL.value: _("Als professional"),
        Role.MANAGER.value: _("Als manager"),
        Role.CONTROLLER.value: _("Als controller"),
        Role.BOARD.value: _("Als bestuurder"),
    }.get(standing.role, _("Als bewoner"))
    return Choice(standing.key, words, standing.organisation or "", standing.partnership)
