"""What is expected of a year as plain values, to JSON and back, and never less than was spent; it asks no database."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import datetime
from fractions import Fraction
from itertools import accumulate
from typing import Any

from waarde import Expected, Explained, Forecast, ProductShare, by_shares, divide
from wijkwaarde.kernel.outlook.calculation import MONTHS, Spent
from wijkwaarde.kernel.outlook.calculation import cents as in_cents
from wijkwaarde.kernel.outlook.terms import NOW, RESULT_OF

# What of the parts of a forecast can be added up.
SUMMED = ("declared", "late", "running", "new", "results", "agreed_before", "reached_before")


@dataclass(frozen=True, slots=True)
class Parts:
    """What an expectation is made of, in cents: said so far, still to be said, promised, and plans that are still to come.

    `rate` is euros used per euro of `rate_of`, learned from so many years before this one. `results` is what of agreed results is
    still to be reached, learned from what was reached of how many before.
    """

    declared: int
    late: int
    running: int
    new: int
    rate: float = 0.0
    rate_of: str = ""
    earlier_years: int = 0
    results: int = 0
    agreed_before: int = 0
    reached_before: int = 0


def by_product(found: Forecast) -> dict[str, Expected]:
    """A forecast by product of the budget: what is expected of its results is in it, from the same simulated years."""
    told = {one.product: one for one in found.products}
    names = {name.partition(RESULT_OF)[0] for name in told if RESULT_OF in name}
    shares = [
        ProductShare(name, name, 1.0, float(one.declared.sum()), {name.partition(RESULT_OF)[0]: 1.0})
        for name, one in told.items()
        if name.partition(RESULT_OF)[0] in names
    ]
    return {name: one for name, one in found.by_product.items() if RESULT_OF not in name} | by_shares(
        found, shares=shares
    )


def parts_of(explanation: Explained) -> dict[str, Parts]:
    """What the forecast of each product is made of; a product and its results together."""
    found: dict[str, list[Parts]] = {}
    for one in explanation.parts:
        found.setdefault(one.text.partition(RESULT_OF)[0], []).append(_parts(one))
    return {name: replace(each[0], **_sums(each)) for name, each in found.items()}


def whole_of(parts: Mapping[str, Parts]) -> Parts:
    """All of it together."""
    return Parts(**_sums(parts.values()))


def _sums(every: Iterable[Parts]) -> dict[str, Any]:
    """A sum of each figure that can be added up."""
    return {name: sum(getattr(one, name) for one in every) for name in SUMMED}


def _parts(one: Explained) -> Parts:
    told, inputs = {part.kind: in_cents(part.value or 0.0) for part in one.parts}, one.inputs
    if one.kind == "results":
        before = int(inputs["agreed_before"]), int(inputs["reached_before"])
        return Parts(told["declared"], 0, 0, 0, 0.0, "", 0, told["results"], *before)
    learned = float(inputs["rate"]), str(inputs["rate_of"]), int(inputs["earlier_years"])
    return Parts(told["declared"], told["late"], told["running"], told["new"], *learned)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A total that is expected, from where to where it comes out in eight of ten years, and its parts; all in cents."""

    total: int
    low: int
    high: int
    parts: Parts

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def outcome_of(told: dict[str, Any]) -> Outcome:
    """What was kept, as it was.

    >>> one = Outcome(3, 1, 5, Parts(1, 1, 1, 0, 0.9, "a month", 2))
    >>> outcome_of(one.to_json()) == one
    True
    """
    return Outcome(told["total"], told["low"], told["high"], Parts(**told["parts"]))


@dataclass(frozen=True, slots=True)
class Ends:
    """What a part of a year is expected to come to, and from where to where in eight of ten years; in cents."""

    total: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Divided:
    """What is expected of the year by party, by law and by month; in each way the totals add up to the whole.

    `until_month` is each month with those before it. A law that nobody knows stands under an empty name.
    """

    by_party: Mapping[int, Ends]
    by_law: Mapping[str, Ends]
    by_month: tuple[Ends, ...]
    until_month: tuple[Ends, ...]

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "party": {str(key): astuple(one) for key, one in self.by_party.items()},
            "law": {key: astuple(one) for key, one in self.by_law.items()},
            "month": [astuple(one) for one in self.by_month],
            "until": [astuple(one) for one in self.until_month],
        }


