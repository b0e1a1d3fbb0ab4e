"""The pages of second factors: the second step of logging in, setting up, emergency codes, showing again who you are."""

from __future__ import annotations

import json
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from allauth.account import views as allauth
from allauth.account.models import Login
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.web.doors import before_second_factor, choosing, freshly_authenticated, public
from wijkwaarde.web.login import factor_forms as forms
from wijkwaarde.web.login.backend import has_one
from wijkwaarde.web.login.demo_code import code_for_demo
from wijkwaarde.web.login.second_factor import note_used, was_used
from wijkwaarde.web.transaction import Asked

if TYPE_CHECKING:
    from wijkwaarde.kernel.accounts.models import User

UNPROCESSABLE = 422
OVERVIEW, AGAIN = reverse_lazy("mfa_index"), "account_reauthenticate"


class Judged:
    """A form that comes back with what is wrong says so in its status too."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again."""
        page: HttpResponse = super().form_invalid(form)  # type: ignore[misc] # of the view that comes after
        page.status_code = UNPROCESSABLE
        return page


class WithPasskey:
    """What a browser is asked to do with a passkey, as JSON for the script."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With `options`."""
        context: dict[str, Any] = super().get_context_data(**more)  # type: ignore[misc] # of the view that comes after
        asked = context.get("js_data", {})
        options = asked.get("creation_options") or asked.get("request_options")
        return {**context, "options": json.dumps(options)}


class SecondStepView(Judged, WithPasskey, base.AuthenticateView):  # type: ignore[misc] # allauth ships no types
    """The second step of logging in: a code, or a passkey."""

    form_class = forms.EnterSecondCode

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With the ways that this user has; in the demo with the code itself."""
        user = self.stage.login.user
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        return {**super().get_context_data(**more), "kinds": kinds, "demo_code": code_for_demo(user)}


class PasskeyLogInView(Judged, WithPasskey, webauthn.LoginWebAuthnView):  # type: ignore[misc] # allauth ships no types
    """Log in with a passkey only: it is something you have, and it asks for your finger, face or number."""

    template_name = "account/passkey.html"

    def get(self, _request: HttpRequest, *_parts: Any, **_more: Any) -> HttpResponse:
        """The page with the button."""
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return page

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With a question for the browser that nobody answered before."""
        context = {
            **super().get_context_data(**more),
            "js_data": {"request_options": auth.begin_authentication(user=None)},
        }
        return context | {"options": json.dumps(context["js_data"]["request_options"])}

    def form_valid(self, form: Any) -> HttpResponse:
        """In; one who was closed is not."""
        authenticator = form.cleaned_data["credential"]
        if not authenticator.user.is_active:
            form.add_error("credential", _("Dit lukte niet. Log in op een andere manier."))
            return self.form_invalid(form)
        entered: HttpResponse = flows.perform_passwordless_login(
            self.request, authenticator, Login(user=authenticator.user)
        )
        return entered

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with a new question."""
        page: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        page.status_code = UNPROCESSABLE
        return page


class CodeAgainView(Judged, base.ReauthenticateView):  # type: ignore[misc] # allauth ships no types
    """Show who you are with a code."""

    form_class = forms.EnterCodeAgain

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With the other ways; in the demo with the code itself."""
        return {**super().get_context_data(**more), "demo_code": code_for_demo(self.request.user)}


class PasskeyAgainView(WithPasskey, webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc] # allauth ships no types
    """Show who you are with a passkey."""

    template_name = "mfa/passkey_again.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with a new question."""
        page: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        page.status_code = UNPROCESSABLE
        return page


class PasswordAgainView(Judged, allauth.ReauthenticateView):  # type: ignore[misc] # allauth ships no types
    """Show who you are with a password."""

    form_class = forms.PasswordAgain


class OverviewView(base.IndexView):  # type: ignore[misc] # allauth ships no types
    """How you log in; for who must, why there is a second step."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With whether somebody has to set one up first."""
        request: Asked = self.request
        must = request.actor.membership_id is not None and not was_used(request)
        return {**super().get_context_data(**more), "must": must, "can_passkey": can_have_passkey(request)}


