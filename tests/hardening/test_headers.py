"""Every answer of the site carries the headers that keep it safe: pages, errors, files, redirects and refusals of all kinds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.access import table
from tests.access.people import ask
from wijkwaarde.web.assets import address
from wijkwaarde.web.hardening.headers import ALWAYS, NOT_ASKED

ROOT = Path(__file__).resolve().parents[2]
WHO = ("nobody", "amina", "chantal")
LINES = table.lines()
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
KEPT = "public"
PRODUCTION = {
    "WIJKWAARDE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789",
    "WIJKWAARDE_HOSTS": "wijkwaarde.example",
    "WIJKWAARDE_TLS": "1",
    "WIJKWAARDE_SITE": "https://wijkwaarde.example",
    "DATABASE_URL": "postgresql://application@database.example/wijkwaarde",
    "DATABASE_OWNER_URL": "postgresql://owner@database.example/wijkwaarde",
}


def wrong_with(answer, *, may_be_kept=False):
    """What is missing on an answer, or weaker than it should be."""
    found = [name for name, value in ALWAYS.items() if name != "Cache-Control" and answer.headers.get(name) != value]
    told = answer.headers.get("Content-Security-Policy", "").split(";")
    policy = dict(part.strip().partition(" ")[::2] for part in told)
    found += [name for name, value in POLICY.items() if policy.get(name) != value]
    found += [value for value in policy.values() if "unsafe" in value or "*" in value or "http" in value]
    if not may_be_kept and "no-store" not in answer.headers.get("Cache-Control", ""):
        found.append("Cache-Control")
    return found + [name for name in ("Server", "X-Powered-By") if name in answer.headers]


@pytest.mark.parametrize("name", [name for name, line in LINES.items() if not line.demo])
def test_every_address_answers_everybody_with_the_headers(settled, name):
    path = table.path(name, route=table.addresses()[name], ids=settled.ids)
    for method in table.METHODS:
        for who in WHO:
            answer = ask(settled, who, method=method, path=path, sends=LINES[name].sends)
            assert wrong_with(answer) == [], (method, who, answer.status_code)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": "/bestaat-niet"}, 404),
        ({"path": "/vraag/geen-sleutel"}, 404),
        ({"path": "/", "HTTP_HOST": "kwaad.example"}, 400),
        ({"path": "/", "HTTP_HOST": "a b\r\nc"}, 400),
        ({"path": "/vast/bestaat-niet.css"}, 404),
        ({"path": "/vast/../settings.py"}, 404),
        ({"path": "/inloggen/"}, 404),
    ],
)
def test_an_address_that_is_not_there_answers_with_the_headers_too(asked, status, db):
    answer = Client(raise_request_exception=False).get(**asked)
    assert answer.status_code == status
    assert wrong_with(answer) == []


def test_a_form_from_elsewhere_a_method_too_many_and_too_much_data_are_answered_with_the_headers(cast):
    strict = cast.browser("amina", enforce_csrf_checks=True)
    answers = [
        strict.post("/vraag", {"words": "Hallo"}),
        strict.put("/vraag"),
        strict.options("/vraag"),
        cast.browser("amina").post("/vraag", {"words": "a" * 1_100_000}),
        cast.browser("amina").post("/vraag", {f"n{number}": "" for number in range(1_100)}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 405, 413, 413]
    assert [wrong_with(answer) for answer in answers] == [[]] * len(answers)


def test_a_view_that_breaks_answers_with_the_headers(cast, monkeypatch):
    browser = cast.browser("amina")  # before it breaks
    monkeypatch.setattr("wijkwaarde.web.cases.views.QuestionForm", None)
    answer = browser.get("/vraag")
    assert answer.status_code == 500
    assert wrong_with(answer) == []


def test_a_file_may_be_kept_and_has_the_other_headers(db):
    for name in ("site.css", "site.js", "icon.svg"):
        answer = Client().get(address(name))
        assert answer.status_code == 200
        assert KEPT in answer.headers["Cache-Control"]
        assert wrong_with(answer, may_be_kept=True) == []


def test_nothing_of_the_browser_that_a_page_does_not_need_is_allowed():
    assert all(f"{name}=()" in ALWAYS["Permissions-Policy"] for name in NOT_ASKED)
    assert {"camera", "geolocation", "microphone"} <= set(NOT_ASKED)


def test_with_tls_every_answer_says_to_come_back_by_tls_only(db, monkeypatch):
    monkeypatch.setattr(settings, "SECURE_HSTS_SECONDS", 31_536_000)
    for path, host in (("/", "127.0.0.1"), ("/bestaat-niet", "127.0.0.1"), ("/", "kwaad.example")):
        client = Client(raise_request_exception=False, HTTP_HOST=host)
        assert "max-age=31536000" in client.get(path, secure=True).headers["Strict-Transport-Security"]
        assert "Strict-Transport-Security" not in client.get(path).headers


def test_django_finds_nothing_to_say_about_the_settings_of_a_real_site():
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("WIJKWAARDE_", "DATABASE_", "DJANGO_"))
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=ROOT,
        env=kept | PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 silenced" in done.stdout or "(1 silenced)" in done.stdout


def test_security_txt_says_whom_to_tell_and_until_when(db, monkeypatch):
    page = Client().get("/.well-known/security.txt")
    assert page.headers["Content-Type"].startswith("text/plain")
    lines = dict(line.split(": ", 1) for line in page.text.splitlines())
    assert set(lines) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert lines["Contact"].endswith("/jouw-gegevens")
    monkeypatch.setattr(settings, "SECURITY_CONTACT", "mailto:meld@wijkwaarde.example")
    assert "Contact: mailto:meld@wijkwaarde.example\n" in Client().get("/.well-known/security.txt").text
