"""The mails that tell somebody they can log in, set up a second step anew, or lost a way in; they name no organisation and no reason, since others may read along."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse


def invitation(email: str) -> EmailMessage:
    """A mail to this address, in the language of now, with the page where a code is asked."""
    words = {"url": settings.SITE.rstrip("/") + reverse("account_request_login_code")}
    subject, text = (render_to_string(f"account/email/invitation_{part}.txt", words) for part in ("subject", "message"))
    return EmailMessage(subject.strip(), text.strip(), to=[email])


def factors_reset(email: str) -> EmailMessage:
    """A mail to this address that the second step was taken away."""
    subject, text = (
        render_to_string(f"account/email/factors_reset_{part}.txt").strip() for part in ("subject", "message")
    )
    return EmailMessage(subject, text, to=[email])


def untied(email: str) -> EmailMessage:
    """A mail to this address that an account elsewhere no longer opens their log-in."""
    subject, text = (
        render_to_string(f"account/email/elsewhere_changed_{part}.txt").strip() for part in ("subject", "message")
    )
    return EmailMessage(subject, text, to=[email])
