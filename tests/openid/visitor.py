"""A browser of somebody at the provider, without the browser: it keeps cookies, fills in forms, and stops at our door."""

import json
import re
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

SECRET = "een+geheim:met/tekens"
PASSWORD = "wachtwoord-daar"
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Provider:
    """Where the provider is, and how it is told what to do."""

    def __init__(self, url):
        self.url = url

    def told(self, **said):
        """Tell it who there is and how to behave; what it was asked since the last time."""
        return json.loads(asked(self.url, "/told", body=json.dumps(said))[1])["asked"]


class Visitor:
    """Somebody who logs in at the provider."""

    def __init__(self, provider, *, email):
        self.provider, self.email, self.cookies = provider, email, {}

    def sent(self, url):
        """Go where our site sends us, and log in there; the address that leads back, or the page that stays there."""
        status, text, to = self.open(url)
        while status == 302 and to.startswith(("/", self.provider.url)):
            if "/accounts/login" in to:
                hidden = hidden_in(self.open(to)[1])
                status, text, to = self.open(to, **hidden, login=self.email, password=PASSWORD)
            else:
                status, text, to = self.open(to)
        return to if status == 302 else text

    def press(self, page, **button):
        """Press a button of the page that asks whether our site may know; the address that leads back."""
        return self.open("/identity/o/authorize", **hidden_in(page), **button)[2]

    def open(self, url, **form):
        """One page."""
        parts = urlsplit(url)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        answer, text = asked(self.provider.url, path, headers=headers, body=urlencode(form) if form else None)
        for line in answer.msg.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer.status, text, answer.headers.get("Location", "")


def hidden_in(page):
    """The fields of a form that nobody sees."""
    return {name: unescape(value) for name, value in FIELD.findall(page)}


def asked(where, path, *, headers=None, body=None):
    """One question to the provider; the answer and its text."""
    connection = HTTPConnection(urlsplit(where).netloc, timeout=20)
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request("POST" if body else "GET", path, body=body, headers={**form, **(headers or {})})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text
