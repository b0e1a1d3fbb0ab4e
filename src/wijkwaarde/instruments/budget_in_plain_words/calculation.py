"""Makes figures of a year fit for everybody: small ones go together, all are rounded; it reads nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Spent:
    """Cents of one product and how many people got it; None where nobody knows. The rest has no name.

    Where it is not told, it is something else that was counted, which says as well whether it is about few.
    """

    name: str
    cents: int
    people: int | None
    is_told: bool = True


def put_together(spent: Iterable[Spent], *, least: int) -> tuple[Spent, ...]:
    """The products, the largest first; those about too few people go together as the rest, which has no name.

    One small product alone could be had by taking the others from the total: then the next one goes along with it. What
    is about too few people as a whole too is left out: the total says enough.

    >>> rows = [Spent("A", 900, 50), Spent("B", 500, 30), Spent("C", 100, 4)]
    >>> [(one.name, one.cents) for one in put_together(rows, least=10)]
    [('A', 900), ('', 600)]
    """
    largest_first = sorted(spent, key=lambda one: (-one.cents, one.name))
    shown = [one for one in largest_first if _is_enough(one.people, least=least)]
    small = [one for one in largest_first if one not in shown]
    if small and (len(small) == 1 or sum(one.people or 0 for one in small) < least) and shown:
        small.append(shown.pop(_smallest(shown)))
    if not small or not shown:
        return tuple(shown)
    return (*shown, Spent("", sum(one.cents for one in small), None))


def _is_enough(people: int | None, *, least: int) -> bool:
    return people is not None and people >= least


def _smallest(shown: list[Spent]) -> int:
    return min(range(len(shown)), key=lambda place: (shown[place].cents, shown[place].people or 0))


def in_steps(cents: int, *, step: int) -> int:
    """Whole euros, to the nearest step; half a step goes up.

    >>> in_steps(1_234_499_99, step=1000), in_steps(-1_500_00, step=1000), in_steps(499_99, step=1000)
    (1234000, -1000, 0)
    """
    return (2 * cents + step * HUNDREDTHS) // (2 * step * HUNDREDTHS) * step


def down_to(people: int, *, step: int) -> int:
    """People, down to a step: "more than 40".

    >>> down_to(47, step=10)
    40
    """
    return people // step * step
