"""Measures W1 and the weight of pages: the sites start, are asked, and stop; it judges what came out and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.ledger import LEAST_OF_BARE, Booking, LedgerSize, measure_ledger
from bench.policies import MOST_FOR_POLICIES, Policies, measure_policies
from bench.trail import GOAL_SECONDS, MOST_LINES, MOST_OF_A_PAGE, Verifying, cost_of_the_seals, measure_verifying
from bench.web.client import OK, Answer, Ask, WrongAnswer, ask_once
from bench.web.counting import ASKED, TOLD
from bench.web.rounds import Asking, Cost, PageTimes, Served, cost_of_isolation, cost_of_the_trail, times_of
from bench.web.server import Place, built, filled, serving
from bench.web.weight import Weight, weigh

MOST_AGAINST_EMPTY, MOST_AGAINST_SMALL, MOST_QUERIES, MOST_LOADED_KB = 5.0, 1.3, 15, 150.0
STATIC = "/vast/"
WITH_POLICIES = ("a case, as its resident", "today, 1,000 cases")


@dataclass(frozen=True, slots=True)
class WebSize:
    """How much is asked: cases in both databases, people at once, rounds, answers in a block."""

    small: int
    large: int
    people: int
    asking: Asking
    ledger: LedgerSize = LedgerSize(10_000, 50, 3)  # noqa: RUF009 - it never changes


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """One page: its times, how many queries it does, what it weighs."""

    times: PageTimes
    queries: int
    weight: Weight

    @property
    def missed(self) -> list[str]:
        """The goals that it misses, in words."""
        name, times = self.times.name, self.times
        kept = {
            f"{name}: {times.against_empty:.1f} x an empty page, not {MOST_AGAINST_EMPTY:.0f}": times.against_empty
            <= MOST_AGAINST_EMPTY,
            f"{name}: {times.against_small:.2f} x the time with few cases, not {MOST_AGAINST_SMALL}": times.against_small
            <= MOST_AGAINST_SMALL,
            f"{name}: {self.queries} queries, not {MOST_QUERIES}": self.queries <= MOST_QUERIES,
            f"{name}: {self.weight.loaded:.0f} kB to load, not {MOST_LOADED_KB:.0f}": self.weight.loaded
            <= MOST_LOADED_KB,
        }
        return [words for words, met in kept.items() if not met]


@dataclass(frozen=True, slots=True)
class Web:
    """All pages, those that do not exist (yet), and what isolation and the trail cost."""

    pages: tuple[MeasuredPage, ...]
    absent: tuple[str, ...]
    empty_queries: int
    isolation: tuple[Cost, ...]
    policies: Policies
    trail: Cost
    seals: Cost
    verifying: Verifying
    ledger: Booking

    @property
    def missed(self) -> list[str]:
        """The goals that were missed, in words."""
        seconds = self.verifying.verified.processor
        kept = {
            f"the seal of a line: {self.seals.ratio:.2f} x the page without, not {MOST_OF_A_PAGE}": self.seals.ratio
            <= MOST_OF_A_PAGE,
            f"policies: {self.policies.ratio:.2f} x the statement without, not {MOST_FOR_POLICIES}": self.policies.goal_met,
            f"the trail verified in {seconds:.1f} s, not {GOAL_SECONDS:.0f}": self.verifying.goal_met,
        }
        rate = f"bookings: {self.ledger.ratio:.2f} of bare inserts, not {LEAST_OF_BARE}"
        kept[rate] = self.ledger.goal_met
        of_database = [words for words, met in kept.items() if not met]
        return [*(words for page in self.pages for words in page.missed), *of_database]


def measure_web(size: WebSize, *, place: Path, durable: bool = True) -> Web:
    """Start a server with two databases and a site before each, and ask."""
    with ExitStack() as stack:
        source = stack.enter_context(built(place / "web", durable=durable))
        lines = min(MOST_LINES, 10 * size.large)
        verifying = measure_verifying(source, lines=lines, out=place / "verified.txt")
        booking = measure_ledger(source, size=size.ledger)
        small, large = (
            stack.enter_context(_served(source, cases=cases, residents=min(size.people, cases // 4)))
            for cases in (size.small, size.large)
        )
        names = [page["name"] for page in large.told["pages"] if page["asks"]]
        absent = [page["name"] for page in large.told["pages"] if not page["asks"]]
        counted = {name: _counted(large, name=name) for name in names}
        times = times_of(names, small=small, large=large, asking=size.asking)
        return Web(
            tuple(MeasuredPage(one, *counted[one.name]) for one in times),
            tuple(absent),
            _queries(large, large.empty[0]),
            tuple(cost_of_isolation(list(WITH_POLICIES), served=large, asking=size.asking)),
            measure_policies(large.place, rounds=3 * size.asking.rounds),
            cost_of_the_trail(served=large, asking=size.asking),
            cost_of_the_seals(served=large, asking=size.asking),
            verifying,
            booking,
        )


@contextmanager
def _served(source: Place, *, cases: int, residents: int) -> Iterator[Served]:
    copy, told = filled(source, cases=cases, residents=residents)
    with serving(copy) as site:
        yield Served(copy, site, told)


def _counted(served: Served, *, name: str) -> tuple[int, Weight]:
    """Queries and weight of a page; asked twice, because the first fills what is kept in memory."""
    one = served.asks(name)[0]
    _answer(served, one)
    return _queries(served, one), weigh(served.site.port, _answer(served, one), folder=STATIC)


def _queries(served: Served, one: Ask) -> int:
    return int(_answer(served, one).headers[TOLD.lower()])


def _answer(served: Served, one: Ask) -> Answer:
    answer = ask_once(served.site.port, one, headers=(f"{ASKED}: 1",))
    if answer.status != OK:
        raise WrongAnswer(f"{one[1]} answered {answer.status}")
    return answer