class AddAppView(Judged, totp.ActivateTOTPView):  # type: ignore[misc] # allauth ships no types
    """Set up an app."""

    form_class = forms.AddApp

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With the secret in groups of four, for who types it."""
        context = super().get_context_data(**more)
        secret = context["form"].secret
        return {**context, "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}

    def form_valid(self, form: Any) -> HttpResponse:
        """Kept; who types its code has it in hand."""
        response: HttpResponse = super().form_valid(form)
        return _made(self.request, response, kind=Authenticator.Type.TOTP)


class RemoveAppView(totp.DeactivateTOTPView):  # type: ignore[misc] # allauth ships no types
    """Take the app away."""

    success_url = OVERVIEW


class AddPasskeyView(Judged, WithPasskey, webauthn.AddWebAuthnView):  # type: ignore[misc] # allauth ships no types
    """Set up a passkey."""

    form_class = forms.AddPasskey

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """A passkey that stays on the device and asks who holds it."""
        context = super().get_context_data(**more)
        return context | {"options": json.dumps(auth.begin_registration(self.request.user, passwordless=True)), **more}

    def form_valid(self, form: Any) -> HttpResponse:
        """Kept; who made it has it in hand."""
        response: HttpResponse = super().form_valid(form)
        return _made(self.request, response, kind=Authenticator.Type.WEBAUTHN)


class NamePasskeyView(Judged, webauthn.EditWebAuthnView):  # type: ignore[misc] # allauth ships no types
    """Call a passkey something else."""

    form_class, success_url = forms.NamePasskey, OVERVIEW


class RemovePasskeyView(webauthn.RemoveWebAuthnView):  # type: ignore[misc] # allauth ships no types
    """Take a passkey away."""

    success_url = OVERVIEW


class NewCodesView(Judged, codes.GenerateRecoveryCodesView):  # type: ignore[misc] # allauth ships no types
    """Emergency codes anew; the old ones no longer work."""


def _made(request: HttpRequest, response: HttpResponse, *, kind: str) -> HttpResponse:
    """From here on the new factor counts as used, under a new key of the session."""
    note_used(request, kind=kind)
    request.session.cycle_key()
    messages.success(request, _("Gelukt. Voortaan log je zo in."))
    return response


def can_have_passkey(request: HttpRequest) -> bool:
    """Whether browsers allow passkeys here: not where a site is called by a number, as the demo at first."""
    return any(sign.isalpha() for sign in request.get_host().partition(":")[0])


def _of_setting_up(view: Any, *, freshly: bool = True) -> Any:
    marked = choosing(before_second_factor(_or_not_there(view)))
    return freshly_authenticated(marked) if freshly else marked


def _or_not_there(view: Any) -> Any:
    """What is missing is missing in our words, and written down."""

    @wraps(view)
    def looked_for(request: HttpRequest, *parts: Any, **more: Any) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, *parts, **more)
        except Http404 as error:
            raise NotFound("second factor") from error
        return answer

    return looked_for


def _for_who_has_one(view: Any) -> Any:
    """Who has no second factor shows who they are in another way."""

    @wraps(view)
    def shown(request: HttpRequest, *parts: Any, **more: Any) -> HttpResponse:
        answer: HttpResponse = view(request, *parts, **more) if has_one(request.user) else redirect(AGAIN)
        return answer

    return shown


second_step = public(SecondStepView.as_view())
passkey_log_in = public(PasskeyLogInView.as_view())
code_again = _of_setting_up(_for_who_has_one(CodeAgainView.as_view()), freshly=False)
passkey_again = _of_setting_up(_for_who_has_one(PasskeyAgainView.as_view()), freshly=False)
overview = _of_setting_up(OverviewView.as_view(), freshly=False)
add_app = _of_setting_up(AddAppView.as_view())
remove_app = _of_setting_up(RemoveAppView.as_view())
add_passkey = _of_setting_up(AddPasskeyView.as_view())
name_passkey = _of_setting_up(NamePasskeyView.as_view())
remove_passkey = _of_setting_up(RemovePasskeyView.as_view())
emergency_codes = _of_setting_up(codes.ViewRecoveryCodesView.as_view(template_name="mfa/emergency_codes.html"))
new_emergency_codes = _of_setting_up(NewCodesView.as_view(template_name="mfa/new_codes.html"))


@choosing
@before_second_factor
def again(request: Asked) -> HttpResponse:
    """Show who you are again: with a second factor, else a password, else by logging in anew with a code by mail."""
    told = request.META.get("QUERY_STRING", "")
    if has_one(request.user):
        return redirect(reverse("mfa_reauthenticate") + (f"?{told}" if told else ""))
    if cast("User", request.user).has_usable_password():
        answer: HttpResponse = PasswordAgainView.as_view()(request)
        return answer
    if request.method == "POST":
        logout(request)
        return redirect(reverse("account_request_login_code") + (f"?{told}" if told else ""))
    return render(request, "mfa/log_in_anew.html")
