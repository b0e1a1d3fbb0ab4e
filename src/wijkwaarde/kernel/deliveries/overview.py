"""Which agreements a party carries out, by their number, so that its own programs can name them on bills; nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from waarde import Unit
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.area_rules.queries import counted_until, rule_on
from wijkwaarde.kernel.budgets.queries import Budget, is_command, products_of
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.deliveries.numbers import line_of, number_of
from wijkwaarde.kernel.deliveries.queries import AsideRow, DeliveryRow, billed_lines, deliveries, party_for
from wijkwaarde.kernel.deliveries.terms import Column

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An agreement by its number: of which product, counted in what, from which day, and its last day (None: not known yet).

    `product` is empty where nobody said yet what it takes. Agreed anew, it is one line since the first time.
    """

    number: str
    product: str
    unit: Unit | None
    begin: date
    last: date | None


def numbers_for(organisation_id: int, *, budget: Budget, by: Actor) -> list[Numbered]:
    """The agreements of plans that an organisation carries out and may bill on a budget, the newest first. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    party_for(organisation_id, by=by)
    by.record(Act.READ, "delivery", object_id=None, subjects=[])
    products = {one.price_key: (one.name, one.unit) for one in products_of(budget) if one.price_key}
    found: dict[int, Numbered] = {}
    for line_id, *told in billed_lines(organisation_id, budget=budget, by=by):
        one = _numbered(line_id, *told, products=products)
        if one.last is None or one.begin <= one.last:
            found[line_id] = one if line_id not in found else _longer(found[line_id], earlier=one)
    return [one for _line, one in sorted(found.items(), key=lambda pair: (-pair[1].begin.toordinal(), pair[0]))]


def to_save(budget: Budget, *, by: Actor, words: str = "") -> Iterator[DeliveryRow]:
    """All deliveries that are asked for, one by one, noted for the trail. Errors: NotFound for who reads no budget."""
    found = deliveries(budget, by=by, words=words)
    by.record(Act.EXPORT, "delivery", object_id=None, subjects=[])
    return found.iterator()


def end_of(line: AsideRow, *, by: Actor) -> tuple[date, str] | None:
    """Of a line that was put aside, the first day on which its agreement counts no more, and the rule of that day in words.

    None where it names no agreement that ended. Errors: NotFound for who reads no budget.
    """
    line_id = line_of(line.said.get(Column.NUMBER, ""))
    end = counted_until([line_id], by=by).get(line_id) if line_id is not None else None
    return None if end is None else (end, rule_on(end, budget=line.file.budget, by=by))


def _longer(one: Numbered, *, earlier: Numbered) -> Numbered:
    """A line that was agreed anew: as it holds now, since it was first agreed."""
    product, unit = (one.product, one.unit) if one.product else (earlier.product, earlier.unit)
    return replace(one, product=product, unit=unit, begin=min(one.begin, earlier.begin))


def _numbered(line_id: int, *told: Any, products: Mapping[str, tuple[str, str]]) -> Numbered:
    key, priced, unit, begin, *ends = told
    name, counted = products.get(key or "", (priced or "", unit or ""))
    return Numbered(number_of(line_id), name, Unit(counted) if counted else None, begin, _last(*ends))


def _last(*ends: date | None) -> date | None:
    """The last day: said with the agreement, or the day before it was agreed anew, stopped or closed."""
    said, *others = ends
    days = [said, *(None if day is None else day - ONE_DAY for day in others)]
    return min((day for day in days if day is not None), default=None)
