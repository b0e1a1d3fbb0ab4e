"""The frame around a page: for a visitor, a resident and a professional."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.shortcuts import render
from django.test import RequestFactory
from django.urls import reverse

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.instrument import MenuEntry
from wijkwaarde.web import menu
from wijkwaarde.web.shell import plain_shell, shell_of

RESIDENT = Actor(name="Amina", partnership_name="De Buurt", user_id=1, person_id=1, partnership_id=1)
PROFESSIONAL = Actor(name="Chantal", user_id=2, membership_id=1, partnership_id=1, role="contact")


@pytest.fixture
def request_of():
    def made(actor=None, path="/"):
        request = RequestFactory().get(path)
        request._messages = CookieStorage(request)
        if actor is not None:
            request.actor = actor
        return request

    return made


@pytest.fixture
def entries(monkeypatch):
    def put(*found):
        monkeypatch.setattr(menu, "MENU", list(found))

    return put


def test_each_sees_the_entries_that_are_for_them(request_of, entries):
    entries(*(MenuEntry(word, "gallery", word) for word in ("everybody", "resident", "professional", "contact")))
    seen = {who: [item.label for item in shell_of(request_of(actor)).menu] for who, actor in
            {"nobody": None, "resident": RESIDENT, "professional": PROFESSIONAL}.items()}  # fmt: skip
    assert seen == {
        "nobody": ["everybody"],
        "resident": ["everybody", "resident"],
        "professional": ["everybody", "professional", "contact"],
    }


def test_who_has_not_chosen_a_part_yet_sees_what_is_for_everybody(request_of, entries):
    entries(*(MenuEntry(word, "gallery", word) for word in ("everybody", "resident", "professional")))
    assert [item.label for item in shell_of(request_of(Actor(name="", user_id=1))).menu] == ["everybody"]


def test_the_pages_of_a_room_stand_beneath_its_entry_and_on_its_own_pages_alone(request_of, entries):
    entries(MenuEntry("Zaal", "gallery", "everybody"), MenuEntry("Hoek", "privacy", "everybody", under="gallery"))
    inside = [shell_of(request_of(path=path)) for path in (reverse("gallery"), f"{reverse('privacy')}/verder")]
    assert [[item.label for item in one.room] for one in inside] == [["Hoek"]] * 2
    assert [[(item.label, item.around) for item in one.menu] for one in inside] == [[("Zaal", True)]] * 2
    outside = shell_of(request_of(path="/elders"))
    assert (outside.room, [item.around for item in outside.menu]) == ((), [False])


def test_an_entry_whose_address_does_not_exist_is_left_out(request_of, entries):
    entries(MenuEntry("Weg", "nowhere", "everybody"))
    assert shell_of(request_of()).menu == ()


def test_a_resident_and_a_visitor_can_always_leave_at_once(request_of, settings):
    settings.QUICK_EXIT = "https://exit.example"
    assert shell_of(request_of()).quick_exit == shell_of(request_of(RESIDENT)).quick_exit == "https://exit.example"
    assert shell_of(request_of(PROFESSIONAL)).quick_exit == ""


def test_leaving_is_a_plain_link_that_tells_the_other_side_nothing(request_of, settings):
    settings.QUICK_EXIT = "https://exit.example"
    html = render(request_of(RESIDENT), "page.html").content.decode()
    assert '<a class="ww-exit" href="https://exit.example" rel="noreferrer" data-exit>' in html


def test_the_title_says_no_name_and_no_subject(request_of):
    html = render(request_of(RESIDENT), "page.html").content.decode()
    assert "<title>Wijkwaarde</title>" in html


def test_a_name_cannot_become_a_part_of_the_page(request_of):
    actor = Actor(name="<script>alert(1)</script>", user_id=1, person_id=1, partnership_name="<b>")
    html = render(request_of(actor), "page.html").content.decode()
    assert "<script>alert" not in html
    assert "&lt;b&gt;" in html


def test_who_is_logged_in_can_log_out_and_who_is_not_can_log_in(request_of):
    inside = render(request_of(RESIDENT), "page.html").content.decode()
    outside = render(request_of(), "page.html").content.decode()
    assert f'action="{reverse("account_logout")}"' in inside
    assert f'href="{reverse("account_login")}"' in outside
    assert reverse("account_logout") not in outside


def test_the_page_sets_no_policy_of_referrers_that_would_break_its_forms(request_of):
    assert "no-referrer" not in render(request_of(RESIDENT), "page.html").content.decode()


def test_the_plain_frame_needs_nothing_but_settings():
    assert plain_shell().menu == ()
    assert plain_shell().links == {"home": "/"}
