"""What is expected of a year as plain values, to JSON and back; it decides nothing about money and asks no database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from waarde import Expected, Explained, Forecast, ProductShare, by_shares
from wijkwaarde.kernel.outlook.calculation import Spent
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


# Cents of a party, of a product and of a month (January is 1) that came in above what was expected.
Since = Mapping[tuple[int, str, int], int]
NOBODY = Parts(0, 0, 0, 0)


def since_then(
    outcomes: Mapping[str, Outcome], *, spent: Iterable[Spent], until: date
) -> dict[tuple[int, str, int], int]:
    """How much more was spent by now than was expected with what was known before `until`, where it is more.

    Of a product of which nothing was to come any more it is also how much less. It lies with what was said since.

    >>> months = date(2026, 9, 1), date(2026, 11, 1)
    >>> since_then({"a": Outcome(5, 4, 6, NOBODY)}, spent=[Spent("a", 3, *months, 7)], until=months[1])
    {(3, 'a', 9): 2}
    """
    by_product: dict[str, list[Spent]] = {}
    for one in spent:
        by_product.setdefault(one.product, []).append(one)
    found: dict[tuple[int, str, int], int] = {}
    for product, each in by_product.items():
        known = outcomes.get(product, Outcome(0, 0, 0, NOBODY))
        more = sum(one.cents for one in each) - known.total
        if more > 0 or (known.low == known.high and not known.parts.results):
            for one, cents in _laid(more, among=each, until=until):
                key = (one.organisation_id, product, one.delivered.month)
                found[key] = found.get(key, 0) + cents
    return {key: cents for key, cents in found.items() if cents}


def _laid(more: int, *, among: list[Spent], until: date) -> list[tuple[Spent, int]]:
    """An amount laid on what was said since, by how much that was; on all of it where none goes the same way."""
    same_way = [one for one in among if one.cents * more > 0]
    late = [one for one in same_way if one.declared >= until] or same_way or among[:1]
    whole = sum(one.cents for one in late)
    upto = [more * so_far // whole for so_far in accumulate(one.cents for one in late)] if whole else [more]
    return [(one, high - low) for one, low, high in zip(late, [0, *upto], upto, strict=False)]


def outcomes_since(outcomes: Mapping[str, Outcome], *, more: Since) -> dict[str, Outcome]:
    """What is expected, with what came in above it; the products are together still the whole.

    >>> outcomes_since({"": Outcome(5, 4, 6, NOBODY), "a": Outcome(5, 4, 6, NOBODY)}, more={(3, "a", 9): 2})["a"].low
    7
    """
    nothing = Outcome(0, 0, 0, NOBODY)
    by_product: dict[str, int] = {}
    for (_party, product, _month), cents in more.items():
        by_product[product] = by_product.get(product, 0) + cents
    now = {product: _at_least(outcomes.get(product, nothing), cents) for product, cents in by_product.items()}
    moved = [(one, outcomes.get(product, nothing)) for product, one in now.items()]
    whole, cents = outcomes.get("", nothing), sum(by_product.values())
    total = whole.total + cents
    low = min(total, whole.low + sum(one.low - before.low for one, before in moved))
    high = max(total, whole.high + sum(one.high - before.high for one, before in moved))
    return {**outcomes, "": Outcome(total, low, high, _said(whole.parts, cents=cents)), **now}


def _at_least(one: Outcome, cents: int) -> Outcome:
    """What came in is certain: the least is that too, and the most where nothing was to come."""
    total = one.total + cents
    high = total if one.low == one.high else max(one.high, total)
    return Outcome(total, total, high, _said(one.parts, cents=cents))


def _said(parts: Parts, *, cents: int) -> Parts:
    return replace(parts, declared=parts.declared + cents)


def divided_since(divided: Divided, *, more: Since, by_law: Mapping[str, int]) -> Divided:
    """The same by party, law and month, of which the totals still add up to the whole; `by_law` is `more` laid on laws."""
    by_party: dict[int, int] = {}
    months = [0] * len(divided.by_month)
    for (party, _product, month), cents in more.items():
        by_party[party] = by_party.get(party, 0) + cents
        months[month - 1] += cents
    return Divided(
        _with(divided.by_party, by_party),
        _with(divided.by_law, by_law),
        tuple(_moved(one, cents) for one, cents in zip(divided.by_month, months, strict=True)),
        tuple(_moved(one, cents) for one, cents in zip(divided.until_month, accumulate(months), strict=True)),
    )


def _with[Key](ends: Mapping[Key, Ends], more: Mapping[Key, int]) -> dict[Key, Ends]:
    nothing = Ends(0, 0, 0)
    return {**ends, **{key: _moved(ends.get(key, nothing), cents) for key, cents in more.items()}}


def _moved(one: Ends, cents: int) -> Ends:
    return Ends(one.total + cents, one.low + cents, one.high + cents)


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
