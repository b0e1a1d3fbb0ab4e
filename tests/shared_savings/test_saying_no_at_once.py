"""A no at the very moment of a signature, of a colleague's no, or of a settlement: each with a connection of its own."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.agreements import scene
from tests.agreements.conftest import PETRA
from tests.shared_savings.test_way_through import ROOM, browser_of, text_of
from tests.shared_savings.test_years_on_the_page import form_of, years_of
from tests.thread.test_at_once import at_once, statuses
from wijkwaarde.kernel.accounts.actions import invite_member
from wijkwaarde.kernel.agreements.models import AgreementParty, SettledYear, Signature
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.refusals.models import Refusal
from wijkwaarde.kernel.refusals.queries import refusals
from wijkwaarde.kernel.refusals.terms import RefusalState

pytestmark = pytest.mark.django_db(transaction=True)
AGAIN = 3


@pytest.fixture
def cast(committing_cast):
    return committing_cast


@pytest.fixture
def petra_and_colleague(cast):
    """Two managers of the provider of care, each in a browser."""
    with cast.acting("karel") as karel:
        care = Organisation.objects.get(name=scene.NAMES[1])
        sandra = replace(PETRA, email="sandra-manager@voorbeeld.example", name="Sandra")
        users = [invite_member(one, by=karel, organisation=care, today=cast.today).user for one in (PETRA, sandra)]
    return [browser_of(user) for user in users]


def an_agreement(cast, *, signed=("p3",)):
    """A new agreement that the parties in `signed` signed: its number, and what to send for the signature of a party."""
    with cast.acting("karel") as karel:
        made = scene.made(karel, title=f"Gelijke delen {uuid4()}")
        if "p3" in signed:
            scene.sign(made, "p3", by=karel, document="verslag")
        keys = {one.code: one.pk for one in AgreementParty.objects.filter(version__agreement=made.pk)}
    return made, keys


def states(cast, made):
    with cast.acting("karel") as karel:
        return [one.state for one in refusals(by=karel, agreement_id=made.pk)]


def signatures(cast, made):
    with cast.acting("karel"):
        return Signature.objects.filter(party__version__agreement=made.pk, withdrawn_on__isnull=True).count()


def test_a_no_while_the_last_other_party_signs_stands_beside_that_signature(cast, petra_and_colleague):
    petra, hanneke = petra_and_colleague[0], cast.browser("hanneke")
    for _again in range(AGAIN):
        made, keys = an_agreement(cast)
        answers = at_once(
            lambda keys=keys: petra.post(f"{ROOM}/partij/{keys['p2']}/nee", {"reason": "Te weinig."}),
            lambda keys=keys, made=made: hanneke.post(
                f"{ROOM}/partij/{keys['p1']}/tekenen", {"fingerprint": made.fingerprint}
            ),
        )
        assert statuses(answers) == [302, 302]
        assert states(cast, made) == [RefusalState.STANDS]
        assert signatures(cast, made) == 2


def test_two_of_one_party_say_one_no_and_the_other_reads_what_was_said(cast, petra_and_colleague):
    petra, sandra = petra_and_colleague
    for _again in range(AGAIN):
        made, keys = an_agreement(cast)
        address = f"{ROOM}/partij/{keys['p2']}/nee"
        answers = at_once(
            lambda address=address: petra.post(address, {"reason": "Te weinig voor ons."}),
            lambda address=address: sandra.post(address, {"reason": "Wij willen naar gebruik."}),
        )
        assert statuses(answers) == [302, 422]
        (late,) = [one for one in answers if one.status_code == 422]
        assert "zei al nee voor deze partij" in text_of(late)
        assert states(cast, made) == [RefusalState.STANDS]


def test_a_colleague_who_signs_at_that_moment_ends_in_one_answer_of_the_party(cast, petra_and_colleague):
    petra, sandra = petra_and_colleague
    for _again in range(AGAIN):
        made, keys = an_agreement(cast)
        said, signed = at_once(
            lambda keys=keys: petra.post(f"{ROOM}/partij/{keys['p2']}/nee", {"reason": "Te weinig."}),
            lambda keys=keys, made=made: sandra.post(
                f"{ROOM}/partij/{keys['p2']}/tekenen", {"fingerprint": made.fingerprint}
            ),
        )
        assert signed.status_code == 302
        if said.status_code == 422:
            assert "Deze partij tekende vandaag al." in text_of(said)
        assert states(cast, made) == ([] if said.status_code == 422 else [RefusalState.SIGNED])


def test_a_no_while_the_year_is_shared_definitively_either_holds_it_back_or_comes_too_late(cast, petra_and_colleague):
    petra, karel = petra_and_colleague[0], cast.browser("karel")
    with cast.acting("karel") as by:
        years_of(cast, used={2025: 900_000_00})
        close_period(by=by, until=date(2026, 1, 1), today=cast.today, now=timezone.now())
    made, keys = an_agreement(cast)
    for browser, code in ((cast.browser("hanneke"), "p1"), (petra, "p2")):
        sends = {"fingerprint": made.fingerprint}
        assert browser.post(f"{ROOM}/partij/{keys[code]}/tekenen", sends).status_code == 302
    address = f"{ROOM}/{made.pk}/jaar/2025"
    assert karel.post(address, form_of(karel, address, step="provisional")).status_code == 302
    with cast.acting("karel"):
        share = SettledYear.objects.get().shares.get(party__code="p2").pk
    told = form_of(karel, address, step="definitive")
    said, shared = at_once(
        lambda: petra.post(f"{ROOM}/deel/{share}/nee", {"reason": "De cijfers kloppen niet."}),
        lambda: karel.post(address, told),
    )
    assert statuses([said, shared]) == [302, 422]
    if shared.status_code == 422:
        assert "Niet eens met de voorlopige verdeling" in text_of(shared)
    else:
        assert "daarna nog eens verdeeld" in text_of(said)
    with cast.acting("karel"):
        assert Refusal.objects.exists() != SettledYear.objects.filter(is_definitive=True).exists()
