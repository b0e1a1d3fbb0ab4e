"""Writes what was measured of the ledger as a part of the reference page; it measures nothing and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bench.ledger import LEAST_OF_BARE, Booking
from bench.tables import table


def ledger(found: Booking) -> Iterator[str]:
    """B1: many who book at once."""
    size = found.size
    yield "## Fifty people who book at once (B1)"
    yield ""
    yield f"{size.workers} processes with a connection each, {size.count:,} bookings of two entries on the accounts of one budget, in {size.rounds} rounds, on a"
    yield "server that waits for its disk. A bare insert is the same statement with the same driver in a transaction of its own, on a"
    yield "copy of the two tables that has their keys and indexes, and no triggers, policies, checks or foreign keys. Goal: at least"
    yield f"{LEAST_OF_BARE} of it, in rounds right after one another; it is **{found.ratio:.2f}**. Afterwards every booking is there once and all sums to zero,"
    yield "else there is no page. With its line in the trail, which a booking on a page has, the seals of one partnership follow one another."
    yield ""
    rows: list[tuple[object, ...]] = [
        (name, f"{median(rates):,.0f}", f"{min(rates):,.0f}", f"{max(rates):,.0f}")
        for name, rates in (
            ("bare inserts", found.bare),
            ("`post`", found.posted),
            ("`post`, with the line in the trail", found.with_trail),
        )
    ]
    yield from table(("bookings a second", "median", "least", "most"), rows)
