"""A rule in the way: written down about no person, with one manager and a day, answered once, and the plan goes on."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from wijkwaarde.kernel.accounts.actions import NewMember, end_membership, invite_member
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.barriers import actions, queries
from wijkwaarde.kernel.barriers.models import Barrier
from wijkwaarde.kernel.barriers.rules import NewBarrier, answers_before
from wijkwaarde.kernel.barriers.tasks import look_after_barriers
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.parties.actions import add_organisation

pytestmark = pytest.mark.django_db
RULE = "Alleen wie binnen de bebouwde kom woont, mag mee."


@pytest.fixture
def case(cast):
    return cast.opened()


@pytest.fixture
def raised(cast):
    def _raised(case, rule=RULE, *, by="amina", key=None, **words):
        with cast.acting(by) as actor:
            seen = cast.seen(case, by=actor)
            new = NewBarrier(rule, **words)
            return actions.raise_barrier(new, by=actor, seen=seen, request_key=key or uuid4(), today=cast.today)

    return _raised


@pytest.fixture
def answered(cast):
    def _answered(barrier, text="Hij mag mee.", *, by="marieke", state=BarrierState.RESOLVED, version=1, today=None):
        with cast.acting(by) as actor:
            day = today or cast.today
            return actions.answer_barrier(barrier.pk, by=actor, state=state, answer=text, version=version, today=day)

    return _answered


def invited(cast, name, organisation):
    """The membership of another manager, and who they act as."""
    with cast.acting("marieke") as by:
        place = add_organisation(by=by, name=organisation, today=cast.today)
        new = NewMember(email=f"{name.lower()}@voorbeeld.example", name=name, job="manager", role=Role.MANAGER)
        return invite_member(new, by=by, organisation=place, today=cast.today)


def again(cast, barrier):
    with cast.acting("amina"):
        return Barrier.objects.select_related("manager").get(pk=barrier.pk)


def test_it_goes_to_a_manager_with_a_day_ten_working_days_on(cast, case, raised):
    made = raised(case, called="De busmaatschappij")
    assert made.manager.name == "Marieke"
    assert made.answer_before == answers_before(raised_on=cast.today)
    assert made.state == BarrierState.OPEN.value


def test_it_goes_to_the_manager_of_the_organisation_whose_rule_it_is(cast, case, raised):
    manager = invited(cast, "Roos", "Openbaar Vervoer")
    assert raised(case, organisation_id=manager.organisation_id).manager_id == manager.pk


def test_of_two_managers_it_goes_to_who_has_the_fewest_open(cast, case, raised):
    invited(cast, "Roos", "Openbaar Vervoer")
    names = {raised(case, f"{RULE} {number}").manager.name for number in range(2)}
    assert "Roos" in names


@pytest.mark.parametrize(
    "rule", ["Amina mag niet mee.", "AMINA'S zoon mag niet mee", "Volgens chantal mag het niet", "Aminas bus"]
)
def test_a_sentence_with_a_name_of_the_case_is_refused_with_the_name(rule, *, case, raised):
    with pytest.raises(Refused, match=r"naam: .*nooit over een mens") as refused:
        raised(case, rule)
    assert refused.value.field == "rule"
    with pytest.raises(Refused):
        raised(case, RULE, called=rule)


@pytest.mark.parametrize("rule", ["", "  \u200b ", "?!", "a" * 301])
def test_no_sentence_and_a_story_are_refused(rule, *, case, raised):
    with pytest.raises(Refused):
        raised(case, rule)


def test_the_same_form_twice_is_one_rule_and_another_rule_with_its_key_is_refused(cast, case, raised):
    key = uuid4()
    assert raised(case, key=key) == raised(case, f"  {RULE} ", key=key)
    with pytest.raises(Refused, match="al verstuurd"):
        raised(case, "Iets anders.", key=key)
    with cast.acting("amina"):
        assert Barrier.objects.filter(case__key=case).count() == 1


def test_who_sees_only_their_own_part_writes_and_reads_none(cast, case, raised):
    cast.chosen(case, "yara", extent=Extent.THAT)
    raised(case)
    with pytest.raises(NotFound):
        raised(case, by="yara")
    assert RULE not in cast.browser("yara").get(f"/vraag/{case}").content.decode()


def test_a_line_of_another_plan_is_not_there(cast, case, raised):
    other = cast.opened("fenna")
    version = cast.agreed(other, ("Bellen", "Opa"), by="fenna")
    with cast.acting("amina"):
        line = version.lines.get()
    with pytest.raises(NotFound):
        raised(case, line_id=line.pk)


def test_the_line_that_is_held_up_stays_as_it_was(cast, case, raised):
    version = cast.agreed(case, ("Met de bus", "Opa"))
    with cast.acting("amina"):
        line = version.lines.get()
    raised(case, line_id=line.pk)
    with cast.acting("amina"):
        assert version.lines.get().state == line.state
    page = cast.browser("amina").get(f"/vraag/{case}").content.decode()
    assert page.count("Met de bus") > 1, "the agreement itself, and beside the rule"


def test_the_answer_stands_with_the_plan_of_resident_and_professional(cast, case, raised, answered):
    answered(raised(case), "De bus neemt hem vanaf maandag mee.")
    for who in ("amina", "chantal"):
        page = cast.browser(who).get(f"/vraag/{case}").content.decode()
        assert "De bus neemt hem vanaf maandag mee." in page
        assert "Antwoord van Marieke, Gemeente Voorbeeldstad" in page


def test_the_same_answer_twice_is_one_and_a_second_manager_sees_the_first_answer(cast, case, raised, answered):
    made = raised(case)
    first = answered(made)
    assert answered(made).version == first.version == 2
    with pytest.raises(Stale) as stale:
        answered(made, "Toch niet.", state=BarrierState.EXPLAINED)
    assert stale.value.saved == {"state": "resolved", "answer": "Hij mag mee."}
    told = {"state": "explained", "answer": "Het blijft zo.", "version": "1"}
    page = cast.browser("marieke").post(f"/in-de-weg/{made.pk}", told)
    assert page.status_code == 409
    assert "Hij mag mee." in page.content.decode()
    assert "Het blijft zo." in page.content.decode()
    assert again(cast, made).answer == "Hij mag mee."


def test_a_manager_has_to_say_why(case, raised, answered):
    made = raised(case)
    with pytest.raises(Refused):
        answered(made, "  ")
    with pytest.raises(Refused):
        answered(made, state=BarrierState.SELF_SOLVED)


def test_who_is_no_manager_answers_nothing_and_reads_nothing(cast, case, raised, answered):
    made = raised(case)
    for who in ("chantal", "karel", "amina", "olga"):
        with pytest.raises(NotFound):
            answered(made, by=who)
        with cast.acting(who) as by, pytest.raises(NotFound):
            queries.rule_keys(by=by)


def test_a_manager_reads_the_rule_and_never_the_case(cast, case, raised):
    made = raised(case)
    marieke = cast.browser("marieke")
    for address in ("/vandaag", "/in-de-weg", f"/in-de-weg/{made.pk}"):
        page = marieke.get(address).content.decode()
        assert RULE in page
        assert "Amina" not in page
        assert str(case) not in page
    assert marieke.get(f"/vraag/{case}").status_code == 404


def test_the_resident_reads_that_a_manager_read_the_rule_without_a_name(cast, case, raised, answered):
    made = raised(case)
    cast.browser("marieke").get("/in-de-weg")
    cast.browser("marieke").post(f"/in-de-weg/{made.pk}", {"state": "resolved", "answer": "Ja.", "version": "1"})
    page = cast.browser("amina").get("/wie-keek").content.decode()
    assert "las welke regel in de weg zit, zonder je naam of je plan." in page
    assert "gaf antwoord over een regel die in de weg zit." in page


def test_solved_ourselves_counts_and_can_be_taken_back_on_the_same_day(cast, case, raised, answered):
    made = raised(case)
    amina, place = cast.browser("amina"), f"/vraag/{case}/in-de-weg/{made.pk}"
    assert amina.post(f"{place}/zelf-opgelost").status_code == 302
    with pytest.raises(Stale):
        answered(made)
    with pytest.raises(Stale):
        answered(made, version=2)
    assert amina.post(f"{place}/zelf-opgelost").status_code == 302
    assert again(cast, made).state == BarrierState.SELF_SOLVED.value
    assert amina.post(f"{place}/toch-niet").status_code == 302
    assert again(cast, made).state == BarrierState.OPEN.value
    with cast.acting("amina") as by:
        seen, tomorrow = cast.seen(case, by=by), cast.today + timedelta(days=1)
        actions.solve_ourselves(by=by, seen=seen, barrier_id=made.pk, today=cast.today)
        with pytest.raises(Refused, match="dezelfde dag"):
            actions.not_solved_after_all(by=by, seen=seen, barrier_id=made.pk, today=tomorrow)


def test_what_was_answered_is_no_longer_solved_by_ourselves(cast, case, raised, answered):
    made = raised(case)
    answered(made)
    assert cast.browser("amina").post(f"/vraag/{case}/in-de-weg/{made.pk}/zelf-opgelost").status_code == 409
    assert cast.browser("chantal").post(f"/vraag/{case}/in-de-weg/{made.pk}/zelf-opgelost").status_code == 409


def test_what_nobody_answered_goes_higher_once_and_can_still_be_answered(cast, case, raised, answered):
    made = raised(case)
    late = made.answer_before
    with cast.acting("marieke") as by:
        assert actions.pass_on_late(by=by, today=late - timedelta(days=1)) == 0
        assert actions.pass_on_late(by=by, today=late) == len(queries.only_you(by=by)), (
            "the neighbourhood's own rule too"
        )
        assert actions.pass_on_late(by=by, today=late + timedelta(days=1)) == 0
    assert again(cast, made).escalated_on == late
    invited(cast, "Roos", "Openbaar Vervoer")
    with cast.acting("marieke") as by:
        assert made.pk in [one.pk for one in queries.only_you(by=by)]
    done = answered(made, today=late + timedelta(days=3))
    assert (done.closed_on, done.escalated_on) == (late + timedelta(days=3), late)


def test_a_rule_of_a_manager_who_left_goes_to_another_who_is_told(cast, case, raised):
    made = raised(case)
    roos = invited(cast, "Roos", "Openbaar Vervoer")
    with cast.acting("marieke") as by:
        Barrier.objects.filter(pk=made.pk).update(told_at=timezone.now())
        end_membership(by=by, email=cast.email("marieke"), today=cast.today)
    assert look_after_barriers(timestamp=0) >= 2
    given = again(cast, made)
    assert given.manager_id == roos.pk
    assert "roos@voorbeeld.example" in [to for one in mail.outbox for to in one.to]
    assert all(RULE not in one.body and "Amina" not in one.body for one in mail.outbox)


def test_a_rule_without_any_manager_waits_for_the_first(cast, case, raised):
    with cast.acting("marieke") as by:
        end_membership(by=by, email=cast.email("marieke"), today=cast.today)
    made = raised(case)
    assert made.manager is None
    assert "We zoeken wie dit kan uitzoeken" in cast.browser("amina").get(f"/vraag/{case}").content.decode()
    roos = None
    with cast.acting("chantal") as by:
        place = add_organisation(by=by, name="Openbaar Vervoer", today=cast.today)
        new = NewMember(email="roos@voorbeeld.example", name="Roos", job="manager", role=Role.MANAGER)
        roos = invite_member(new, by=by, organisation=place, today=cast.today)
        assert actions.give_missing_managers(by=by, today=cast.today) >= 1
    assert again(cast, made).manager_id == roos.pk


def test_a_manager_hears_of_it_once(cast, case, raised):
    raised(case)
    look_after_barriers(timestamp=0)
    told = len(mail.outbox)
    assert told >= 1
    look_after_barriers(timestamp=0)
    assert len(mail.outbox) == told


def test_how_often_a_rule_stood_in_the_way_is_counted_whatever_its_capitals(cast, case, raised, answered):
    answered(raised(case))
    second = raised(case, RULE.upper())
    with cast.acting("marieke") as by:
        assert queries.rule_with(second.pk, by=by).times == 1
        pattern = next(one for one in queries.patterns_of_rules(by=by) if one.what.casefold() == RULE.casefold())
        assert (pattern.count, pattern.resolved) == (2, 1)


def test_a_search_narrows_and_stands_in_no_address(cast, case, raised):
    raised(case)
    marieke = cast.browser("marieke")
    assert RULE in marieke.post("/in-de-weg", {"q": "BEBOUWDE kom"}).content.decode()
    page = marieke.post("/in-de-weg", {"q": "O'Brien %_ أمينة"}).content.decode()
    assert "Niets gevonden" in page
    assert "?q=" not in page


def test_another_partnership_sees_nothing_of_it(cast, case, raised):
    made = raised(case)
    with cast.acting("olga"):
        assert not Barrier.objects.filter(pk=made.pk).exists()
        with pytest.raises(IntegrityError, match="inside"):
            beside(made, partnership_id=cast.actor("olga").partnership_id)


def beside(barrier, *, partnership_id):
    """Write a row of another partnership that points at this barrier's case."""
    with transaction.atomic():
        Barrier.objects.create(
            partnership_id=partnership_id,
            case_id=barrier.case_id,
            raised_by_id=barrier.raised_by_id,
            rule=RULE,
            raised_on=barrier.raised_on,
            answer_before=barrier.answer_before,
            request_key=uuid4(),
        )
        connection.check_constraints()


def test_the_database_keeps_no_answer_without_a_day(cast, case, raised):
    made = raised(case)
    with cast.acting("amina"), pytest.raises(IntegrityError), transaction.atomic():
        Barrier.objects.filter(pk=made.pk).update(state=BarrierState.RESOLVED.value, answer="Ja")
    with cast.acting("amina"), pytest.raises(IntegrityError), transaction.atomic():
        Barrier.objects.filter(pk=made.pk).update(state=BarrierState.EXPLAINED.value, closed_on=cast.today)


def test_waiting_times_are_counted_without_names(cast, case):
    with cast.acting("marieke") as by:
        found = queries.waiting_times(by=by, today=cast.today + timedelta(days=4))
    assert found.count >= 1
    assert found.longest >= 4
    assert "wacht" in cast.browser("marieke").get("/vandaag").content.decode()
