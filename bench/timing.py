"""Times work inside this process on two clocks: the wall's, and the processor's, which a busy machine changes less."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from time import perf_counter, process_time

MS = 1000


@dataclass
class Times:
    """Milliseconds of every run on both clocks. Goals are held against the processor's, which counts all threads."""

    on_the_wall: list[float] = field(default_factory=list)
    of_processor: list[float] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """The median on the wall."""
        return median(self.on_the_wall)

    @property
    def processor(self) -> float:
        """The median of the processor."""
        return median(self.of_processor)

    def run[Result](self, work: Callable[[], Result]) -> Result:
        """Run once and remember how long it took."""
        begin, begin_processor = perf_counter(), process_time()
        result = work()
        self.of_processor.append((process_time() - begin_processor) * MS)
        self.on_the_wall.append((perf_counter() - begin) * MS)
        return result


def timed[Thing, Result](things: Iterable[Thing], work: Callable[[Thing], Result]) -> tuple[Times, list[Result]]:
    """Do the same work for every thing; the times and the results."""
    times = Times()
    return times, [times.run(partial(work, thing)) for thing in things]
