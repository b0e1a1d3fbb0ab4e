"""Whether the log-in of this session was elsewhere and with two factors; who must have these is for the gate of log-in."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

# SECOND is what second factors of our own are noted as too, see web/login/second_factor.py.
FIRST, SECOND = "openid", "mfa"


def counts_as_two_factors(request: HttpRequest) -> bool:
    """Whether who is logged in came from a provider that saw two factors."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == SECOND and one.get("type") == FIRST for one in records)
