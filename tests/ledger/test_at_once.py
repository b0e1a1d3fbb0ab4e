"""Several people at one moment: a double click of two, two who undo the same, and a period that is closed under twenty who book."""

import threading
from datetime import timedelta
from uuid import uuid4

from django.db import connections

from tests.isolation.catalogue import asked
from tests.ledger.books import DAY, NOW, booked, command, draft, opened
from wijkwaarde.demo.cast import HERE
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.ledger.actions import close_period, post, reverse
from wijkwaarde.kernel.ledger.models import Booking, Closing
from wijkwaarde.kernel.ledger.queries import trial_balance
from wijkwaarde.kernel.parties.queries import partnership_with
from wijkwaarde.kernel.trail.actions import recorded

BOOKERS, MOST = 20, 4_000
SEALED = """
SELECT l.kind FROM trail_line l JOIN trail_seal s ON s.line_id = l.id WHERE l.kind IN ('booking', 'closing') ORDER BY s.sequence
"""


def at_once(*works):
    """What each gives, or the refusal or error that it ended with; each in a thread and a transaction of its own."""
    ready, ends = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            ready.wait()
            ends[place] = work()
        except Exception as error:  # noqa: BLE001 - the test says what it was
            ends[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return ends


def acting(partnership_id, work, *arguments, **words):
    """Do it in a transaction of its own, and give the connection back: a process has fewer of them than twenty."""
    by = command(partnership_id)
    try:
        with recorded(by=by):
            return work(*arguments, by=by, now=NOW, **words)
    finally:
        connections.close_all()


def test_two_with_the_same_key_book_once_and_two_who_undo_undo_once(committing_cast):
    here = partnership_with(HERE).pk
    with in_partnership(here):
        ids = opened(command(here))
        wrong = booked((ids["guidance"], 100), (ids["bank"], -100), by=command(here))
    same = draft((ids["guidance"], 2500), (ids["bank"], -2500))
    first, second = at_once(*[lambda: acting(here, post, same)] * 2)
    assert isinstance(first, int)
    assert first == second
    ends = at_once(*[lambda: acting(here, reverse, wrong, on=DAY, key=uuid4())] * 2)
    assert [type(end) for end in ends if not isinstance(end, int)] == [Refused]
    key = uuid4()
    right = at_once(*[lambda: acting(here, reverse, first, on=DAY, key=key)] * 2)
    assert isinstance(right[0], int)
    assert right[0] == right[1]
    with in_partnership(here):
        assert Booking.objects.count() == 4
        assert {row.amount for row in trial_balance(by=command(here)).rows} == {0}


def test_nothing_slips_into_a_period_while_it_is_closed_under_twenty_who_book(committing_cast):
    here, tomorrow = partnership_with(HERE).pk, DAY + timedelta(days=1)
    with in_partnership(here):
        ids = opened(command(here))
    told, after, enough = [], [], threading.Event()

    def book():
        """One transaction after the other, until it is refused."""
        while len(told) < MOST:
            was_closed = bool(after)
            told.append(acting(here, post, draft((ids["guidance"], 1), (ids["bank"], -1))))
            assert not was_closed, "booked after the closing was there"
            if len(told) > BOOKERS:
                enough.set()

    def close():
        enough.wait()
        acting(here, close_period, until=tomorrow, today=tomorrow)
        after.append(True)

    ends = at_once(*[book] * BOOKERS, close)
    assert [type(end) for end in ends] == [Refused] * BOOKERS + [type(None)]
    later = {"until": tomorrow + timedelta(days=1), "today": tomorrow + timedelta(days=1)}
    twice = at_once(*[lambda: acting(here, close_period, **later)] * 2)
    assert sorted(type(end).__name__ for end in twice) == ["Closing", "Refused"]
    with in_partnership(here):
        assert set(Booking.objects.values_list("pk", flat=True)) == set(told)
        assert [one.until for one in Closing.objects.order_by("until")] == [tomorrow, later["until"]]
        # Sealed in the order of their commits: all that was booked stands before the closing.
        sealed = [kind for (kind,) in asked(SEALED)]
    assert sealed == ["booking"] * len(told) + ["closing"] * 2
