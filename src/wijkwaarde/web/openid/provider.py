"""What a provider says about itself: its addresses and its keys, kept for an hour; whether a token is right is for identity."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from jwt import PyJWK
from jwt.exceptions import PyJWTError

from wijkwaarde.web.openid.configuration import Configuration, is_safe
from wijkwaarde.web.openid.fetching import fetched
from wijkwaarde.web.openid.refusals import NotLetIn, Way

DESCRIPTION = "/.well-known/openid-configuration"
KEPT = 60 * 60
# Whoever sends tokens with made-up keys may not make us ask the provider each time.
NOT_SOONER = 60
# Only keys that have a public half: with a shared secret whoever can check a token could make one.
KINDS = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), "RSA"),
    **dict.fromkeys(("ES256", "ES384", "ES512"), "EC"),
    "EdDSA": "OKP",
}


@dataclass(frozen=True, slots=True)
class Description:
    """The addresses of a provider and what it can; `names_itself`: each answer says from whom it is (RFC 9207)."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    algorithms: frozenset[str]
    secret_in_form: bool
    names_itself: bool


class Provider:
    """One provider, asked as seldom as may be; its threads share what was answered."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self._lock = Lock()
        self._description: tuple[float, Description] | None = None
        self._keys: tuple[float, list[dict[str, Any]]] | None = None
        self._looked_again = -math.inf

    def description(self) -> Description:
        """What it says about itself, at most an hour old. Errors: NotLetIn."""
        with self._lock:
            if self._description is None or time.monotonic() - self._description[0] > KEPT:
                issuer = self.configuration.issuer
                told = fetched(issuer.rstrip("/") + DESCRIPTION)
                self._description = time.monotonic(), _described(told, issuer=issuer)
            return self._description[1]

    def key(self, *, name: str | None, algorithm: str) -> PyJWK:
        """The key of this name for this algorithm; one that is not known is looked for once more. Errors: NotLetIn."""
        address = self.description().keys
        with self._lock:
            if self._keys is None or time.monotonic() - self._keys[0] > KEPT:
                self._keys = time.monotonic(), _keys(fetched(address))
            found = _fitting(self._keys[1], name=name, algorithm=algorithm)
            if not found and time.monotonic() - self._looked_again > NOT_SOONER:
                self._looked_again = time.monotonic()
                self._keys = self._looked_again, _keys(fetched(address))
                found = _fitting(self._keys[1], name=name, algorithm=algorithm)
        if len(found) != 1:
            raise NotLetIn(Way.REFUSED, why="no key, or several, that may have signed")
        try:
            return PyJWK(found[0], algorithm)
        except PyJWTError:
            raise NotLetIn(Way.REFUSED, why="a key that cannot be read") from None


@cache
def provider_of(configuration: Configuration) -> Provider:
    """The one provider with this configuration in this process."""
    return Provider(configuration)


def _described(told: Any, *, issuer: str) -> Description:
    if not isinstance(told, dict) or told.get("issuer") != issuer:
        raise NotLetIn(Way.DOWN, why="the description is of another issuer")
    addresses = [told.get(f"{name}_endpoint") for name in ("authorization", "token")] + [told.get("jwks_uri")]
    if not all(is_safe(one) for one in addresses):
        raise NotLetIn(Way.DOWN, why="the description has an address without https")
    if "S256" not in _words(told, "code_challenge_methods_supported", absent=["S256"]):
        raise NotLetIn(Way.DOWN, why="the provider cannot do PKCE with S256")
    userinfo = told.get("userinfo_endpoint")
    how = _words(told, "token_endpoint_auth_methods_supported", absent=["client_secret_basic"])
    return Description(
        authorization=str(addresses[0]),
        token=str(addresses[1]),
        keys=str(addresses[2]),
        userinfo=str(userinfo) if is_safe(userinfo) else "",
        algorithms=frozenset(_words(told, "id_token_signing_alg_values_supported", absent=["RS256"])) & set(KINDS),
        # Sites differ in how they read signs such as + in a header; in a form there is one way.
        secret_in_form="client_secret_post" in how,
        names_itself=told.get("authorization_response_iss_parameter_supported") is True,
    )


def _words(told: dict[str, Any], name: str, *, absent: list[str]) -> list[str]:
    found = told.get(name, absent)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _keys(told: Any) -> list[dict[str, Any]]:
    found = told.get("keys") if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise NotLetIn(Way.DOWN, why="the keys are no list")
    return [one for one in found if isinstance(one, dict)]


def _fitting(keys: list[dict[str, Any]], *, name: str | None, algorithm: str) -> list[dict[str, Any]]:
    """The keys that may have signed: of that name where there is one, for signing, of the kind of the algorithm."""
    return [
        one
        for one in keys
        if one.get("kty") == KINDS.get(algorithm)
        and one.get("use", "sig") == "sig"
        and one.get("alg", algorithm) == algorithm
        and (name is None or one.get("kid") == name)
    ]
