"""Somebody ties an account elsewhere to their own log-in, with two factors and a press; every wrong way ties nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.cast import enter
from tests.login.people import member_of, partnership
from tests.login.second import give_app
from tests.openid.conftest import AMINA, BRAM, STRANGER
from tests.openid.test_bad_ways import aged, back_from
from tests.openid.test_good_ways import way, who
from wijkwaarde.commands import main
from wijkwaarde.kernel.accounts.queries import standings_of
from wijkwaarde.kernel.identities.models import Identity
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.web.login.post import settled

pytestmark = pytest.mark.django_db
PAGE, GO, LOOSE, BACK = (f"/hoe-je-inlogt/elders{more}" for more in ("", "/naar", "/los", "/terugdraaien"))


@pytest.fixture
def known(client, provider, bram):
    """Bram, logged in with two factors; at the provider he has another address."""
    bram.email = "bram.thuis@voorbeeld.nl"
    bram.save()
    return enter(client, bram)


def text(response):
    return " ".join(response.content.decode().split())


def comes_back(client, visitor, *, start=GO):
    """Go to the provider and come back to the page that asks whether to tie."""
    return client.get(back_from(client, visitor, start=start))


def is_tied(user):
    return Identity.objects.filter(user=user, ended_at__isnull=True).exists()


def test_a_press_ties_a_visit_does_not_and_from_then_on_that_account_logs_in(known, bram, visitor):
    there = visitor(STRANGER)
    assert "Naar Gemeente Voorbeeld" in text(known.get(PAGE))
    assert comes_back(known, there).url == PAGE
    page = text(known.get(PAGE))
    assert f"<strong>{STRANGER}</strong>" in page
    assert not is_tied(bram)
    assert known.post(PAGE).url == PAGE
    settled()
    assert [(one.to, one.subject) for one in mail.outbox] == [([bram.email], "Er is iets veranderd aan hoe je inlogt")]
    assert "is gekoppeld sinds" in text(known.get(PAGE))
    assert is_tied(bram)
    known.post("/uitloggen")
    assert way(known, there).url == "/"
    assert who(known) == bram.email


def test_untying_closes_that_way_and_comes_back_on_the_same_day(known, bram, visitor, provider):
    other = type(known)()
    comes_back(known, visitor(STRANGER))
    known.post(PAGE)
    provider.told(behave={"acr": "hoog"})
    way(other, visitor(STRANGER))
    assert who(other) == bram.email
    assert known.post(LOOSE).status_code == 409, "he has no second factor but this one"
    give_app(bram)
    assert known.post(LOOSE).url == PAGE
    assert who(other) is None, "the other browser is logged out"
    assert way(other, visitor(STRANGER)).status_code == 403
    assert "Terugdraaien" in text(known.get(PAGE))
    assert known.post(BACK).url == PAGE
    assert way(other, visitor(STRANGER)).url == "/"
    known.post(LOOSE)
    Identity.objects.update(ended_at=timezone.now() - timedelta(days=2))
    assert known.post(BACK).status_code == 404
    bram.email = STRANGER
    bram.save()
    assert way(other, visitor(STRANGER)).status_code == 403, "who untied is not tied again by their address"


def test_who_untied_and_tied_is_in_the_trail_without_the_subject(known, bram, visitor):
    comes_back(known, visitor(STRANGER))
    known.post(PAGE)
    give_app(bram)
    known.post(LOOSE)
    with in_partnership(standings_of(bram.pk, today=timezone.localdate())[0].partnership_id):
        lines = list(Line.objects.filter(kind="identity", act="WRITE", user_id=bram.pk))
    assert [line.subject_ids for line in lines] == [[], []]


def test_an_account_of_somebody_else_stays_theirs(known, bram, amina, visitor):
    there = visitor(AMINA)
    way(type(known)(), there)
    comes_back(known, there)
    answer = known.post(PAGE)
    assert answer.status_code == 409
    assert "hoort al bij een andere inlog" in text(answer)
    assert not is_tied(bram)
    assert is_tied(amina)


def test_what_another_browser_or_another_log_in_began_ties_nothing(known, bram, amina, visitor):
    back = back_from(known, visitor(STRANGER), start=GO)
    victim = enter(type(known)(), amina)
    assert victim.get(back).url == "/inloggen/elders/mislukt"
    known.post("/uitloggen")
    enter(known, amina)
    assert known.get(back).url == "/inloggen/elders/mislukt"
    assert known.post(PAGE).status_code == 409
    assert not Identity.objects.exists()


def test_an_errand_of_who_is_no_longer_logged_in_ties_nothing(known, amina, visitor):
    back = back_from(known, visitor(STRANGER), start=GO)
    kept = dict(known.session)["openid_errands"]
    enter(known, amina)
    session = known.session
    session["openid_errands"] = kept
    session.save()
    assert known.get(back).url == PAGE
    assert "Er is niets gekoppeld" in text(known.get(PAGE))
    assert known.post(PAGE).status_code == 409


def test_who_stops_there_or_comes_back_late_ties_nothing(known, provider, visitor):
    provider.told(consent=True)
    there = visitor(STRANGER)
    back = there.press(there.sent(known.get(GO).url), action="cancel")
    assert known.get(back.removeprefix("http://testserver")).url == PAGE
    assert "Je bent gestopt bij Gemeente Voorbeeld. Er is niets gekoppeld." in text(known.get(PAGE))
    provider.told()
    back = back_from(known, visitor(STRANGER), start=GO)
    aged(known, by=timedelta(minutes=16))
    assert known.get(back).url == "/inloggen/elders/mislukt"
    comes_back(known, visitor(STRANGER))
    session = known.session
    session["openid_offer"] |= {"at": session["openid_offer"]["at"] - 11 * 60}
    session.save()
    assert known.post(PAGE).status_code == 409
    assert not Identity.objects.exists()


def test_a_lie_of_the_provider_ties_nothing(known, provider, visitor):
    provider.told(behave={"lie": "nonce"})
    assert comes_back(known, visitor(STRANGER)).url == PAGE
    assert "klopte iets niet" in text(known.get(PAGE))
    assert known.post(PAGE).status_code == 409


def test_one_factor_is_not_enough_and_an_old_log_in_is_asked_again(client, amina, provider, visitor):
    enter(client, amina)
    session = client.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    assert "Stel eerst een tweede stap in" in text(client.get(PAGE))
    assert client.get(GO).url == PAGE
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "openid", "at": timezone.now().timestamp() - 3600}
    ]
    session.save()
    for answer in (client.get(PAGE), client.get(GO), client.post(PAGE), client.post(LOOSE), client.post(BACK)):
        assert answer.url.startswith("/inloggen/nog-een-keer?next=")


def test_an_administrator_unties_a_member_and_the_next_log_in_ties_their_new_account(client, provider, visitor, capsys):
    by = partnership("west")
    user = member_of(by, email=BRAM).user
    Identity.objects.create(user=user, issuer=provider.url, subject="an account of before", since=timezone.now())
    assert way(client, visitor(BRAM)).status_code == 403
    words = ["member", "untie", "--partnership", "west", "--email"]
    assert main([*words, BRAM]) == 0
    assert mail.outbox[-1].to == [BRAM]
    assert main([*words, "wie@voorbeeld.nl"]) == 2
    assert way(client, visitor(BRAM)).url == "/"
    assert who(client) == BRAM