def divided_of(told: dict[str, Any]) -> Divided:
    """What was kept, as it was.

    >>> one = Divided({3: Ends(3, 1, 5)}, {"wmo": Ends(3, 1, 5)}, (Ends(3, 1, 5),), (Ends(3, 1, 5),))
    >>> divided_of(one.to_json()) == one
    True
    """
    return Divided(
        {int(key): Ends(*those) for key, those in told["party"].items()},
        {key: Ends(*those) for key, those in told["law"].items()},
        tuple(Ends(*those) for those in told["month"]),
        tuple(Ends(*those) for those in told["until"]),
    )


# --- Never less than was spent: what came in after a forecast was made may be more than it expected of the whole year ---

NO_PARTS = Parts(0, 0, 0, 0)
NOTHING = Outcome(0, 0, 0, NO_PARTS)


@dataclass(frozen=True, slots=True)
class SpentSoFar:
    """What was spent of a year until now, in cents: by product, party and law, and in each month."""

    by_product: Mapping[str, int]
    by_party: Mapping[int, int]
    by_law: Mapping[str, int]
    by_month: Sequence[int]


def so_far_of(
    spent: Sequence[Spent], *, laid: Callable[[Mapping[tuple[int, str], int]], Mapping[str, int]]
) -> SpentSoFar:
    """What was spent, added up in each way; `laid` lays what parties spent on products on the laws that pay for it.

    >>> from datetime import date
    >>> rows = [Spent("bi", 1, date(2026, 3, 1), date(2026, 4, 1), 10), Spent("bi", 2, date(2026, 3, 1), date(2026, 4, 1), 5)]
    >>> found = so_far_of(rows, laid=lambda amounts: {"wmo": sum(amounts.values())})
    >>> found.by_product, found.by_party, found.by_law, found.by_month[:4]
    ({'bi': 15}, {1: 10, 2: 5}, {'wmo': 15}, (0, 0, 15, 0))
    """
    by_month = _added(spent, by=lambda one: one.delivered.month)
    return SpentSoFar(
        by_product=_added(spent, by=lambda one: one.product),
        by_party=_added(spent, by=lambda one: one.organisation_id),
        by_law=laid(_added(spent, by=lambda one: (one.organisation_id, one.product))),
        by_month=tuple(by_month.get(month + 1, 0) for month in range(MONTHS)),
    )


