"""Holds the lines of a delivery file against what is known: what it would give, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from waarde import Period, Unit
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget, budget_for, is_command, products_of
from wijkwaarde.kernel.budgets.rules import may_keep, products_by_word
from wijkwaarde.kernel.deliveries.queries import (
    Waiting,
    check_is_new,
    delivered_before,
    ends_of,
    lasting,
    new_of,
    own_numbers,
    parties_of,
    party_for,
)
from wijkwaarde.kernel.deliveries.reading import SaidFile, SaidLine, read_file
from wijkwaarde.kernel.deliveries.rules import (
    Aside,
    Known,
    Line,
    NewFile,
    Sorted,
    cents_of,
    check_brings,
    check_total,
    fingerprint_of,
    read_line,
    within,
    without_doubles,
)
from wijkwaarde.kernel.deliveries.terms import AsideReason


def sort_file(new: NewFile, *, budget: Budget, by: Actor, today: date) -> Sorted:
    """What a file would give, before anything is written. Errors: Refused, OtherColumns, NotFound."""
    check_brings(by.role, own=by.organisation_id, organisation_id=new.organisation_id, is_command=is_command(by))
    budget_for(budget.pk, by=by)
    check_is_new(budget, fingerprint=fingerprint_of(new.raw))
    if new.organisation_id is not None:
        party_for(new.organisation_id, by=by)
    said = read_file(new.raw, name=new.name, names=new.names or {}, is_one_provider=new.organisation_id is not None)
    found = _sort(said, budget=budget, by=by, today=today, organisation_id=new.organisation_id, year=new.year)
    check_total(found.cents + _readable(found), expected=new.total)
    return found


def preview_of(waiting: Waiting, *, by: Actor, today: date) -> Sorted:
    """What a waiting file would give. Errors: Refused, OtherColumns, NotFound."""
    return sort_file(new_of(waiting), budget=waiting.budget, by=by, today=today)


def _readable(found: Sorted) -> int:
    """What the lines that were put aside add up to, as far as their amount can be read."""
    return sum(filter(None, (cents_of(one.said) for one in found.aside)))


def _sort(
    said: SaidFile, *, budget: Budget, by: Actor, today: date, organisation_id: int | None, year: int | None
) -> Sorted:
    known = _known(budget, by=by, today=today, organisation_id=organisation_id, year=year)
    read = [read_line(one.row, said=one.said, known=known) for one in said.lines]
    lines = [one for one in read if isinstance(one, Line)]
    numbered, unknown = _with_numbers(lines, by=by)
    if organisation_id is not None and not may_keep(by.role) and not is_command(by):
        # Who hands in their own file learns nothing about agreements of others.
        mine = own_numbers(organisation_id, budget=budget, by=by) | {""}
        unknown += [line for line in numbered if line.number not in mine]
        numbered = [line for line in numbered if line.number in mine]
    running, ended = within(numbered, ends=ends_of(numbered, by=by))
    fresh, doubles = without_doubles(running, there=delivered_before(running, budget=budget))
    aside = [
        *(one for one in read if isinstance(one, Aside)),
        *_put_aside(unknown, AsideReason.NUMBER_UNKNOWN, said=said.lines),
        *_put_aside(doubles, AsideReason.DOUBLE, said=said.lines),
        *_put_aside(ended, AsideReason.AFTER_END, said=said.lines),
    ]
    return Sorted(tuple(fresh), tuple(sorted(aside, key=lambda one: one.row)), said.remarks)


def _known(budget: Budget, *, by: Actor, today: date, organisation_id: int | None, year: int | None) -> Known:
    products = products_of(budget)
    names = {_plain(word): pk for word, pk in products_by_word(products).items()}
    return Known(
        products=names,
        units={one.pk: Unit(one.unit) for one in products},
        organisations={_plain(name): pk for pk, name in parties_of(by=by)},
        organisation_id=organisation_id,
        budget=Period(budget.begin, budget.until),
        year=year,
        today=today,
    )


def _with_numbers(lines: Sequence[Line], *, by: Actor) -> tuple[list[Line], list[Line]]:
    """The lines without a number or with one that lasts, and those whose number names nothing."""
    lasts = lasting({line.number for line in lines if line.number}, by=by) | {"": ""}
    good = [replace(line, number=lasts[line.number]) for line in lines if line.number in lasts]
    return good, [line for line in lines if line.number not in lasts]


def _put_aside(lines: Iterable[Line], reason: AsideReason, *, said: Sequence[SaidLine]) -> Iterator[Aside]:
    told: Mapping[int, Mapping[str, str]] = {one.row: one.said for one in said}
    for line in lines:
        yield Aside(line.row, reason, told[line.row])


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
