"""A year is shared by an agreement that all signed: to the cent, in the ledger, provisional and definitive, and back again."""

from datetime import date
from uuid import uuid4

import pytest

from tests.agreements.scene import BEGIN, NOW, TODAY, YEAR, figures, made, settle, sign, without
from wijkwaarde.kernel.agreements import actions, queries
from wijkwaarde.kernel.agreements.models import SettledYear
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.models import Booking
from wijkwaarde.kernel.ledger.queries import trial_balance

pytestmark = pytest.mark.django_db
FUND = "Fund:Residents"
MEMBERS = 125_000


def shares(one):
    return {share.party.code: share.cents for share in one.shares.all()}


def balances(by):
    return {row.code: row.amount for row in trial_balance(by=by).rows}


def close(by, *, until=date(2026, 1, 1)):
    close_period(by=by, until=until, today=TODAY, now=NOW)


def tell(share, *, by, version=0):
    words = {"spent_on": "Een buurtkeuken.", "noticed": "Veertig mensen eten samen."}
    return actions.account_for(share.pk, by=by, **words, version=version, today=TODAY)


def test_m8_comes_out_of_a_settlement_through_the_whole_system(signed, karel):
    told = figures(budget=500_00 * MEMBERS, costs=495_50 * MEMBERS)
    told = without(told, "p3", investment=1)
    half = {"shared_by": "investment", "share": 0.5}
    settled = settle(signed(terms=half), by=karel, told=told)
    assert shares(settled) == {"p1": 0, "p2": 0, "p3": 281_250_00}
    assert balances(karel) == {FUND: -281_250_00, "Settlement:Result": 281_250_00}
    actions.undo_settlement(settled.pk, by=karel, today=TODAY, now=NOW, key=uuid4())
    at_least = signed(title="Vanaf 1%", terms={**half, "minimum_rate": 0.01})
    nothing = settle(at_least, by=karel, told=told)
    assert shares(nothing) == {"p1": 0, "p2": 0, "p3": 0}
    assert nothing.booking_id is None
    assert nothing.unshared == {"below the minimum savings rate": 4_50 * MEMBERS}


def test_m15_parties_get_their_fixed_part_and_more_than_everything_is_refused(signed, karel):
    key = {"p1": 0.4, "p2": 0.35, "p3": 0.25}
    settled = settle(signed(terms={"shared_by": "key", "key": key}), by=karel, told=figures(budget=30_00, costs=0))
    assert shares(settled) == {"p1": 12_00, "p2": 10_50, "p3": 7_50}
    with pytest.raises(Refused, match="meer dan 100 procent"):
        made(karel, terms={"shared_by": "key", "key": {**key, "p1": 0.41}})


def test_thirds_of_an_odd_cent_lose_no_cent_and_a_shortfall_is_paid(signed, karel):
    seen = signed()
    settled = settle(seen, by=karel, told=figures(budget=100_01, costs=0))
    assert sorted(shares(settled).values()) == [33_33, 33_34, 33_34]
    assert sum(balances(karel).values()) == 0
    actions.undo_settlement(settled.pk, by=karel, today=TODAY, now=NOW, key=uuid4())
    assert not any(balances(karel).values())
    short = settle(seen, by=karel, told=figures(budget=0, costs=100))
    assert sorted(shares(short).values()) == [-34, -33, -33]
    assert balances(karel)["Settlement:Result"] == -100


def test_without_a_signature_nothing_is_shared_and_it_says_whose(karel, hanneke, budget):
    seen = made(karel)
    sign(seen, "p1", by=hanneke)
    with pytest.raises(Refused, match="Nog niet getekend door: Thuiszorg Voorbeeldwijk, de bewoners"):
        settle(seen, by=karel)
    assert not SettledYear.objects.exists()


def test_a_year_that_runs_is_not_shared_and_one_with_open_books_only_provisionally(signed, karel):
    seen = signed()
    with pytest.raises(Refused, match="nog niet voorbij"):
        settle(seen, by=karel, year=2026)
    with pytest.raises(Refused, match="nog open"):
        settle(seen, by=karel, is_definitive=True)
    with pytest.raises(Refused, match="geldt niet voor heel dit jaar"):
        settle(signed(begin=date(2025, 2, 1), title="Te laat"), by=karel)


def test_the_definitive_settlement_books_the_difference_and_is_undone_first(signed, karel):
    seen = signed()
    first = settle(seen, by=karel)
    close(karel)
    last = settle(seen, by=karel, told=figures(costs=910_000_00), is_definitive=True)
    assert {share.party.code: share.booked for share in last.shares.all()} == {
        "p1": -3_333_34,
        "p2": -3_333_33,
        "p3": -3_333_33,
    } or sum(share.booked for share in last.shares.all()) == -10_000_00
    assert balances(karel)["Settlement:Result"] == 90_000_00
    with pytest.raises(Refused, match="Schrijf waarom je dat verbetert"):
        settle(seen, by=karel, is_definitive=True)
    with pytest.raises(Refused, match="daarna nog eens verdeeld"):
        actions.undo_settlement(first.pk, by=karel, today=TODAY, now=NOW, key=uuid4())
    actions.undo_settlement(last.pk, by=karel, today=TODAY, now=NOW, key=uuid4())
    assert balances(karel)["Settlement:Result"] == 100_000_00


def test_a_party_that_left_in_the_middle_of_the_year_shares_by_its_days(signed, karel):
    seen = signed()
    actions.leave(seen.party("p2").pk, by=karel, left_on=date(2025, 7, 1))
    assert queries.agreement_for(seen.pk, by=karel).party("p2").left_on == date(2025, 7, 1)
    told = without(figures(budget=911_00, costs=0), "p2", left_on=date(2025, 7, 1))
    assert shares(settle(seen, by=karel, told=told)) == {"p1": 365_00, "p2": 181_00, "p3": 365_00}
    with pytest.raises(Refused, match="na het begin"):
        actions.leave(seen.party("p2").pk, by=karel, left_on=BEGIN)


def test_the_same_form_twice_is_one_settlement_and_one_booking(signed, karel):
    seen, key = signed(), uuid4()
    assert settle(seen, by=karel, key=key) == settle(seen, by=karel, key=key)
    assert Booking.objects.count() == 1


def test_before_the_next_definitive_settlement_each_says_what_its_share_went_to(signed, karel, hanneke, petra):
    seen = signed()
    close(karel, until=date(2027, 1, 1)) if date(2027, 1, 1) < TODAY else close(karel)
    settle(seen, by=karel, is_definitive=True)
    assert queries.unaccounted(by=karel, before=2026) == [
        "Gemeente Voorbeeldstad",
        "Thuiszorg Voorbeeldwijk",
        "",
    ]
    town, care, residents = queries.settled_in(YEAR, by=karel)[0].shares.order_by("party__code")
    with pytest.raises(NotFound):
        tell(town, by=petra)
    tell(town, by=hanneke)
    with pytest.raises(Stale):
        tell(town, by=hanneke)
    tell(care, by=petra)
    tell(residents, by=karel)
    assert queries.unaccounted(by=karel, before=2026) == []
    told = queries.settled_in(YEAR, by=karel)[0].shares.get(party__is_residents=True)
    assert queries.account_of(told).spent_on == "Een buurtkeuken."
    assert balances(karel)[FUND] == -told.cents
