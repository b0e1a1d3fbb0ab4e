"""Asks for every page in rounds, beside the empty page and in a small and a large database, and keeps the ratios."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import psycopg
from psycopg import sql

from bench.web.client import Ask, ask
from bench.web.server import Place, Site

MS = 1000
ISOLATED = "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"


@dataclass
class Block:
    """What a number of answers took, one entry per round: ms of the processor and of the clock for one answer."""

    processor: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


@dataclass
class PageTimes:
    """One page: in the small and the large database, each beside an empty page that was asked just before it."""

    name: str
    small: Block = field(default_factory=Block)
    small_empty: Block = field(default_factory=Block)
    large: Block = field(default_factory=Block)
    large_empty: Block = field(default_factory=Block)

    @property
    def against_empty(self) -> float:
        """In the large database: this page against an empty one, in time of the processor."""
        return ratio(self.large.processor, self.large_empty.processor)

    @property
    def against_empty_on_the_wall(self) -> float:
        """The same on the clock, where waiting counts too."""
        return ratio(self.large.wall, self.large_empty.wall)

    @property
    def against_small(self) -> float:
        """This page in the large database against the small one."""
        return ratio(self.large.processor, self.small.processor)


@dataclass
class Cost:
    """Something with and without a part of what is done for it."""

    name: str
    with_it: Block = field(default_factory=Block)
    without: Block = field(default_factory=Block)

    @property
    def ratio(self) -> float:
        """With against without, in time of the processor."""
        return ratio(self.with_it.processor, self.without.processor)


def ratio(these: list[float], those: list[float]) -> float:
    """The median over the rounds of the ratio in one round: what disturbs both disturbs it little."""
    return median(one / other for one, other in zip(these, those, strict=True) if other)


@dataclass(frozen=True, slots=True)
class Served:
    """A site in front of a database, and what there is to ask for."""

    place: Place
    site: Site
    told: dict[str, Any]

    @property
    def empty(self) -> list[Ask]:
        """Who asks for the empty page."""
        return [(cookie, path) for cookie, path in self.told["empty"]]

    def asks(self, name: str) -> list[Ask]:
        """Who asks for the page of this name, where."""
        return [(cookie, path) for page in self.told["pages"] if page["name"] == name for cookie, path in page["asks"]]


@dataclass(frozen=True, slots=True)
class Asking:
    """How often: rounds that count (one goes before them), answers in a block, people at once."""

    rounds: int
    answers: int
    people: int

    def block(self, served: Served, asks: list[Ask], *, kept: Block) -> None:
        """Ask for one block and keep what one answer took."""
        begin = served.site.processor()
        took = ask(served.site.port, asks, count=self.answers, people=self.people)
        kept.processor.append((served.site.processor() - begin) * MS / self.answers)
        kept.wall.append(took * MS / self.answers)


def times_of(names: list[str], *, small: Served, large: Served, asking: Asking) -> list[PageTimes]:
    """Every page in turn, round after round."""
    found = [PageTimes(name) for name in names]
    for number in range(-1, asking.rounds):
        for one in found:
            counted = one if number >= 0 else PageTimes(one.name)
            asking.block(small, small.empty, kept=counted.small_empty)
            asking.block(small, small.asks(one.name), kept=counted.small)
            asking.block(large, large.empty, kept=counted.large_empty)
            asking.block(large, large.asks(one.name), kept=counted.large)
    return found


def cost_of_isolation(names: list[str], *, served: Served, asking: Asking) -> list[Cost]:
    """The same pages with the policies of the tables and without them, in turn."""
    found = [Cost(name) for name in names]
    for _number in range(asking.rounds):
        for one in found:
            asking.block(served, served.asks(one.name), kept=one.with_it)
        with without_policies(served.place):
            for one in found:
                asking.block(served, served.asks(one.name), kept=one.without)
    return found


def cost_of_the_trail(*, served: Served, asking: Asking) -> Cost:
    """The empty page with its line in the trail and without it."""
    found = Cost("the line in the trail, on an empty page")
    silent = [(cookie, f"{path}?spoor=nee") for cookie, path in served.empty]
    for _number in range(asking.rounds):
        asking.block(served, served.empty, kept=found.with_it)
        asking.block(served, silent, kept=found.without)
    return found


@contextmanager
def without_policies(place: Place) -> Iterator[None]:
    """Row-level security is off in this made-up database as long as the context lasts."""
    with psycopg.connect(place.addresses.owner, autocommit=True) as owner:
        tables = [sql.Identifier(name) for (name,) in owner.execute(ISOLATED)]
        for table in tables:
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(table))
        try:
            yield
        finally:
            for table in tables:
                owner.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table))
