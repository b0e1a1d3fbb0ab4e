"""Fifty people who book at once on one budget's accounts, each a process of its own: `python -m bench.bookers --help`; it measures no more than how long they took."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID, uuid5

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.utils import InterfaceError, OperationalError

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.ledger.actions import open_account, post
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.parties.actions import create_partnership
from wijkwaarde.kernel.parties.queries import partnership_with
from wijkwaarde.kernel.trail.actions import recorded

BEGIN, DAY, NOW = date(2026, 1, 1), date(2026, 3, 2), datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEYS = UUID("0c1f6a39-54ea-4e9f-b6ad-6c5a8a1e7d20")
HERE, PRODUCTS, PAUSE, PATIENCE = "wijk", 10, 0.05, 600.0
# The same rows, on tables that keep their keys and indexes but have no trigger, no policy, no check and no foreign key.
PLAIN = [
    "CREATE TABLE plain_{} (LIKE ledger_{} INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES)",
    "GRANT SELECT, INSERT ON plain_{} TO wijkwaarde_app",
]
# Both tables in one statement: one way to the database and back is the least that rows in two tables can do with.
INSERTS = """
WITH booked AS (
    INSERT INTO plain_booking (partnership_id, key, "on", kind, because, reference, size, written_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
), entered AS (
    INSERT INTO plain_entry (partnership_id, booking_id, position, account_id, commodity, "on", amount)
    SELECT %s, booked.id, e.position, e.account_id, 'EUR', %s, e.amount
    FROM booked, unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS e (account_id, amount, position)
)
SELECT id FROM booked
"""


type Way = Callable[[int], int]


def main(words: list[str]) -> int:
    """Prepare an empty database, or book; how long that took, in seconds, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.bookers", description=__doc__)
    parser.add_argument("how", choices=("prepare", *WAYS))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=50)
    parser.add_argument(
        "--first", type=int, default=0, help="the number of the first booking: another gives other keys"
    )
    parser.add_argument("--kept", type=Path, help="a folder for the keys that were acknowledged, a file per worker")
    given = parser.parse_args(words)
    if given.how == "prepare":
        _prepare()
        return 0
    json.dump(_all_at_once(given), sys.stdout)
    return 0


def drafted(number: int, accounts: tuple[int, ...]) -> Draft:
    """Booking `number`: what one product cost, out of the bank, which is the last of the accounts."""
    *products, bank = accounts
    entries = (products[number % PRODUCTS], amount_of(number)), (bank, -amount_of(number))
    return Draft(DAY, BookingKind.DELIVERY, Because.PLAN_LINE, f"plan-{number}", entries, key_of(number))


def key_of(number: int) -> UUID:
    """The key of a booking, the same however often it is tried."""
    return uuid5(KEYS, str(number))


def amount_of(number: int) -> int:
    """Its amount: odd cents, up to a hundred euros."""
    return 1 + number * 7919 % 9973


def _prepare() -> None:

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    made = create_partnership(slug=HERE, name="Wijk", phone="")
    _accounts(made.pk)
    with connections["owner"].cursor() as cursor:
        for table in ("booking", "entry"):
            for statement in PLAIN:
                cursor.execute(statement.format(table, table))


def _accounts(partnership_id: int) -> tuple[int, ...]:
    """The ids of the accounts of one budget, opened where they are not."""

    by = Actor.console("bench", partnership_id=partnership_id)
    codes = [(AccountKind.EXPENSE, f"Product-{number}") for number in range(PRODUCTS)]
    with recorded(by=by):
        return tuple(
            open_account(by=by, kind=kind, commodity=Commodity.EURO, code=code, name=code, begin=BEGIN).pk
            for kind, code in (*codes, (AccountKind.ASSET, "Bank"))
        )


def _all_at_once(given: argparse.Namespace) -> dict[str, float]:
    """Seconds from the moment that all workers are connected until the last has done its part."""

    partnership_id = partnership_with(HERE).pk
    accounts = _accounts(partnership_id)
    for alias in connections:
        connections[alias].close()
    connections["default"].close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one
    connections["default"].settings_dict["OPTIONS"].pop("pool", None)
    of_system = multiprocessing.get_context("fork")
    ready = of_system.Barrier(given.workers + 1)
    way = WAYS[given.how](partnership_id, accounts)
    workers = [
        of_system.Process(target=_work, args=(number, given), kwargs={"ready": ready, "way": way})
        for number in range(given.workers)
    ]
    for one in workers:
        one.start()
    ready.wait(PATIENCE)
    begin = time.perf_counter()
    for one in workers:
        one.join()
    seconds = time.perf_counter() - begin
    if failed := [one.exitcode for one in workers if one.exitcode]:
        raise RuntimeError(f"workers ended with {failed}")
    return {"seconds": seconds}


def _work(number: int, given: argparse.Namespace, *, ready: Barrier, way: Way) -> None:
    with (given.kept / f"{number}.txt" if given.kept else Path(os.devnull)).open("a", encoding="ascii") as kept:
        connection.ensure_connection()
        ready.wait(PATIENCE)
        for one in range(given.first + number, given.first + given.count, given.workers):
            booked = _until_it_is_there(partial(way, one))
            kept.write(f"{one} {booked}\n")
            kept.flush()
    connection.close()


def _until_it_is_there(work: Callable[[], int]) -> int:
    """Try again, with the same key, for as long as the server is away."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except (OperationalError, InterfaceError):
            if time.monotonic() > give_up:
                raise
            with suppress(OperationalError, InterfaceError):
                connection.close()
            time.sleep(random.random() * PAUSE)


def _by_post(partnership_id: int, accounts: tuple[int, ...]) -> Way:

    def book(number: int) -> int:
        by = Actor.console("bench", partnership_id=partnership_id)
        with in_partnership(partnership_id):
            return post(drafted(number, accounts), by=by, now=NOW)

    return book


def _with_the_trail(partnership_id: int, accounts: tuple[int, ...]) -> Way:

    def book(number: int) -> int:
        by = Actor.console("bench", partnership_id=partnership_id)
        with recorded(by=by):
            return post(drafted(number, accounts), by=by, now=NOW)

    return book


def _plainly(partnership_id: int, accounts: tuple[int, ...]) -> Way:
    """The same rows in the plain tables with one statement, and nothing else in its transaction."""

    def book(number: int) -> int:
        draft = drafted(number, accounts)
        booked = partnership_id, draft.key, draft.on, draft.kind.value, draft.because.value, draft.reference
        entries = zip(*draft.entries, strict=True)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INSERTS, [*booked, len(draft.entries), NOW, partnership_id, draft.on, *map(list, entries)])
            return int(cursor.fetchone()[0])

    return book


WAYS = {"post": _by_post, "trail": _with_the_trail, "plain": _plainly}


def acknowledged(kept: Path) -> Iterator[tuple[int, int]]:
    """The number and the id of every booking that a worker was told is there; a half line of one that works is none."""
    for path in kept.glob("*.txt"):
        for line in path.read_text(encoding="ascii").splitlines(keepends=True):
            if line.endswith("\n"):
                number, booked = line.split()
                yield int(number), int(booked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
