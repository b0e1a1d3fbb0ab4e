"""How long a log-in holds, where somebody is logged in, and out everywhere; with a clock that stands still."""

import time
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import enter
from tests.login.people import AMINA, PASSWORD
from wijkwaarde.kernel.accounts.actions import set_password
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.web.sessions.device import device_of, in_words
from wijkwaarde.web.sessions.models import Session

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def clock(monkeypatch):
    now = {"at": time.time()}
    monkeypatch.setattr(time, "time", lambda: now["at"])
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromtimestamp(now["at"], tz=UTC))

    def wait(*, minutes):
        now["at"] += minutes * 60

    return wait


def is_in(client):
    return not client.get("/ingelogd").headers.get("Location", "").startswith("/inloggen?next=")


def test_a_member_who_was_away_for_half_an_hour_logs_in_again(client, bram, clock):
    enter(client, bram)
    assert is_in(client)
    for _look in range(3):
        clock(minutes=29)
        assert is_in(client)
    clock(minutes=31)
    assert not is_in(client)
    assert not Session.objects.filter(user=bram).exists(), "nothing of it is left"


def test_a_resident_may_be_away_longer_and_nobody_stays_for_more_than_half_a_day(client, amina, bram, clock):
    works = enter(Client(), bram)
    enter(client, amina)
    assert is_in(client)
    assert is_in(works)
    for _look in range(35):
        clock(minutes=20)
        assert is_in(works)
    assert is_in(client)
    clock(minutes=25)
    assert not is_in(works)
    assert not is_in(client)


def test_a_clock_that_went_back_makes_no_log_in_last_longer(client, bram, clock):
    enter(client, bram)
    assert is_in(client)
    clock(minutes=-60)
    assert not is_in(client)


def test_another_role_asks_to_log_in_again(client, bram, clock):
    enter(client, bram)
    assert is_in(client)
    with in_partnership(client.get("/ingelogd").wsgi_request.actor.partnership_id):
        Membership.objects.filter(user=bram).update(role="manager")
    assert not is_in(client)


def test_a_new_password_ends_what_was_open(client, amina, clock):
    enter(client, amina)
    assert is_in(client)
    set_password(user=amina, password=PASSWORD)
    assert not is_in(client)


def test_the_page_says_where_and_one_button_ends_all(client, amina, clock):
    other = enter(Client(headers={"user-agent": PHONE}), amina)
    assert is_in(other)
    clock(minutes=3)
    enter(client, amina)
    is_in(client)
    page = client.get("/ingelogd").content.decode()
    assert page.count("Ingelogd op") == 2
    assert "Chrome op Android" in page
    assert page.count("Hier ben je nu") == 1
    assert AMINA not in page
    kept = Session.objects.filter(user=amina).values_list("device", flat=True)
    assert set(kept) == {"Chrome/Android", "-/-"}, "no versions, no addresses"
    assert client.post("/ingelogd").url == "/inloggen"
    assert not Session.objects.filter(user=amina).exists()
    assert not is_in(other)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (PHONE, "Chrome op Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Linux"),
        ("<script>", "Een onbekend apparaat"),
    ],
)
def test_a_device_is_said_in_words_that_people_know_again(told, words):
    assert in_words(device_of(told)) == words
