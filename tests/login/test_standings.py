"""As who somebody goes on: one who has two parts chooses, one who has none reads what to do."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.login.people import NOOR, PASSWORD
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import end_membership
from wijkwaarde.kernel.accounts.queries import standings_of
from wijkwaarde.kernel.isolation import in_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(noor, client):
    client.force_login(noor)
    return standings_of(noor.pk, today=timezone.localdate())


def actor_of(client):
    return client.get("/als-wie").wsgi_request.actor


def test_who_has_two_parts_chooses_before_anything_else(client, noor):
    response = client.post("/inloggen", {"login": NOOR, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/als-wie"
    page = response.content.decode()
    assert "Als bewoner" in page
    assert "Huisarts" in page
    assert "Als professional" in page
    assert "Samen zuid" in page
    assert "Noor van" not in page  # names are read inside a partnership, and none is chosen yet
    assert actor_of(client).partnership_id is None


def test_a_choice_holds_until_another_is_made(client, parts):
    for part in (parts[0], parts[1], parts[0]):
        assert client.post("/als-wie", {"standing": part.key}).url == "/"
        assert actor_of(client).partnership_id == part.partnership_id
        assert actor_of(client).membership_id == part.membership_id


def test_another_choice_gives_the_browser_a_new_key_and_the_same_choice_does_not(client, parts):
    client.post("/als-wie", {"standing": parts[0].key})
    first = client.session.session_key
    client.post("/als-wie", {"standing": parts[0].key})
    assert client.session.session_key == first
    client.post("/als-wie", {"standing": parts[1].key})
    assert client.session.session_key != first


@pytest.mark.parametrize("typed", ["", "member-1", "person-999999", "' OR 1=1", "x" * 10_000, "member-None"])
def test_what_is_no_part_of_somebody_is_not_taken(client, parts, bram, typed):
    response = client.post("/als-wie", {"standing": typed})
    assert "Kies uit wat er nu staat" in response.content.decode()
    assert actor_of(client).partnership_id is None


def test_somebody_elses_part_in_a_session_is_ignored(client, parts, bram):
    (other,) = standings_of(bram.pk, today=timezone.localdate())
    session = client.session
    session["standing"] = other.key
    session.save()
    assert actor_of(client).partnership_id is None


def test_a_part_that_ended_is_left_at_once_and_asks_to_log_in_again(client, parts, noor):
    work = next(part for part in parts if part.membership_id)
    home = next(part for part in parts if part.person_id)
    client.post("/als-wie", {"standing": work.key})
    by = Actor.console("test", partnership_id=work.partnership_id)
    with in_partnership(work.partnership_id):
        end_membership(by=by, email=NOOR, today=timezone.localdate())
    assert client.get("/als-wie").url.startswith("/inloggen?next=")
    assert "_auth_user_id" not in client.session
    client.force_login(noor)
    assert actor_of(client).partnership_id == home.partnership_id


def test_who_has_no_part_reads_what_to_do_whatever_they_open(client, nobody, settings):
    settings.PHONE = "0800 - 12 34"
    client.force_login(nobody)
    response = client.get(reverse("today"), follow=True)
    assert response.redirect_chain[-1][0] == "/als-wie"
    page = response.content.decode()
    assert "je doet nu nergens aan mee" in page
    assert "0800 - 12 34" in page
    assert "Uitloggen" in page


def test_the_way_to_another_part_is_on_every_page_of_who_has_one(client, parts, bram):
    client.post("/als-wie", {"standing": parts[0].key})
    assert 'href="/als-wie"' in client.get("/", follow=True).content.decode()
    client.force_login(bram)
    assert 'href="/als-wie"' not in client.get("/", follow=True).content.decode()


def test_choosing_asks_for_log_in(client):
    assert client.get("/als-wie").url.startswith("/inloggen")
