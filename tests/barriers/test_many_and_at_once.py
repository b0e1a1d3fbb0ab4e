"""Rules in the way that are many, or answered and written down at the same moment: as quick, and one of each."""

from uuid import uuid4

import pytest

from tests.thread.test_at_once import at_once, statuses, twice
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.barriers.models import Barrier
from wijkwaarde.kernel.cases.models import Participant

MANY = 1000
ANSWERS = ("De bus neemt hem mee.", "Het blijft zo, door de wet.")


def fill(cast, case, *, count):
    """Many rules in the way of one case, all with Marieke."""
    with cast.acting("marieke") as by:
        resident = Participant.objects.get(case__key=case, part="resident")
        Barrier.objects.bulk_create(
            Barrier(
                partnership_id=by.partnership_id,
                case_id=resident.case_id,
                raised_by=resident,
                rule=f"Regel {number % 7}",
                organisation_id=by.organisation_id,
                manager_id=by.membership_id,
                raised_on=cast.today,
                answer_before=cast.today.replace(year=cast.today.year + 1),
                request_key=uuid4(),
            )
            for number in range(count)
        )


@pytest.mark.django_db
def test_a_managers_pages_ask_as_often_with_a_thousand_rules_as_with_a_few(cast):
    case, marieke = cast.opened(), cast.browser("marieke")
    fill(cast, case, count=2)
    few = {address: len(asked_for(marieke, address)) for address in ("/vandaag", "/in-de-weg")}
    fill(cast, case, count=MANY)
    assert {address: len(asked_for(marieke, address)) for address in few} == few
    assert max(few.values()) <= MOST
    last = marieke.get("/in-de-weg?bladzijde=51").content.decode()
    assert "Regel" in last


@pytest.mark.django_db(transaction=True)
def test_a_rule_that_is_sent_twice_at_once_is_one_rule(committing_cast):
    cast = committing_cast
    case, browser = cast.opened(request_key=uuid4()), cast.browser("amina")
    told = {"rule": "De bus rijdt niet in de avond.", "request_key": str(uuid4())}
    assert statuses(twice(browser, f"/vraag/{case}/in-de-weg", told)) == [302, 302]
    with cast.acting("amina"):
        assert Barrier.objects.filter(case__key=case).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_stands_and_the_other_manager_reads_it(committing_cast):
    cast = committing_cast
    case = cast.opened(request_key=uuid4())
    fill(cast, case, count=1)
    with cast.acting("marieke"):
        barrier = Barrier.objects.get(case__key=case)
    browsers = [cast.browser("marieke") for _answer in ANSWERS]
    first, second = (
        (lambda browser=browser, text=text: browser.post(f"/in-de-weg/{barrier.pk}", sent(text)))
        for browser, text in zip(browsers, ANSWERS, strict=True)
    )
    answers = at_once(first, second)
    assert statuses(answers) == [302, 409]
    with cast.acting("marieke"):
        kept = Barrier.objects.get(pk=barrier.pk)
    assert kept.answer in ANSWERS
    late = next(answer for answer in answers if answer.status_code == 409)
    assert kept.answer in late.content.decode()


def sent(text):
    return {"state": "resolved", "answer": text, "version": "1"}
