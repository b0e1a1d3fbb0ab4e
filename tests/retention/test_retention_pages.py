"""Who looks after it sees numbers and decides; the resident and the contact see how long, and may let it stay."""

from datetime import timedelta

import pytest
from django.urls import reverse

from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.register.reading import activities
from wijkwaarde.kernel.retention.models import Decision, Hold
from wijkwaarde.kernel.retention.queries import kept_for

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_everybody_reads_the_register_and_saves_it_with_every_field(cast, client):
    page = client.get(reverse("register"))
    assert all(one.purpose in text(page) for one in activities().values() if one.key != "reference")
    saved = b"".join(client.post(reverse("save_register"), {"kind": "json"}).streaming_content).decode()
    assert '"cases.Case"' in saved
    assert "Jeugdwet" in saved


def test_the_board_decides_how_long_and_a_case_that_is_done_follows_it(cast):
    key = cast.opened("amina")
    browser = cast.browser("hanneke")
    form = browser.get(reverse("retention")).context["form"]
    sent = {
        "months": "6",
        "since": cast.today,
        "source": "Verslag van het bestuur",
        "request_key": form["request_key"].value(),
    }
    for _twice in range(2):
        assert browser.post(reverse("retention"), sent).status_code == 302
    assert "6 maanden" in text(browser.get(reverse("retention")))
    with cast.acting("amina") as by:
        assert Decision.objects.count() == 1
        Case.objects.filter(key=key).update(closed_on=cast.today)
        kept = kept_for(case_for(key, by=by, today=cast.today), today=cast.today)
        assert timedelta(days=180) < kept.first_day - cast.today < timedelta(days=186)


def test_the_resident_lets_it_stay_with_a_reason_and_lets_go_again(cast):
    key, browser = cast.opened("amina"), cast.browser("amina")
    address = reverse("keep_longer", args=[key])
    sent = {
        "reason": "Ik heb het nog nodig.",
        "until": cast.today + timedelta(days=90),
        "request_key": browser.get(address).context["form"]["request_key"].value(),
    }
    assert browser.post(address, sent | {"until": cast.today + timedelta(days=900)}).status_code == 422
    assert browser.post(address, sent).status_code == 302
    assert "Ik heb het nog nodig." in text(browser.get(reverse("kept", args=[key])))
    assert browser.post(reverse("let_go", args=[key])).status_code == 302
    with cast.acting("amina"):
        assert Hold.objects.get().ended_on == cast.today
