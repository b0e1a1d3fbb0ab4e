"""On to the board after the term: it sees only what nobody answered in time, without names, and answers it; nothing else is there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import resolve

from tests.access import table
from tests.access.people import settle
from wijkwaarde.kernel.accounts.actions import end_membership
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.barriers import actions, queries
from wijkwaarde.kernel.barriers.models import Barrier
from wijkwaarde.kernel.barriers.rules import NewBarrier
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.errors import NotFound, Stale
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.web.doors import is_for_board, is_public

pytestmark = pytest.mark.django_db
RULE = "Alleen wie binnen de bebouwde kom woont, mag mee."
FRESH = "De bus rijdt niet op zondag."
# What is there for the board, beside what everybody may open: rules, and in numbers emergencies and what is kept.
THEIRS = {"today", "barriers", "save_rules", "barrier_answer", "emergencies", "retention"}
# They read the money of the neighbourhood too, in which nobody is named.
MONEY = (
    "area_budget",
    "budget",
    "deliver",
    "staffing",
    "savings",
    "given_hours",
    "books",
    "base_year",
    "reconciliation",
)
OF_SHARING = {"agreement", "share_account", "sign_agreement", "unsign_agreement", "settle_year", "take_back_refusal"}
OF_SHARING |= {"refuse_agreement", "refuse_settlement"}
THEIRS |= OF_SHARING | {"save_deliveries", "save_savings_trial", "save_settled", "share_road", "results", "result"}
OWN_LOG_IN = ("mfa_", "account_", "sessions", "log_out", "openid_", *MONEY)


def raised(cast, key, rule):
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        return actions.raise_barrier(NewBarrier(rule), by=by, seen=seen, request_key=uuid4(), today=cast.today)


def went_higher(cast):
    """A rule that nobody answered in time."""
    late = raised(cast, cast.opened(), RULE)
    with cast.acting("marieke") as by:
        actions.pass_on_late(by=by, today=late.answer_before)
        # What else was open waits as it did.
        Barrier.objects.exclude(pk=late.pk).update(escalated_on=None)
    return late


def answered(cast, barrier, *, by, version=1, text="Het bestuur past de regel aan."):
    with cast.acting(by) as actor:
        told = {"state": BarrierState.RESOLVED, "answer": text, "version": version, "today": cast.today}
        return actions.answer_barrier(barrier.pk, by=actor, **told)


def test_the_board_sees_what_went_higher_and_nothing_that_still_has_time(cast):
    late = went_higher(cast)
    fresh = raised(cast, cast.opened(request_key=uuid4()), FRESH)
    with cast.acting("hanneke") as by:
        assert [one.pk for one in queries.only_you(by=by)] == [late.pk]
        assert queries.rule_keys(by=by) == [late.pk]
        assert queries.rules_with([late.pk, fresh.pk], by=by) == queries.rules_with([late.pk], by=by)
        assert queries.patterns_of_rules(by=by) == []
        with pytest.raises(NotFound):
            queries.rule_with(fresh.pk, by=by)
        with pytest.raises(NotFound):
            queries.waiting_times(by=by, today=cast.today)


def test_the_board_answers_by_its_page_and_resident_and_professional_read_who_did(cast):
    late, browser = went_higher(cast), cast.browser("hanneke")
    for address in ("/vandaag", "/in-de-weg", f"/in-de-weg/{late.pk}"):
        page = browser.get(address).content.decode()
        assert RULE in page
        assert "Amina" not in page
    told = {"state": "resolved", "answer": "Iedereen mag mee.", "version": "1"}
    assert browser.post(f"/in-de-weg/{late.pk}", told).status_code == 302
    with cast.acting("amina"):
        key = Barrier.objects.select_related("case").get(pk=late.pk).case.key
    page = cast.browser("amina").get(f"/vraag/{key}").content.decode()
    assert "Iedereen mag mee." in page
    assert "Antwoord van Hanneke, Gemeente Voorbeeldstad" in page
    assert "Iedereen mag mee." in browser.get("/in-de-weg").content.decode()


def test_the_board_cannot_answer_before_the_term(cast):
    fresh = raised(cast, cast.opened(), FRESH)
    with pytest.raises(NotFound):
        answered(cast, fresh, by="hanneke")
    assert cast.browser("hanneke").get(f"/in-de-weg/{fresh.pk}").status_code == 404


def test_manager_and_board_do_not_overwrite_each_other(cast):
    late = went_higher(cast)
    answered(cast, late, by="hanneke")
    with pytest.raises(Stale):
        answered(cast, late, by="marieke", text="Nee.")


def test_it_stays_with_who_answered_when_the_work_of_the_night_comes_by(cast):
    late = went_higher(cast)
    answered(cast, late, by="hanneke")
    with cast.acting("marieke") as by:
        actions.give_missing_managers(by=by, today=cast.today)
        assert Barrier.objects.select_related("manager").get(pk=late.pk).manager.name == "Hanneke"


def test_a_new_rule_never_goes_to_the_board_at_once(cast):
    with cast.acting("marieke") as by:
        Membership.objects.filter(pk=by.membership_id).update(begin=cast.today - timedelta(days=2))
        end_membership(by=by, email=cast.email("marieke"), today=cast.today)
    assert raised(cast, cast.opened(), RULE).manager_id is None


@pytest.mark.parametrize(
    ("has_board", "words"), [(True, "Het ligt nu bij het bestuur."), (False, "bij alle managers.")]
)
def test_the_resident_reads_where_it_is_now(has_board, *, words, cast):
    late = went_higher(cast)
    with cast.acting("amina"):
        begin = cast.today - timedelta(days=40)
        Barrier.objects.filter(pk=late.pk).update(raised_on=begin, answer_before=begin + timedelta(days=15))
        key = Barrier.objects.select_related("case").get(pk=late.pk).case.key
        if not has_board:
            Membership.objects.filter(name="Hanneke").update(until=cast.today)
    assert words in cast.browser("amina").get(f"/vraag/{key}").content.decode()


def test_with_nothing_late_the_pages_of_the_board_say_so(cast):
    browser = cast.browser("hanneke")
    assert "Alles kreeg op tijd antwoord." in browser.get("/vandaag").content.decode()
    page = browser.get("/in-de-weg").content.decode()
    assert "Alles kreeg op tijd antwoord." in page
    assert "/mensen" not in page


def test_nothing_else_is_there_for_the_board(cast):
    settled, browser, seen = settle(cast), cast.browser("hanneke"), set()
    for name, line in table.lines().items():
        if line.demo:
            continue
        address = table.path(name, route=table.addresses()[name], ids=settled.ids)
        view = resolve(address).func
        if is_public(view):
            continue
        if is_for_board(view):
            seen.add(name)
        else:
            answers = [browser.get(address).status_code, browser.post(address, line.sends or {}).status_code]
            assert answers == [404, 404], name
    assert {name for name in seen if not name.startswith(OWN_LOG_IN)} == THEIRS | {"choose_standing"}
    with cast.acting("hanneke") as by:
        looked = Line.objects.filter(membership_id=by.membership_id).exclude(act="DENIED")
        assert not looked.filter(subject_ids__contains=[settled.person]).exists()
