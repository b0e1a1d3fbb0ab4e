"""Sorts the lines of a file: what can be booked and what is put aside, held against what the budget knows; it writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from waarde import Period, Unit
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget, products_of
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.numbers import line_of
from wijkwaarde.kernel.deliveries.reading import SaidFile, SaidLine
from wijkwaarde.kernel.deliveries.rules import Aside, Known, Line, read_line, without_doubles
from wijkwaarde.kernel.deliveries.terms import LINES_A_PIECE, AsideReason
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.plans.models import PlanLine


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a file that can be booked, those put aside in the order of the file, and what was noticed."""

    used: tuple[Line, ...]
    aside: tuple[Aside, ...]
    remarks: tuple[str, ...] = ()

    @property
    def cents(self) -> int:
        """What the lines that can be booked add up to."""
        return sum(line.cents for line in self.used)


def sort_lines(
    said: SaidFile, *, budget: Budget, by: Actor, today: date, organisation_id: int | None, year: int | None
) -> Sorted:
    """Which lines of a file can be booked now; the rest with a reason."""
    known = _known(budget, by=by, today=today, organisation_id=organisation_id, year=year)
    read = [read_line(one.row, said=one.said, known=known) for one in said.lines]
    lines = [one for one in read if isinstance(one, Line)]
    numbered, unknown = _with_numbers(lines, by=by)
    fresh, doubles = without_doubles(numbered, there=delivered_before(numbered, budget=budget))
    aside = [
        *(one for one in read if isinstance(one, Aside)),
        *_put_aside(unknown, AsideReason.NUMBER_UNKNOWN, said=said.lines),
        *_put_aside(doubles, AsideReason.DOUBLE, said=said.lines),
    ]
    return Sorted(tuple(fresh), tuple(sorted(aside, key=lambda one: one.row)), said.remarks)


def delivered_before(lines: Iterable[Line], *, budget: Budget) -> set[tuple[object, ...]]:
    """What these lines would say twice: deliveries of those days that were not taken back."""
    begins = {line.period.begin for line in lines}
    rows = Delivery.objects.filter(budget=budget, begin__in=begins, reverses__isnull=True, reversed_by__isnull=True)
    return set(rows.values_list("organisation_id", "product_id", "number", "begin", "until", "cents"))


def names_a_line(number: str, *, by: Actor) -> bool:
    """Whether an agreement number names a line of a plan here."""
    line_id = line_of(number)
    return line_id is not None and line_id in _lines_there([line_id], by=by)


def _known(budget: Budget, *, by: Actor, today: date, organisation_id: int | None, year: int | None) -> Known:
    products = products_of(budget)
    names = {_plain(name): one.pk for one in products for name in (one.price_key, one.name, one.slug) if name}
    parties = Organisation.objects.filter(partnership_id=by.inside).values_list("name", "pk")
    return Known(
        products=names,
        units={one.pk: Unit(one.unit) for one in products},
        organisations={_plain(name): pk for name, pk in parties},
        organisation_id=organisation_id,
        budget=Period(budget.begin, budget.until),
        year=year,
        today=today,
    )


def _with_numbers(lines: Sequence[Line], *, by: Actor) -> tuple[list[Line], list[Line]]:
    """The lines without a number or with one that names a line of a plan, and those whose number names nothing."""
    ids = {line.number: line_of(line.number) for line in lines if line.number}
    there = _lines_there([one for one in ids.values() if one is not None], by=by)
    good = {number for number, line_id in ids.items() if line_id in there} | {""}
    return [line for line in lines if line.number in good], [line for line in lines if line.number not in good]


def _lines_there(ids: Iterable[int], *, by: Actor) -> set[int]:
    found: set[int] = set()
    for piece in batched(sorted(set(ids)), LINES_A_PIECE * 10, strict=False):
        found |= set(PlanLine.objects.filter(partnership_id=by.inside, pk__in=piece).values_list("pk", flat=True))
    return found


def _put_aside(lines: Iterable[Line], reason: AsideReason, *, said: Sequence[SaidLine]) -> Iterator[Aside]:
    told: Mapping[int, Mapping[str, str]] = {one.row: one.said for one in said}
    for line in lines:
        yield Aside(line.row, reason, told[line.row])


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
