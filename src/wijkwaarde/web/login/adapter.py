"""What allauth may do here: log in, log out, send a code, take a new password. All else it knows is closed."""

from __future__ import annotations

from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wijkwaarde.kernel.accounts.actions import set_password
from wijkwaarde.web.login.post import send_later
from wijkwaarde.web.login.terms import CODE_MINUTES

MISMATCH = _("Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na, of log in met een code per e-mail.")
QUICKLY, GOODBYE = "snel", "account/messages/logged_out.txt"
WAIT = _("Er is te vaak geprobeerd. Wacht een kwartier. Probeer het daarna opnieuw.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """allauth asks this class what to say and where to go; no answer tells whether an address is known."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens in de e-mail, of vraag een nieuwe code."),
        "invalid_login": MISMATCH,
        "rate_limited": WAIT,
        "too_many_login_attempts": WAIT,
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up: a member is invited, a resident gets a log-in from their fixed contact."""
        return False

    def is_ajax(self, _request: HttpRequest) -> bool:
        """No answers in JSON: there is one way in, and it is a page."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The user with this address and password; one who was closed gets the same answer as a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user is None or user.is_active else None

    def respond_user_inactive(self, _request: HttpRequest, _user: Any) -> HttpResponse:
        """Closed between asking for a code and typing it: start again, as with any code that no longer works."""
        return redirect("account_login")

    def respond_email_verification_sent(self, _request: HttpRequest, _user: Any) -> HttpResponse:
        """Addresses are verified by nothing but a code; there is no such page."""
        return redirect("account_login")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """A password changes only through /wachtwoord, which ends at the first page."""
        return str(self.get_login_redirect_url(self.request))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """A code or a passkey for who has one: a password alone would be less than they logged in with."""
        known: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [one for one in known if one["id"] != "reauthenticate"] or known

    def is_reauthentication_required(self, **_told: Any) -> bool:
        """Asked at the door (web/doors.py), before any page of allauth is reached."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Keep a new password."""
        set_password(user=user, password=password)

    def add_message(
        self, request: HttpRequest, level: int, *parts: Any, message: str | None = None, **more: Any
    ) -> None:
        """Only the texts of templates/account/messages; what comes ready-made is said by our views, in context.

        Who left quickly gets no goodbye: it would be kept in a new session, for whoever opens the site next.
        """
        told = (*parts, *more.values())
        if any(str(one).startswith("mfa/") for one in told):
            return
        if message is None and not (QUICKLY in request.POST and GOODBYE in told):
            super().add_message(request, level, *parts, **more)

    def send_notification_mail(self, template_prefix: str, user: Any, *parts: Any, **more: Any) -> None:
        """One mail for whatever changes about second factors: it says that something did, and nothing else."""
        if template_prefix.startswith("mfa/"):
            template_prefix = "account/email/factors_changed"
        super().send_notification_mail(template_prefix, user, *parts, **{**more, "email": user.email})

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a mail in the language of the page, and send it beside the request."""
        send_later(self.render_mail(template_prefix, email, {"minutes": CODE_MINUTES, **context}))