def _added[Key: Hashable](spent: Iterable[Spent], *, by: Callable[[Spent], Key]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for one in spent:
        key = by(one)
        found[key] = found.get(key, 0) + one.cents
    return found


def outcomes_above(found: Mapping[str, Outcome], *, spent: Mapping[str, int]) -> dict[str, Outcome]:
    """What is expected per product and as a whole (under an empty name), none below what was spent; all in cents.

    Formula: of a product the largest of what was expected and what was spent; where nothing was to come any more, what was
    spent. The whole is their sum.

    >>> one = Outcome(30, 25, 40, Parts(20, 0, 10, 0))
    >>> found = outcomes_above({"": one, "bi": one}, spent={"bi": 35, "hh": 5})
    >>> [(name, known.total, known.low, known.high) for name, known in found.items()]
    [('', 40, 40, 45), ('bi', 35, 35, 40), ('hh', 5, 5, 5)]
    """
    names = [name for name in dict.fromkeys((*found, *spent)) if name]
    before = {name: found.get(name, NOTHING) for name in names}
    each = {name: _outcome(before[name], spent=spent.get(name, 0)) for name in names}
    whole, total = found.get("", NOTHING), sum(one.total for one in each.values())
    low = whole.low + sum(each[name].low - before[name].low for name in names)
    high = whole.high + sum(each[name].high - before[name].high for name in names)
    parts = whole_of({name: one.parts for name, one in each.items()})
    return {"": Outcome(total, min(low, total), max(high, total), parts), **each}


def _outcome(one: Outcome, *, spent: int) -> Outcome:
    """Where more was spent than was expected, nothing is known of what comes on top of it."""
    is_certain = one.low == one.high and not one.parts.results
    if one.total >= spent and not is_certain:
        return replace(one, low=max(one.low, spent))
    parts = replace(one.parts, declared=spent, late=0, running=0, new=0, results=0)
    return Outcome(spent, spent, spent if is_certain else max(one.high, spent), parts)


def divided_above(found: Divided, *, spent: SpentSoFar, total: int) -> Divided:
    """What is expected by party, law and month, none below what was spent, in each way together `total` cents."""
    months = dict(enumerate(found.by_month))
    by_month = tuple(shared_above(months, spent=dict(enumerate(spent.by_month)), total=total).values())
    expected, gone = accumulate(one.total for one in by_month), accumulate(spent.by_month)
    return Divided(
        shared_above(found.by_party, spent=spent.by_party, total=total),
        shared_above(found.by_law, spent=spent.by_law, total=total),
        by_month,
        tuple(
            _around(one, total=now, spent=then)
            for one, now, then in zip(found.until_month, expected, gone, strict=True)
        ),
    )


def shared_above[Key](parts: Mapping[Key, Ends], *, spent: Mapping[Key, int], total: int) -> dict[Key, Ends]:
    """Parts that are together a total of cents, none below what was spent of it; no cent is lost.

    Formula: what was spent, and of what comes on top of all of it a share in proportion to what each was expected to get on top
    (where none was: to what was spent). Parts above what was spent, that add up already, keep their totals.

    >>> parts = {"a": Ends(10, 8, 12), "b": Ends(10, 8, 12), "c": Ends(10, 8, 12)}
    >>> found = shared_above(parts, spent={"a": 15, "b": 2, "c": 6}, total=32)
    >>> [(one.total, one.low, one.high) for one in found.values()]
    [(15, 15, 15), (8, 8, 12), (9, 8, 12)]
    """
    keys = list(dict.fromkeys((*parts, *(key for key, amount in spent.items() if amount))))
    known = [parts.get(key, Ends(0, 0, 0)) for key in keys]
    gone = [spent.get(key, 0) for key in keys]
    above = [max(one.total - amount, 0) for one, amount in zip(known, gone, strict=True)]
    weights = above if any(above) else [max(amount, 0) for amount in gone]
    named = {f"{place:06}": Fraction(weight or not any(weights)) for place, weight in enumerate(weights)}
    more = divide(total - sum(gone), weights=named).values()
    return {
        key: _around(one, total=amount + extra, spent=amount)
        for key, one, amount, extra in zip(keys, known, gone, more, strict=True)
    }


def _around(one: Ends, *, total: int, spent: int) -> Ends:
    """Another total with the ends around it, the lower one not below what was spent; what was certain is so still."""
    if one.low == one.high:
        return Ends(total, total, total)
    return Ends(total, min(max(one.low, spent), total), max(one.high, total))


@dataclass(frozen=True, slots=True)
class Kept:
    """A forecast that was kept: of which facts, when it was made, what it said, and as a whole with what came in since."""

    stamp: str
    made_at: datetime
    outcomes: dict[str, Outcome]
    divided: Divided
    now: Ends | None


def kept_of(told: str | None) -> Kept | None:
    """A forecast that was kept, from the words of the database; None where there is none."""
    if told is None:
        return None
    row = json.loads(told)
    if not row["divided"]:  # of a version that kept no more than the whole
        return None
    outcomes = {name: outcome_of(one) for name, one in row["figures"].items()}
    return Kept(
        row["stamp"], datetime.fromisoformat(row["made_at"]), outcomes, divided_of(row["divided"]), _now(row["divided"])
    )


def _now(divided: dict[str, Any]) -> Ends | None:
    return Ends(*divided[NOW]) if NOW in divided else None
