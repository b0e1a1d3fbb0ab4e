"""The database itself keeps the books: whatever program writes in it, a booking balances, is whole and stays."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from tests.isolation.catalogue import asked
from tests.ledger.books import DAY, NOW, booked, command, opened
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.models import Account, Booking

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BOOKING = """
INSERT INTO ledger_booking (partnership_id, key, "on", kind, because, reference, reverses_id, size, written_at)
VALUES (%s, %s, %s, %s, %s, 'raw', %s, %s, now()) RETURNING id
"""
ENTRY = """
INSERT INTO ledger_entry (partnership_id, booking_id, position, account_id, commodity, "on", amount)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


class Raw:
    """Writes past the application's code, in its role."""

    def __init__(self, partnership_id, books):
        self.inside, self.books = partnership_id, books

    def booking(self, *, size=2, on=DAY, kind="delivery", because="document", reverses=None):
        row = [self.inside, uuid4(), on, kind, because, reverses, size]
        return asked(BOOKING, row)[0][0]

    def entry(self, booking, place, account, amount, *, commodity="EUR", on=DAY):
        asked(ENTRY, [self.inside, booking, place, self.books[account], commodity, on, amount])

    def whole(self, *, amount=100, on=DAY):
        booking = self.booking(on=on)
        self.entry(booking, 1, "bank", amount, on=on)
        self.entry(booking, 2, "subsidy", -amount, on=on)
        return booking


@pytest.fixture
def by(cast):
    with cast.acting("chantal") as chantal:
        yield command(chantal.partnership_id)


@pytest.fixture
def raw(by):
    return Raw(by.inside, opened(by))


@contextmanager
def refused(says):
    """What is refused at once, or at commit at the latest."""
    with pytest.raises(IntegrityError, match=says), at_once():
        yield


@contextmanager
def at_once():
    """What is checked at commit is checked at the end of this."""
    with transaction.atomic():
        yield
        asked("SET CONSTRAINTS ALL IMMEDIATE")
        asked("SET CONSTRAINTS ALL DEFERRED")


def test_a_booking_that_does_not_sum_to_zero_is_refused_per_commodity(raw):
    with refused("does not sum to zero"):
        booking = raw.booking()
        raw.entry(booking, 1, "bank", 100)
        raw.entry(booking, 2, "subsidy", -99)
    with refused("does not sum to zero"):
        booking = raw.booking()
        raw.entry(booking, 1, "bank", 100)
        raw.entry(booking, 2, "given", -100, commodity="HOUR")


@pytest.mark.parametrize("size", [0, 1])
def test_a_booking_has_two_entries_or_more(size, *, raw):
    with refused("ledger_booking_size"):
        raw.booking(size=size)


def test_a_booking_is_whole_at_commit_and_nothing_is_added_to_it_later(raw):
    with refused("has 1 entries and not 2"):
        raw.entry(raw.booking(), 1, "bank", 100)
    with at_once():
        whole = raw.whole()
    with refused("nothing is added"):
        raw.entry(whole, 3, "bank", 100)
    with refused("ledger_entry_position"):
        raw.entry(whole, 2, "bank", 100)


def test_an_entry_has_the_day_of_its_booking_and_the_commodity_of_its_account(raw):
    with refused("ledger_entry_booking_id_inside"):
        raw.entry(raw.booking(), 1, "bank", 100, on="2026-03-03")
    with refused("ledger_entry_account_id_inside"):
        raw.entry(raw.booking(), 1, "bank", 100, commodity="HOUR")


def test_nothing_is_nothing_and_a_thousand_million_is_a_slip(raw):
    for amount, name in ((0, "something"), (10**12, "largest")):
        with refused(f"ledger_entry_{name}"):
            raw.entry(raw.booking(), 1, "bank", amount)


def test_a_reversal_undoes_its_booking_entry_by_entry_and_once(raw):
    wrong = raw.whole()
    with refused("does not undo"):
        booking = raw.booking(kind="reversal", because="booking", reverses=wrong)
        raw.entry(booking, 1, "bank", -99)
        raw.entry(booking, 2, "subsidy", 99)
    with at_once():
        undone = raw.booking(kind="reversal", because="booking", reverses=wrong)
        raw.entry(undone, 1, "bank", -100)
        raw.entry(undone, 2, "subsidy", 100)
    with refused("ledger_booking_reverses_id"):
        raw.booking(kind="reversal", because="booking", reverses=wrong)
    with refused("does not undo"):
        booking = raw.booking(kind="reversal", because="booking", reverses=undone)
        raw.entry(booking, 1, "bank", 100)
        raw.entry(booking, 2, "subsidy", -100)
    with refused("ledger_booking_reverses"):
        raw.booking(reverses=wrong)


def test_nothing_is_booked_in_a_closed_period_or_on_an_account_that_ended(by, raw):
    with refused("nothing is booked on an account"):
        raw.whole(on="2024-12-31")
    account = Account.objects.get(pk=raw.books["bank"])
    raw.whole()
    with refused("something was booked on this account"):
        Account.objects.filter(pk=account.pk).update(until=DAY)
    close_period(by=by, until=DAY.replace(month=4), today=DAY.replace(month=4), now=NOW)
    with refused("is closed"):
        raw.whole()


def test_what_an_account_counts_stays_and_its_name_may_be_mended(raw):
    own = Account.objects.filter(pk=raw.books["bank"])
    own.update(name="Betaalrekening")
    with refused("what an account counts stays"):
        own.update(kind="income")


@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.parametrize("table", ["ledger_booking", "ledger_entry", "ledger_closing"])
@pytest.mark.parametrize(
    "does", ["UPDATE {} SET partnership_id = partnership_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_what_was_booked_is_changed_by_nobody_not_even_the_owner(alias, table, does, *, raw):
    error = ProgrammingError if alias == "default" else IntegrityError
    with pytest.raises(error), transaction.atomic(using=alias):
        asked(does.format(table), on=connections[alias])


def test_another_partnership_s_account_takes_no_entry(cast, raw):
    bookings = Booking.objects.count()
    with cast.acting("olga") as olga:
        away = Raw(olga.partnership_id, raw.books)
        with refused("ledger_entry_account_id_inside"):
            away.whole()
        assert asked("SELECT count(*) FROM ledger_account") == [(0,)]
    assert Booking.objects.count() == bookings
    assert connection.in_atomic_block


def test_the_same_key_is_a_key_in_each_partnership(cast, by, raw):
    key = uuid4()
    booked((raw.books["bank"], 1), (raw.books["subsidy"], -1), by=by, key=key)
    with cast.acting("olga") as olga:
        books = opened(command(olga.partnership_id))
        booked((books["bank"], 1), (books["subsidy"], -1), by=command(olga.partnership_id), key=key)
