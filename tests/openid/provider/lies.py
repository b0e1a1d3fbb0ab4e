"""Makes the provider misbehave as a test tells it: what it signed is said otherwise, or it answers nothing."""

import base64
import json
import time

import jwt
from allauth.core.internal import jwkkit
from django.http import HttpResponse

from tests.openid.provider.keys import pem_of

TOLD = {}
ASKED = []
TOKEN, DESCRIPTION, KEYS = "/identity/o/api/token", "/.well-known/openid-configuration", "/.well-known/jwks.json"
HOUR = 3600


class Lies:
    """Middleware: the answer of the provider, changed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer, and lie where that was asked."""
        ASKED.append(request.path)
        lie = TOLD.get("lie", "")
        if request.path == TOKEN and lie in INSTEAD:
            return INSTEAD[lie]()
        response = self.get_response(request)
        if request.path == TOKEN and response.status_code == 200 and lie in TOKENS:
            return changed(response, lambda answer: answer | {"id_token": TOKENS[lie](answer["id_token"])})
        if request.path == DESCRIPTION and lie in DESCRIPTIONS:
            return changed(response, lambda answer: answer | DESCRIPTIONS[lie])
        return response


def changed(response, change):
    """The same answer with other contents."""
    content = json.dumps(change(json.loads(response.content)))
    return HttpResponse(content, content_type="application/json")


def resigned(*, key="first", head=None, algorithm="RS256", **claims):
    """A token that says something else, signed by the provider unless told; None takes a claim out."""

    def change(token):
        said = jwt.decode(token, options={"verify_signature": False}) | {name: of() for name, of in claims.items()}
        kept = {name: value for name, value in said.items() if value is not None}
        kid = jwt.get_unverified_header(token)["kid"]
        return jwt.encode(kept, pem_of(key), algorithm=algorithm, headers={"kid": kid, **(head or {})})

    return change


def unsigned(token):
    """A token that says it needs no signature."""
    said = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(said, None, algorithm="none", headers={"kid": jwt.get_unverified_header(token)["kid"]})


def with_public_key_as_secret(token):
    """A token signed with what everybody can read, as if that were a secret."""
    said = jwt.decode(token, options={"verify_signature": False})
    public = json.dumps(jwkkit.load_jwk_from_pem(pem_of("first"))[0]).encode()
    head = {"kid": jwt.get_unverified_header(token)["kid"]}
    return jwt.encode(said, base64.b64encode(public), algorithm="HS256", headers=head)


def touched(token):
    """A token in which somebody else is put, under the old signature."""
    head, body, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "==")) | {"sub": "1000"}
    return f"{head}.{base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip('=')}.{signature}"


def now():
    """This moment, as tokens say it."""
    return int(time.time())


OTHER = "https://iemand-anders.example"
TOKENS = {
    "issuer": resigned(iss=lambda: OTHER),
    "audience": resigned(aud=lambda: "een-andere-site"),
    "audiences": resigned(aud=lambda: ["wijk", "een-andere-site"]),
    "asked by another": resigned(azp=lambda: "een-andere-site"),
    "nonce": resigned(nonce=lambda: "van-een-ander"),
    "no nonce": resigned(nonce=lambda: None),
    "expired": resigned(exp=lambda: now() - HOUR),
    "no end": resigned(exp=lambda: None),
    "old": resigned(iat=lambda: now() - HOUR),
    "future": resigned(iat=lambda: now() + HOUR),
    "not yet": resigned(nbf=lambda: now() + HOUR),
    "no subject": resigned(sub=lambda: ""),
    "other key": resigned(key="strange"),
    "unknown key": resigned(key="strange", head={"kid": "onbekend"}),
    "none": unsigned,
    "secret": with_public_key_as_secret,
    "touched": touched,
    "no token": lambda _token: None,
    "not a token": lambda _token: "a.b.c",
    "weak": resigned(acr=lambda: "basis"),
    "no level": resigned(acr=lambda: None),
    "unverified": resigned(email_verified=lambda: False),
    "almost verified": resigned(email_verified=lambda: "true"),
}


def silent():
    """Nothing for longer than a site waits."""
    time.sleep(2)
    return HttpResponse(status=503)


INSTEAD = {
    "silent": silent,
    "down": lambda: HttpResponse(status=503),
    "elsewhere": lambda: HttpResponse(status=307, headers={"Location": TOKEN + "?again"}),
    "no json": lambda: HttpResponse("<p>Onderhoud</p>"),
    "endless": lambda: HttpResponse(b" " * 2_000_000),
}
DESCRIPTIONS = {
    "description of another": {"issuer": OTHER},
    "plain http": {"token_endpoint": "http://iemand-anders.example/token"},
    "file": {"jwks_uri": "file:///etc/hostname"},
    "no pkce": {"code_challenge_methods_supported": ["plain"]},
    "names itself": {"authorization_response_iss_parameter_supported": True},
    "only secrets": {"id_token_signing_alg_values_supported": ["HS256", "none"]},
}
