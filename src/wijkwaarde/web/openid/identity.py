"""Whether what a provider says about somebody is true, for us, now, and an answer to what this browser asked; every check stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

from wijkwaarde.web.openid.configuration import Configuration
from wijkwaarde.web.openid.provider import Provider
from wijkwaarde.web.openid.refusals import NotLetIn, Way

LEEWAY = timedelta(minutes=1)
OLDEST = timedelta(minutes=10)
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


@dataclass(frozen=True, slots=True)
class Told:
    """Who came, as a provider that was checked says: by subject, with an address only when it verified that.

    The address is None when nothing was said of one, and empty when it was not verified.
    """

    subject: str
    email: str | None
    level: str
    two_factors: bool


def checked(token: object, *, provider: Provider, nonce: str, now: datetime) -> Told:
    """Who an ID token is about. Errors: NotLetIn with the first check that failed."""
    configuration = provider.configuration
    claims = _signed(token, provider=provider)
    _check_for_us(claims, configuration=configuration)
    if not isinstance(claims["nonce"], str) or not constant_time_compare(claims["nonce"], nonce):
        raise NotLetIn(Way.REFUSED, why="nonce")
    if now.timestamp() - claims["iat"] > (OLDEST + LEEWAY).total_seconds():
        raise NotLetIn(Way.REFUSED, why="made too long ago")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise NotLetIn(Way.REFUSED, why="no subject")
    level = claims["acr"] if isinstance(claims.get("acr"), str) else ""
    if configuration.levels and level not in configuration.levels:
        raise NotLetIn(Way.WEAK, why="level")
    two = _counts_as_two(level, methods=claims.get("amr"), configuration=configuration)
    return Told(subject=claims["sub"], email=verified_email(claims), level=level, two_factors=two)


def verified_email(claims: Mapping[str, Any]) -> str | None:
    """The address that the provider says it has verified; empty when it has not, None when it says none."""
    email = claims.get("email")
    if email is None:
        return None
    return email if isinstance(email, str) and claims.get("email_verified") is True else ""


def _signed(token: object, *, provider: Provider) -> dict[str, Any]:
    """What the token says, when the provider signed it, for us, and it holds now."""
    if not isinstance(token, str):
        raise NotLetIn(Way.REFUSED, why="no ID token")
    try:
        head = jwt.get_unverified_header(token)
        allowed = provider.description().algorithms
        # What a token says of itself only chooses among what is allowed.
        if head.get("alg") not in allowed:
            raise NotLetIn(Way.REFUSED, why="algorithm")
        key = provider.key(name=head.get("kid"), algorithm=head["alg"])
        return jwt.decode(
            token,
            key=key,
            algorithms=[head["alg"]],
            audience=provider.configuration.client_id,
            issuer=provider.configuration.issuer,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except jwt.InvalidTokenError as error:
        raise NotLetIn(Way.REFUSED, why=type(error).__name__) from None
    except (TypeError, ValueError, OverflowError):
        raise NotLetIn(Way.REFUSED, why="a token that cannot be read") from None


def _check_for_us(claims: dict[str, Any], *, configuration: Configuration) -> None:
    """Meant for us alone, or for us among others as the one who asked."""
    asked_by = claims.get("azp")
    for_others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if asked_by != configuration.client_id and (for_others or asked_by is not None):
        raise NotLetIn(Way.REFUSED, why="asked by another")


def _counts_as_two(level: str, *, methods: object, configuration: Configuration) -> bool:
    used = [one for one in methods if isinstance(one, str)] if isinstance(methods, list) else []
    if set(used) & set(configuration.methods):
        return True
    levels = configuration.levels
    return bool(configuration.two_factors) and levels.index(level) >= levels.index(configuration.two_factors)
