"""What this provider adds to a token: how sure it is of who logged in, and with what."""

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from tests.openid.provider.keys import pem_of
from tests.openid.provider.lies import TOLD


class Adapter(DefaultOIDCAdapter):
    """allauth's own, with a level, and with a key that can be changed for another."""

    def populate_id_token(self, id_token, client, scopes, **kwargs):
        """Say the level."""
        id_token |= {name: TOLD[name] for name in ("acr", "amr") if TOLD.get(name)}

    def get_claims(self, purpose, user, client, scopes, email=None, **kwargs):
        """Leave the address for the page where one asks for more, when told to."""
        claims = super().get_claims(purpose, user, client, scopes, email=email, **kwargs)
        if purpose == "id_token" and TOLD.get("lie") == "address elsewhere":
            claims = {"sub": claims["sub"]}
        if purpose == "userinfo" and TOLD.get("more") == "somebody else":
            claims["sub"] = "999"
        return claims

    def list_private_keys(self, **asked):
        """The key of the settings; another one from the moment that it is changed."""
        keys = super().list_private_keys(**asked)
        return [type(key)(**{**vars_of(key), "pem": pem_of("second")}) for key in keys] if TOLD.get("rotated") else keys


def vars_of(key):
    """The fields of a key."""
    return {name: getattr(key, name) for name in key.__dataclass_fields__}
