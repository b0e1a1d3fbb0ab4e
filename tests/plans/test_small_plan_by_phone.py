"""A small plan that is agreed while two people speak: only the fixed contact keeps that yes, and the resident can say no."""

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.cases.actions import note_contact
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.plans import actions
from wijkwaarde.kernel.plans.models import PlanVersion
from wijkwaarde.kernel.plans.queries import doubts_for, plan_for
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import CheckAnswer, Heard

LINES = [NewLine(what="De huisarts bellen", who="Amina"), NewLine(what="Samen naar het spreekuur", who="Zus Selma")]


@pytest.fixture
def case(cast):
    return cast.opened(request_key=uuid4())


def hear(cast, case, *, who="chantal", lines=LINES, heard=Heard.PHONE, version=0):
    with cast.acting(who) as by:
        seen = cast.seen(case, by=by)
        told = {"by": by, "seen": seen, "lines": lines, "heard": heard, "version": version, "today": cast.today}
        return actions.agree_heard(**told), by


def plan(cast, case, who="amina"):
    with cast.acting(who) as by:
        return plan_for(cast.seen(case, by=by))


def page(cast, who, address, **told):
    browser = cast.browser(who)
    answer = browser.post(address, told) if told else browser.get(address)
    return answer.status_code, unescape(answer.content.decode())


def test_a_yes_that_the_contact_heard_is_an_agreement_that_says_how_and_by_whom(cast, case):
    version, by = hear(cast, case)
    agreed = plan(cast, case).agreed
    assert agreed.version == version
    assert [line.what for line in agreed.lines] == [line.what for line in LINES]
    assert (agreed.version.agreed_on, agreed.version.heard) == (cast.today, Heard.PHONE)
    assert agreed.version.heard_by.membership_id == by.membership_id
    assert any((one.act, one.kind, one.object_id) == (Act.WRITE, "plan_version", version.pk) for one in by.seen)


def test_the_same_yes_twice_is_one_agreement(cast, case):
    first, _by = hear(cast, case)
    second, _by = hear(cast, case)
    assert first == second
    with cast.acting("amina"):
        assert PlanVersion.objects.filter(plan__case__key=case).count() == 1


@pytest.mark.parametrize("who", ["amina", "bram"])
def test_nobody_else_keeps_a_yes_that_was_said_aloud(cast, case, who):
    cast.chosen(case, "bram")
    with pytest.raises(Refused):
        hear(cast, case, who=who)
    assert plan(cast, case).agreed is None


def test_who_takes_no_part_hears_nothing(cast, case):
    with pytest.raises(NotFound):
        hear(cast, case, who="yara")


def test_four_lines_are_no_small_plan(cast, case):
    with pytest.raises(Refused):
        hear(cast, case, lines=LINES * 2)


def test_a_longer_plan_is_not_replaced_on_the_telephone(cast, case):
    cast.agreed(case, *((f"Afspraak {number}", "Selma") for number in range(4)))
    with pytest.raises(Refused):
        hear(cast, case)
    assert len(plan(cast, case).agreed.lines) == 4
    answer = cast.browser("chantal").get(f"/vraag/{case}/plan/meteen")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/vraag/{case}/plan")


def test_a_proposal_that_changed_meanwhile_is_not_agreed_unread(cast, case):
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        actions.write_draft(by=by, seen=seen, lines=LINES[:1], version=0, today=cast.today)
    with pytest.raises(Stale):
        hear(cast, case)
    assert plan(cast, case).agreed is None
    version, _by = hear(cast, case, version=1)
    assert version.number == 1


def test_a_yes_says_how_by_whom_and_when_or_nothing_of_it(cast, case):
    version, _by = hear(cast, case)
    with cast.acting("chantal"):
        for wrong in ({"heard": "letter"}, {"heard": ""}, {"heard_by_id": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PlanVersion.objects.create(
                    partnership_id=version.partnership_id,
                    plan_id=version.plan_id,
                    number=9,
                    written_by_id=version.written_by_id,
                    agreed_on=cast.today,
                    **{"heard": "phone", "heard_by_id": version.heard_by_id} | wrong,
                )


def test_the_resident_reads_who_heard_it_and_says_at_once_that_it_is_not_so(cast, case):
    hear(cast, case)
    _status, text = page(cast, "amina", f"/vraag/{case}")
    assert "Chantal hoorde je ja, aan de telefoon, op" in text
    assert "Klopt het nog?" in text
    status, _text = page(cast, "amina", f"/vraag/{case}/plan/klopt-het-nog", number="1", answer="no")
    assert status == 302
    with cast.acting("chantal") as by:
        doubts, _more = doubts_for(by=by, today=cast.today)
    assert (case, CheckAnswer.NO) in [(one.case_key, one.answer) for one in doubts]


def test_a_plan_that_the_resident_agreed_to_themselves_is_asked_about_the_day_after(cast, case):
    cast.agreed(case, ("Post openen", "Selma"))
    _status, text = page(cast, "amina", f"/vraag/{case}")
    assert "Klopt het nog?" not in text
    assert "hoorde je ja" not in text


def test_from_i_called_it_is_one_step_to_three_lines_and_a_yes(cast, case):
    with cast.acting("chantal") as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "request_key": uuid4(), "today": cast.today}
        note_contact(manner=Manner.CALL, **told)
    address = f"/vraag/{case}/plan/meteen"
    assert f'href="{address}"' in page(cast, "chantal", f"/vraag/{case}")[1]
    assert f'href="{address}"' in page(cast, "chantal", "/vandaag")[1]
    before = (cast.today + timedelta(days=7)).isoformat()
    lines = {"what_1": "Formulier sturen", "before_1": before, "what_2": "Invullen", "who_2": "Amina", "version": "0"}
    status, text = page(cast, "chantal", address, **lines)
    assert status == 422
    assert "Kies daarna hoe je het ja hoorde." in text
    assert "Formulier sturen" in text
    status, _text = page(cast, "chantal", address, **lines, heard="visit")
    assert status == 302
    agreed = plan(cast, case).agreed
    assert [line.participant.membership is not None for line in agreed.lines] == [True, False]
    assert agreed.version.heard == Heard.VISIT
    assert "Jij hoorde het ja van de bewoner, bij een bezoek, op" in page(cast, "chantal", f"/vraag/{case}")[1]


def test_who_was_not_reached_agreed_to_nothing(cast, case):
    with cast.acting("chantal") as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "request_key": uuid4(), "today": cast.today}
        note_contact(manner=Manner.UNREACHED, **told)
    assert "/plan/meteen" not in page(cast, "chantal", f"/vraag/{case}")[1]
