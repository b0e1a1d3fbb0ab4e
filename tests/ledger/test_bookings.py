"""What happened is booked once, balances, and stays; a mistake is undone by a new booking that names it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.books import BEGIN, DAY, NOW, booked, command, draft, opened
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.ledger.actions import close_period, open_account, post, post_all, reverse, reverse_all
from wijkwaarde.kernel.ledger.models import Booking, Entry
from wijkwaarde.kernel.ledger.queries import Asked, bookings, bookings_for, trial_balance
from wijkwaarde.kernel.ledger.rules import hundredths
from wijkwaarde.kernel.ledger.terms import AccountKind, BookingKind, Commodity

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def by(cast):
    with cast.acting("chantal") as chantal, in_partnership(chantal.partnership_id):
        yield command(chantal.partnership_id)


@pytest.fixture
def books(by):
    return opened(by)


def on_accounts(by):
    return {row.code: row.amount for row in trial_balance(by=by).rows}


def test_money_and_hours_are_counted_beside_each_other_and_each_sums_to_zero(by, books):
    booked((books["bank"], 10_000_00), (books["subsidy"], -10_000_00), by=by, kind=BookingKind.SUBSIDY)
    booked((books["guidance"], 55_80), (books["bank"], -55_80), (books["garden"], 3_50), (books["given"], -3_50), by=by)
    assert on_accounts(by) == {
        "Bank": 994420,
        "Subsidie:Wmo": -1000000,
        "Begeleiding": 5580,
        "Buurttuin": 350,
        "Buurt": -350,
    }
    assert trial_balance(by=by).left == {Commodity.EURO: 0, Commodity.HOUR: 0}
    assert trial_balance(by=by, until=DAY).rows == ()


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([("bank", 100)], "minstens twee regels"),
        ([("bank", 100), ("subsidy", -99)], "0.01 EUR over"),
        ([("bank", 100), ("given", -100)], "1 EUR over"),
        ([("bank", 0), ("subsidy", 0)], "regel van 0"),
        ([("bank", 10**12), ("subsidy", -(10**12))], "miljard"),
        ([("bank", 1)] * 200 + [("subsidy", -200)], "ten hoogste 200"),
    ],
)
def test_what_cannot_be_booked_is_refused_with_what_is_wrong(entries, says, *, by, books):
    with pytest.raises(Refused, match=says):
        booked(*[(books[name], amount) for name, amount in entries], by=by)
    assert not Booking.objects.exists()


def test_a_double_click_books_once_and_something_else_under_that_key_is_refused(by, books):
    key = uuid4()
    entries = (books["bank"], 2500), (books["subsidy"], -2500)
    first = booked(*entries, by=by, key=key)
    assert booked(*entries, by=by, key=key) == first
    with pytest.raises(Refused, match="al een andere boeking"):
        booked((books["bank"], 2600), (books["subsidy"], -2600), by=by, key=key)
    assert (Booking.objects.count(), Entry.objects.count()) == (1, 2)


def test_a_thousand_bookings_ask_the_database_no_more_than_one_does_and_so_does_undoing_them(by, books):
    def drafts(count):
        return [draft((books["bank"], 1), (books["subsidy"], -1)) for _one in range(count)]

    def asked(work):
        with CaptureQueriesContext(connection) as context:
            done = work()
        words = [one["sql"].split()[0] for one in context.captured_queries]
        return done, len([one for one in words if one not in {"SAVEPOINT", "RELEASE"}])

    many, as_many = asked(lambda: post_all(drafts(1000), by=by, now=NOW))
    assert asked(lambda: post_all(drafts(1), by=by, now=NOW))[1] == as_many == 1
    undone = asked(lambda: reverse_all(many, by=by, on=DAY, keys=[uuid4() for _one in many], now=NOW))
    one = asked(lambda: reverse(post(*drafts(1), by=by, now=NOW), by=by, on=DAY, key=uuid4(), now=NOW))
    assert undone[1] == one[1] - 1 == 3
    assert Booking.objects.filter(reverses__in=many).count() == len(set(undone[0])) == 1000
    assert len([line for line in by.seen if line.kind == "booking"]) >= 2000


def test_what_is_in_one_batch_twice_is_booked_once_and_another_under_its_key_is_refused(by, books):
    one = draft((books["bank"], 1), (books["subsidy"], -1))
    first, again = post_all([one, one], by=by, now=NOW)
    assert first == again
    other = replace(one, key=uuid4()), draft((books["bank"], 1), (books["subsidy"], -1))
    with pytest.raises(Refused, match="andere boeking"):
        post_all([*other, replace(other[0], reference="anders")], by=by, now=NOW)
    assert Booking.objects.count() == 1


def test_a_row_that_cannot_be_booked_takes_the_others_of_its_file_along(by, books):
    good = draft((books["bank"], 1), (books["subsidy"], -1))
    with pytest.raises(Refused):
        post_all([good, draft((books["bank"], 1), (books["subsidy"], -2))], by=by, now=NOW)
    assert not Booking.objects.exists()


def test_a_mistake_is_undone_by_a_booking_that_names_it_once_and_an_undoing_is_not_undone(by, books):
    wrong = booked((books["guidance"], 100), (books["bank"], -100), by=by)
    key = uuid4()
    undone = reverse(wrong, by=by, on=DAY, key=key, now=NOW)
    assert reverse(wrong, by=by, on=DAY, key=key, now=NOW) == undone
    assert bookings_for([undone], by=by)[0].reverses_id == wrong
    assert on_accounts(by) == {"Bank": 0, "Begeleiding": 0}
    with pytest.raises(Refused, match="al teruggeboekt"):
        reverse(wrong, by=by, on=DAY, key=uuid4(), now=NOW)
    with pytest.raises(Refused, match="zelf een terugboeking"):
        reverse(undone, by=by, on=DAY, key=uuid4(), now=NOW)


def test_a_closed_period_takes_no_booking_any_more_and_its_mistake_is_undone_on_an_open_day(by, books):
    wrong = booked((books["guidance"], 100), (books["bank"], -100), by=by)
    april = DAY + timedelta(days=30)
    close_period(by=by, until=april, today=april, now=NOW)
    with pytest.raises(Refused, match="gesloten tot 01-04-2026"):
        booked((books["guidance"], 1), (books["bank"], -1), by=by)
    with pytest.raises(Refused, match="gesloten"):
        reverse(wrong, by=by, on=DAY, key=uuid4(), now=NOW)
    with pytest.raises(Refused, match="al gesloten"):
        close_period(by=by, until=april, today=april, now=NOW)
    with pytest.raises(Refused, match="voorbij"):
        close_period(by=by, until=april + timedelta(days=1), today=april, now=NOW)
    assert bookings_for([reverse(wrong, by=by, on=april, key=uuid4(), now=NOW)], by=by)[0].on == april


def test_an_account_takes_nothing_before_it_begins_or_after_it_ended(by, books):
    with pytest.raises(Refused, match="kan pas vanaf 01-01-2025"):
        booked((books["bank"], 1), (books["subsidy"], -1), by=by, on=BEGIN - timedelta(days=1))


@pytest.mark.parametrize("reference", ["mevrouw De Vries kreeg hulp", "", " x", "é", "a" * 61])
def test_a_reference_has_no_room_for_a_sentence_about_somebody(reference, *, by, books):
    with pytest.raises(Refused, match="kenmerk"):
        booked((books["bank"], 1), (books["subsidy"], -1), by=by, reference=reference)


def test_an_account_is_opened_once_and_its_code_is_one_that_other_programs_read(by, books):
    again = open_account(
        by=by, kind=AccountKind.ASSET, commodity=Commodity.EURO, code="Bank", name="Anders", begin=BEGIN
    )
    assert (again.pk, again.name) == (books["bank"], "Bank")
    with pytest.raises(Refused, match="hoofdletter"):
        open_account(by=by, kind=AccountKind.ASSET, commodity=Commodity.EURO, code="mijn kas", name="Kas", begin=BEGIN)


def test_the_controller_books_everything_a_professional_a_small_purse_and_a_resident_nothing(cast, by, books):
    entries = (books["guidance"], 2500), (books["bank"], -2500)
    controller, chantal, amina = (cast.actor(key) for key in ("karel", "chantal", "amina"))
    booked(*entries, by=controller)
    booked(*entries, by=chantal, kind=BookingKind.SMALL_PURSE)
    for who, kind in ((chantal, BookingKind.DELIVERY), (amina, BookingKind.SMALL_PURSE)):
        with pytest.raises(NotFound):
            booked(*entries, by=who, kind=kind)
    for who in (chantal, amina):
        with pytest.raises(NotFound):
            trial_balance(by=who)
        with pytest.raises(NotFound):
            bookings(Asked(), by=who)


def test_bookings_are_found_by_reference_kind_account_and_day(by, books):
    booked((books["guidance"], 1), (books["bank"], -1), by=by, reference="file-1/7")
    booked((books["bank"], 5), (books["subsidy"], -5), by=by, kind=BookingKind.SUBSIDY, on=date(2026, 1, 5))
    asked = [
        Asked(words="FILE-1"),
        Asked(kind=BookingKind.SUBSIDY),
        Asked(account_id=books["guidance"]),
        Asked(begin=DAY),
        Asked(until=DAY),
        Asked(),
    ]
    assert [bookings(one, by=by)[1] for one in asked] == [1, 1, 1, 1, 1, 2]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_an_amount_is_read_as_it_is_written(amount):
    assert hundredths(f"{amount:.2f}".replace(".", ",")) == int(amount * 100) == hundredths(f"{amount:.2f}")


@pytest.mark.parametrize("text", ["1,234.567", "0,005", "twaalf", "", "1e400", "NaN", "Infinity", "--1"])
def test_an_amount_that_is_none_is_refused_and_never_rounded(text):
    with pytest.raises(Refused):
        hundredths(text)


def test_nobody_of_another_partnership_finds_a_booking(cast, by, books):
    one = booked((books["bank"], 1), (books["subsidy"], -1), by=by)
    with cast.acting("olga") as olga, pytest.raises(NotFound):
        bookings_for([one], by=olga)


def test_what_was_booked_is_posted_again_with_the_same_answer(by, books):
    one = draft((books["bank"], 1), (books["subsidy"], -1))
    assert post(one, by=by, now=NOW) == post(one, by=by, now=NOW)
