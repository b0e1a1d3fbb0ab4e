"""Measures B1: fifty people who book at once on one budget's accounts, beside bare inserts of the same rows; it writes no page."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

import psycopg

from bench.bookers import HERE, amount_of, key_of
from bench.trail import copied
from bench.web.rounds import ratio
from bench.web.server import Place

LEAST_OF_BARE = 0.5
BOOKED = "booked"
KEYS = "SELECT key FROM ledger_booking WHERE partnership_id = (SELECT id FROM parties_partnership WHERE slug = %s)"
BALANCE = """
SELECT COALESCE(sum(amount), 0)::bigint, count(*), COALESCE(sum(amount) FILTER (WHERE amount > 0), 0)::bigint
FROM ledger_entry WHERE partnership_id = (SELECT id FROM parties_partnership WHERE slug = %s)
"""


class Lost(RuntimeError):
    """A booking is missing, is there twice, or the books do not sum to zero."""


@dataclass(frozen=True, slots=True)
class LedgerSize:
    """So many bookings by so many workers, in so many rounds."""

    count: int
    workers: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Booking:
    """Bookings a second in each round: through `post`, as bare inserts, and through `post` with their line in the trail."""

    size: LedgerSize
    posted: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    with_trail: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Through `post` against bare inserts, in rounds right after one another."""
        return ratio(self.posted, self.bare)

    @property
    def goal_met(self) -> bool:
        """Whether `post` is at least half as quick as bare inserts of the same rows."""
        return self.ratio >= LEAST_OF_BARE


def measure_ledger(source: Place, *, size: LedgerSize) -> Booking:
    """Book in turn in each way, in a copy of a database, and look whether all is there once. Errors: Lost."""
    place, found = copied(source, name=BOOKED), Booking(size)
    _booked("prepare", place=place)
    first = 0
    for _round in range(size.rounds):
        for how, kept in (("plain", found.bare), ("post", found.posted), ("trail", found.with_trail)):
            words = ("--count", str(size.count), "--workers", str(size.workers), "--first", str(first))
            kept.append(size.count / json.loads(_booked(how, *words, place=place))["seconds"])
            first += size.count
    _check(place.addresses.owner, size=size)
    return found


def _booked(*words: str, place: Place) -> str:
    command = [sys.executable, "-m", "bench.bookers", *words]
    done = subprocess.run(command, env=place.environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"bench.bookers failed: {done.stderr[-2000:]}")
    return done.stdout


def _check(address: str, *, size: LedgerSize) -> None:
    """All keys of `post`, once each, with their amounts; those of the bare inserts stand in other tables."""
    blocks = [(3 * one + way) * size.count for one in range(size.rounds) for way in (1, 2)]
    numbers = [number for first in blocks for number in range(first, first + size.count)]
    with psycopg.connect(address) as owner:
        keys = [row[0] for row in owner.execute(KEYS, [HERE]).fetchall()]
        told: Any = owner.execute(BALANCE, [HERE]).fetchone()
    if sorted(keys) != sorted(map(key_of, numbers)) or told != (0, 2 * len(numbers), sum(map(amount_of, numbers))):
        raise Lost(f"{len(keys)} of {len(numbers)} bookings, {told}")
