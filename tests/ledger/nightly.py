"""What `make nightly` lets go on for longer: 10,000 bookings under kills, ten times in a row; no part of `make test`."""

import random

from tests.ledger.killing import killed

ROUNDS, BOOKINGS, MOST_KILLS = 10, 10_000, 6


def test_a_server_killed_again_and_again_loses_nothing_and_doubles_nothing():
    with killed() as server:
        for _round in range(ROUNDS):
            server.book(count=BOOKINGS, kills=random.randint(1, MOST_KILLS))
        assert server.first == ROUNDS * BOOKINGS
