"""The second step: forced on who works here, open to residents, asked again where it matters."""

import time
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.login.people import AMINA, BRAM, PASSWORD
from tests.login.second import SECRET, code_at, emergency_codes_of, give_app, kept_secret, wrong_at
from wijkwaarde.web.login.second_factor import remove_all

pytestmark = pytest.mark.django_db
SETTING_UP, SECOND = "/hoe-je-inlogt", "/inloggen/tweede-stap"


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until a test moves it."""
    now = {"at": time.time() // 30 * 30 + 5}
    monkeypatch.setattr(time, "time", lambda: now["at"])
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromtimestamp(now["at"], tz=UTC))

    def at(later=0):
        now["at"] += later
        return now["at"]

    return at


def log_in(client, email=BRAM):
    return client.post("/inloggen", {"login": email, "password": PASSWORD})


def second_step(client, code):
    return client.post(SECOND, {"code": code})


def test_a_member_without_a_second_factor_is_led_to_set_one_up_and_nowhere_else(client, bram, clock):
    assert log_in(client).url == "/"
    for path in ("/vandaag", "/mijn-mensen", "/ingelogd", "/inloggen/nog-een-keer/onzin"):
        assert client.get(path).headers.get("Location", "404") in {SETTING_UP, "404"}, path
    page = client.get(SETTING_UP).content.decode()
    assert "Nog één keer instellen" in page
    assert "Uitloggen" in page


def test_an_app_is_set_up_by_its_first_code_and_then_the_door_is_open(
    client, bram, clock, post, django_capture_on_commit_callbacks
):
    log_in(client)
    page = client.get("/hoe-je-inlogt/app")
    assert b"<svg" in page.content
    secret = page.context["secret"].replace(" ", "")
    assert client.post("/hoe-je-inlogt/app", {"code": "000 000"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        made = client.post("/hoe-je-inlogt/app", {"code": code_at(clock(), secret=secret)})
    assert made.url == "/hoe-je-inlogt/noodcodes"
    assert len(emergency_codes_of(bram)) == 10
    assert client.get("/vandaag").status_code == 200
    kept, meant = kept_secret(bram)
    assert (meant, secret in kept) == (secret, False)
    assert [mail.subject for mail in post()] == ["Er is iets veranderd aan hoe je inlogt"]
    client.post("/uitloggen")
    log_in(client)
    assert second_step(client, code_at(clock(), secret=secret)).status_code == 422, "the code it was set up with"


def test_a_code_lets_in_and_only_once(client, bram, clock):
    give_app(bram)
    assert log_in(client).url == SECOND
    assert client.get("/vandaag").url.startswith("/inloggen")
    before = client.session.session_key
    code = code_at(clock())
    assert second_step(client, f"{code[:3]} {code[3:]}").url == "/"
    assert client.session.session_key != before
    assert client.get("/vandaag").status_code == 200
    again = Client()
    log_in(again)
    for later in (0, 29, 30):  # as long as it would be right
        clock(later)
        assert "al gebruikt" in second_step(again, code).content.decode()
    assert second_step(again, code_at(clock(30))).url == "/"


def test_wrong_codes_close_the_second_step_for_a_while_for_this_person(client, bram, clock):
    give_app(bram)
    log_in(client)
    answers = [second_step(client, wrong_at(clock())).content.decode() for _try in range(5)]
    assert all("klopt niet" in answer for answer in answers)
    assert "te vaak" in second_step(client, code_at(clock())).content.decode()
    cache.clear()
    assert second_step(client, code_at(clock())).url == "/"


def test_a_code_by_mail_is_one_factor_only(client, bram, clock, code):
    client.post("/inloggen/code", {"email": BRAM})
    assert client.post("/inloggen/code/invullen", {"code": code()}).url == "/"
    assert client.get("/vandaag").url == SETTING_UP
    give_app(bram)
    assert client.get("/vandaag").url == "/inloggen/nog-een-keer/code?next=/vandaag"
    answer = client.post("/inloggen/nog-een-keer/code?next=/vandaag", {"code": code_at(clock())})
    assert answer.url == "/vandaag"
    assert client.get("/vandaag").status_code == 200


def test_who_has_a_factor_must_use_it_before_changing_it(client, bram, clock):
    log_in(client)
    give_app(bram)
    for path in (SETTING_UP, "/hoe-je-inlogt/app", "/hoe-je-inlogt/app/weg", "/hoe-je-inlogt/noodcodes"):
        assert client.get(path).url.startswith("/inloggen/nog-een-keer/code"), path


def test_an_emergency_code_works_once(client, bram, clock):
    give_app(bram)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(bram)
    paper = emergency_codes_of(bram)[0]
    log_in(client)
    assert second_step(client, f"{paper[:4]} {paper[4:]}").url == "/"
    again = Client()
    log_in(again)
    assert second_step(again, paper).status_code == 422
    assert len(emergency_codes_of(bram)) == 9


def test_a_resident_is_never_asked_for_one_and_may_have_one(client, amina, clock, code):
    client.post("/inloggen/code", {"email": AMINA})
    client.post("/inloggen/code/invullen", {"code": code()})
    assert client.get("/vraag").status_code == 200
    page = client.get("/hoe-je-inlogt/app")
    secret = page.context["secret"].replace(" ", "")
    assert (
        client.post("/hoe-je-inlogt/app", {"code": code_at(clock(), secret=secret)}).url == "/hoe-je-inlogt/noodcodes"
    )
    assert client.get("/hoe-je-inlogt/app/weg").status_code == 200
    assert client.post("/hoe-je-inlogt/app/weg").url == SETTING_UP
    assert not Authenticator.objects.filter(user=amina).exists(), "emergency codes alone stand in for nothing"


def test_changing_how_you_log_in_asks_who_you_are_again_after_ten_minutes(client, bram, amina, clock, code):
    give_app(bram)
    log_in(client)
    second_step(client, code_at(clock()))
    assert client.get("/hoe-je-inlogt/app/weg").status_code == 200
    clock(601)
    assert client.get("/hoe-je-inlogt/app/weg").url.startswith("/inloggen/nog-een-keer?next=")
    asked = client.get(client.get("/hoe-je-inlogt/app/weg").url)
    assert asked.url == "/inloggen/nog-een-keer/code?next=/hoe-je-inlogt/app/weg"
    assert client.post(asked.url, {"code": code_at(clock())}).url == "/hoe-je-inlogt/app/weg"
    assert client.get("/hoe-je-inlogt/app/weg").status_code == 200


def test_who_has_no_password_and_no_factor_logs_in_anew(client, amina, clock, code):
    client.post("/inloggen/code", {"email": AMINA})
    client.post("/inloggen/code/invullen", {"code": code()})
    clock(601)
    asked = client.get(client.get("/hoe-je-inlogt/app").url)
    assert "Log opnieuw in" in asked.content.decode()
    assert client.post("/inloggen/nog-een-keer?next=/hoe-je-inlogt/app").url == "/inloggen/code?next=/hoe-je-inlogt/app"
    assert "_auth_user_id" not in client.session


def test_after_a_reset_a_second_factor_is_set_up_anew(client, bram, clock):
    give_app(bram)
    assert remove_all(bram) == 1
    log_in(client)
    assert client.get("/vandaag").url == SETTING_UP


def test_who_takes_away_their_only_app_is_at_the_set_up_at_once_in_every_browser(client, bram, clock):
    give_app(bram)
    there = Client()
    for one, moment in ((client, clock()), (there, clock(30))):
        log_in(one)
        second_step(one, code_at(moment))
        assert one.get("/vandaag").status_code == 200
    assert client.post("/hoe-je-inlogt/app/weg").status_code == 302
    for one in (client, there):
        assert one.get("/vandaag").url == SETTING_UP
        assert "Nog één keer instellen" in one.get(SETTING_UP).content.decode()
    page = client.get("/hoe-je-inlogt/app")
    secret = page.context["secret"].replace(" ", "")
    assert client.post("/hoe-je-inlogt/app", {"code": code_at(clock(), secret=secret)}).status_code == 302
    assert client.get("/vandaag").status_code == 200
    Authenticator.objects.update(created_at=datetime.fromtimestamp(clock() + 120, tz=UTC))
    assert there.get("/vandaag").url.startswith("/inloggen/nog-een-keer/code"), "the one it used is gone"


def test_a_secret_that_cannot_be_read_lets_nobody_in_and_breaks_nothing(client, bram, clock, settings):
    give_app(bram)
    Authenticator.objects.update(data={"secret": "gAAAA-not-ours"})
    log_in(client)
    assert second_step(client, code_at(clock())).status_code == 422


def test_the_code_stands_on_the_page_in_the_demo_only(client, bram, clock, settings):
    give_app(bram)
    log_in(client)
    code = code_at(clock())
    assert code not in client.get(SECOND).content.decode()
    settings.DEMO = True
    assert code in client.get(SECOND).content.decode()
    assert SECRET not in client.get(SECOND).content.decode()
    assert reverse("mfa_authenticate") == SECOND
