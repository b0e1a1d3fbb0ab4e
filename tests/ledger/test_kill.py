"""The server is killed while fifty people book: nothing that was acknowledged is missing, and nothing is there twice."""

from tests.ledger.killing import killed


def test_a_server_killed_while_fifty_people_book_loses_nothing_and_doubles_nothing():
    with killed() as server:
        server.book(count=1_000, kills=1)
        assert server.first == 1_000
