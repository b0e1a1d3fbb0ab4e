"""How counted attempts are named in the database: nobody can read an address out of it. It counts nothing itself."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def hidden_key(key: str, key_prefix: str, version: int) -> str:  # noqa: PLR0917 # Django calls it so
    """The name of a row: one-way, since the plain key holds the network address of who tried."""
    return salted_hmac("wijkwaarde.throttle", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()
