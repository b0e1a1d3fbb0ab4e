"""A party says no to a text or to what was settled by it: with a reason, of one version, and nothing moves until it is gone."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.agreements.scene import NOW, TODAY, YEAR, figures, made, settle, sign, text
from wijkwaarde.kernel.agreements import actions as agreed
from wijkwaarde.kernel.agreements.models import SettledYear
from wijkwaarde.kernel.agreements.queries import agreement_for, settled_in
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.models import Booking
from wijkwaarde.kernel.refusals import actions, queries
from wijkwaarde.kernel.refusals.models import Refusal
from wijkwaarde.kernel.refusals.rules import NewRefusal, ToSign, ToTalk
from wijkwaarde.kernel.refusals.terms import RefusalState
from wijkwaarde.kernel.share_roads.actions import note_road
from wijkwaarde.kernel.share_roads.rules import NewRoad

pytestmark = pytest.mark.django_db
WHY = "Gelijke delen past niet: wij brengen het meeste in."


def say_no(seen, code, *, by, reason=WHY, document=""):
    return actions.refuse_text(seen.party(code).pk, NewRefusal(reason, document), by=by, today=TODAY)


def share_of(code, *, by):
    return settled_in(YEAR, by=by)[0].shares.get(party__code=code)


def disagree(code, *, by, reason=WHY):
    return actions.refuse_settlement(share_of(code, by=by).pk, NewRefusal(reason), by=by, today=TODAY)


def share_it(seen, *, by, is_definitive=False, **words):
    """As the page shares a year."""
    told = {"figures": figures(), "year": YEAR, "request_key": uuid4(), "now": NOW, "today": TODAY, **words}
    return actions.settle_agreed(seen.pk, by=by, is_definitive=is_definitive, **told)


def close(by):
    close_period(by=by, until=date(2026, 1, 1), today=TODAY, now=NOW)


def states(by, **words):
    return [one.state for one in queries.refusals(by=by, **words)]


def test_a_party_that_says_no_holds_the_year_back_and_it_says_who_and_what_to_do(karel, hanneke, petra, budget):
    seen = made(karel)
    sign(seen, "p1", by=hanneke)
    sign(seen, "p3", by=karel, document="verslag")
    said = say_no(seen, "p2", by=petra)
    assert (said.organisation, said.reason, said.said_by, said.on) == ("Thuiszorg Voorbeeldwijk", WHY, "Petra", TODAY)
    with pytest.raises(
        Refused, match=r"Tekent niet: Thuiszorg Voorbeeldwijk.*Praat erover, of schrijf een nieuwe versie"
    ):
        share_it(seen, by=karel)
    with pytest.raises(Refused, match="Nog niet getekend door"):
        settle(seen, by=karel)
    for reader in (karel, hanneke, petra):
        assert [one.reason for one in queries.refusals(by=reader) if one.stands] == [WHY]
    assert not Booking.objects.exists()
    sign(seen, "p2", by=petra)
    assert states(karel) == [RefusalState.SIGNED]
    assert share_it(seen, by=karel).result == 100_000_00


def test_a_no_is_taken_back_and_then_the_party_is_asked_to_sign_again(karel, hanneke, petra, budget):
    seen = made(karel)
    said = say_no(seen, "p2", by=petra)
    assert [type(one) for one in queries.waits(by=petra)] == []
    with pytest.raises(NotFound):
        actions.take_back_refusal(said.pk, by=hanneke, today=TODAY)
    later = TODAY + timedelta(days=3)
    for _again in range(2):
        actions.take_back_refusal(said.pk, by=petra, today=later)
    (kept,) = queries.refusals(by=karel)
    assert (kept.state, kept.withdrawn_on, kept.reason) == (RefusalState.TAKEN_BACK, later, WHY)
    assert [type(one) for one in queries.waits(by=petra)] == [ToSign]


def test_who_signs_and_takes_that_back_on_the_day_says_no_as_before(karel, petra, budget):
    seen = made(karel)
    say_no(seen, "p2", by=petra)
    sign(seen, "p2", by=petra)
    agreed.take_back_signature(seen.party("p2").pk, by=petra, today=TODAY)
    assert states(karel) == [RefusalState.STANDS]


def test_a_no_belongs_to_its_version_and_stays_in_the_history(karel, petra, budget):
    seen = made(karel)
    say_no(seen, "p2", by=petra)
    new = text(terms={"shared_by": "use"}, why="De thuiszorg wilde naar gebruik.")
    other = agreed.change_agreement(seen.pk, new, by=karel, version=1, request_key=uuid4(), now=NOW)
    (kept,) = queries.refusals(by=petra, agreement_id=seen.pk)
    assert (kept.state, kept.number) == (RefusalState.REPLACED, 1)
    assert [type(one) for one in queries.waits(by=petra)] == [ToSign]
    with pytest.raises(Refused, match="nieuwe versie"):
        say_no(seen, "p2", by=petra, reason="Nog eens nee.")
    assert say_no(other, "p2", by=petra, reason="Ook dit niet.").number == 2
    assert len(states(karel, agreement_id=seen.pk)) == 2


def test_the_same_click_twice_is_one_no_and_a_colleague_hears_what_was_said(cast, karel, petra, budget):
    seen = made(karel)
    assert say_no(seen, "p2", by=petra).pk == say_no(seen, "p2", by=petra).pk
    with pytest.raises(Refused, match=f"Petra zei al nee voor deze partij: “{WHY}”"):
        say_no(seen, "p2", by=petra, reason="Een andere reden.")
    assert Refusal.objects.count() == 1


def test_after_a_signature_no_one_says_no_and_it_says_what_can_be_done(karel, hanneke, petra, signed):
    seen = signed()
    with pytest.raises(Refused, match=r"tekende vandaag al\. Neem eerst de handtekening terug"):
        say_no(seen, "p2", by=petra)
    tomorrow = TODAY + timedelta(days=1)
    no = NewRefusal(WHY)
    with pytest.raises(Refused, match="Iedereen tekende al: de afspraak geldt"):
        actions.refuse_text(seen.party("p2").pk, no, by=petra, today=tomorrow)
    waiting = made(karel, title="Wacht nog")
    sign(waiting, "p2", by=petra)
    with pytest.raises(Refused, match="Deze partij tekende al"):
        actions.refuse_text(waiting.party("p2").pk, no, by=petra, today=tomorrow)
    assert not Refusal.objects.exists()


def test_only_who_signs_for_a_party_says_no_for_it_and_never_without_a_reason(karel, hanneke, petra, budget):
    seen = made(karel)
    for code, by in (("p1", petra), ("p2", hanneke), ("p2", karel), ("p3", petra)):
        with pytest.raises(NotFound):
            say_no(seen, code, by=by)
    with pytest.raises(Refused, match="Schrijf waarom niet"):
        say_no(seen, "p2", by=petra, reason="")
    with pytest.raises(Refused, match="BSN"):
        say_no(seen, "p2", by=petra, reason="Bel 111222333 even.")
    with pytest.raises(Refused, match="in welk verslag"):
        say_no(seen, "p3", by=karel)
    assert say_no(seen, "p3", by=karel, document="verslag 3 maart").organisation == ""


def test_a_provisional_settlement_that_a_party_refuses_does_not_become_definitive(karel, petra, signed):
    seen = signed()
    share_it(seen, by=karel)
    close(karel)
    said = disagree("p2", by=petra)
    booked = Booking.objects.count()
    with pytest.raises(
        Refused, match=r"Niet eens met de voorlopige verdeling: Thuiszorg Voorbeeldwijk\. Praat erover\."
    ):
        share_it(seen, by=karel, is_definitive=True)
    with pytest.raises(Refused, match="net"), transaction.atomic():
        settle(seen, by=karel, is_definitive=True)
    assert Booking.objects.count() == booked
    agreed.undo_settlement(said_settled(karel), by=karel, today=TODAY, now=NOW, key=uuid4())
    assert states(karel) == [RefusalState.REPLACED]
    share_it(seen, by=karel, figures=figures(costs=880_000_00))
    assert share_it(seen, by=karel, is_definitive=True).is_definitive
    assert queries.refusals(by=karel)[0].pk == said.pk


def said_settled(by):
    return settled_in(YEAR, by=by)[0].pk


def test_taken_back_a_no_lets_the_definitive_settlement_through(karel, petra, signed):
    seen = signed()
    share_it(seen, by=karel)
    close(karel)
    actions.take_back_refusal(disagree("p2", by=petra).pk, by=petra, today=TODAY)
    assert share_it(seen, by=karel, is_definitive=True).is_definitive


def test_of_a_definitive_settlement_that_a_party_refuses_no_share_is_arranged_until_it_is_corrected(
    karel, petra, signed
):
    seen = signed()
    close(karel)
    share_it(seen, by=karel, is_definitive=True)
    disagree("p2", by=petra)
    apart = {"cents": None, "name": "Deel 2025", "on": TODAY, "document": "brief-12", "request_key": uuid4()}
    with pytest.raises(Refused, match="Niet eens met deze verdeling: Thuiszorg Voorbeeldwijk"):
        note_road(share_of("p2", by=karel).pk, NewRoad(**apart), by=karel, today=TODAY)
    old = share_of("p2", by=karel).pk
    share_it(seen, by=karel, is_definitive=True, figures=figures(costs=880_000_00), why="Een rekening was dubbel.")
    assert states(karel) == [RefusalState.REPLACED]
    assert note_road(share_of("p2", by=karel).pk, NewRoad(**apart), by=karel, today=TODAY).cents == 40_000_00
    with pytest.raises(Refused, match="daarna nog eens verdeeld"):
        actions.refuse_settlement(old, NewRefusal("Nee."), by=petra, today=TODAY)


def test_a_no_waits_on_the_first_page_of_the_other_parties_and_the_controller(cast, karel, hanneke, petra, budget):
    seen = made(karel)
    say_no(seen, "p2", by=petra)
    for by in (hanneke, karel):
        (talk,) = [one for one in queries.waits(by=by) if isinstance(one, ToTalk)]
        assert (talk.who, talk.title, talk.years, talk.since) == ("Thuiszorg Voorbeeldwijk", seen.title, None, TODAY)
    assert queries.waits(by=petra) == []
    agreed.withdraw_agreement(seen.pk, by=karel, today=TODAY)
    assert queries.waits(by=hanneke) == []


def test_who_has_no_part_in_an_agreement_hears_nothing_of_it_on_the_first_page(karel, hanneke, petra, budget):
    parties = text().parties[1:]
    seen = agreed.make_agreement(text(parties=parties, terms={"roads": {}}), by=karel, request_key=uuid4(), now=NOW)
    say_no(seen, "p2", by=petra)
    assert queries.waits(by=hanneke) == []
    assert [type(one) for one in queries.waits(by=karel)] == [ToSign, ToTalk]


def refused_by(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_the_database_keeps_what_a_no_is(karel, hanneke, petra, signed):
    seen = signed()
    waiting = made(karel, title="Wacht nog")
    new = {"partnership_id": karel.inside, "membership_id": petra.membership_id, "on": TODAY, "reason": WHY}
    signed_party, party = seen.party("p2").pk, waiting.party("p2").pk

    def keep(**words):
        with transaction.atomic():
            return Refusal.objects.create(**(new | words))

    for constraint, words in (
        ("refusals_reason", {"party_id": party, "reason": ""}),
        ("refusals_to_what", {}),
        ("refusals_taken_back", {"party_id": party, "withdrawn_on": TODAY - timedelta(days=1)}),
    ):
        with refused_by(constraint):
            keep(**words)
    with refused_by("who signed a text does not refuse it"):
        keep(party_id=signed_party)
    kept = keep(party_id=party)
    with refused_by("refusals_text_once"):
        keep(party_id=party)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Refusal.objects.filter(pk=kept.pk).update(reason="Iets anders.")
    with pytest.raises(ProgrammingError), transaction.atomic():
        kept.delete()


def test_the_database_keeps_a_refused_settlement_from_becoming_definitive(karel, petra, signed):
    share_it(signed(), by=karel)
    first = share_of("p2", by=karel)
    disagree("p2", by=petra)
    held = SettledYear.objects.get(pk=first.settled_id)
    held.pk, held.turn, held.is_definitive, held.booking_id, held.request_key = None, 1, True, None, uuid4()
    with refused_by("a party refuses becomes no definitive one"), transaction.atomic():
        held.save(force_insert=True)
    agreed.undo_settlement(first.settled_id, by=karel, today=TODAY, now=NOW, key=uuid4())
    with refused_by("only the settlement that holds is refused"), transaction.atomic():
        Refusal.objects.create(
            partnership_id=karel.inside,
            membership_id=petra.membership_id,
            on=TODAY,
            reason=WHY,
            share=share_of_undone(),
        )


def share_of_undone():
    return SettledYear.objects.get().shares.get(party__code="p1")


def test_an_agreement_that_everybody_signed_shows_no_one_as_missing_beside_a_no(karel, petra, hanneke, budget):
    seen = made(karel)
    say_no(seen, "p2", by=petra)
    sign(seen, "p1", by=hanneke)
    now = agreement_for(seen.pk, by=karel)
    assert [one.code for one in now.missing] == ["p2", "p3"]
    assert queries.who_refuse_text(queries.refusals(by=karel), agreement_id=seen.pk, number=1) == [
        "Thuiszorg Voorbeeldwijk"
    ]
