"""Writes what agreed plans of the crowd take, as who does a line would have filled it in on that day; it agrees nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from waarde import EURO, Band, Frequency, HelpSource, Situation
from wijkwaarde.demo.crowd.rows import Written
from wijkwaarde.demo.crowd.story import COLLEAGUE, CONTACT, Agreement
from wijkwaarde.demo.crowd.tables import table
from wijkwaarde.demo.money.draw import told_in_file
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.area_rules.queries import counted_until
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.flows.terms import EstimateKind, RowState
from wijkwaarde.kernel.prices.queries import prices_by_key
from wijkwaarde.kernel.shortlist.queries import shortlist_of
from wijkwaarde.kernel.trail.actions import recorded

SEED = 1_835_099
WEEKS_A_MONTH, HUNDREDTHS = 52 / 12, 100
# Help that somebody is paid for; what people do for each other is on no budget.
PAID = (HelpSource.EXISTING, HelpSource.TAILORED)


@dataclass(frozen=True, slots=True)
class Promised:
    """What goes on each month by an agreement, since a day and up to another: its number, whose it is, and so many cents."""

    number: str
    party: str
    product: str
    since: date
    until: date | None
    cents: int


@dataclass(frozen=True, slots=True)
class _Taken:
    """A line of a plan and what it takes: the row of the line, the price, how much, and how often."""

    line: Any
    party: str
    price: Any
    quantity: float
    frequency: Frequency


def promise(found: Iterable[Written], *, by: Actor) -> list[Promised]:
    """Keep what the plans take that are drawn, and give what goes on each month. The worked cases say it themselves."""
    agreed = {one.case.pk: one for one in found if one.story.agreed_on is not None and not one.story.title}
    rng = Random(SEED)  # noqa: S311 - an example that is the same every time
    with recorded(by=by):
        edition = shortlist_of(by=by).edition
        prices = {} if edition is None else prices_by_key(edition)
        taken = {
            case_id: rows
            for case_id, lines in _lines(agreed).items()
            if (rows := list(_taken(lines, written=agreed[case_id], prices=prices, rng=rng)))
        }
        _keep(taken, agreed=agreed, edition=edition)
        ends = counted_until((one.line.pk for rows in taken.values() for one in rows), by=by)
    products = {one["price_key"]: one["slug"] for one in told_in_file()["product"] if "price_key" in one}
    return [
        _promised(
            one, since=agreed[case_id].story.agreed_on, until=ends.get(one.line.pk), product=products[one.price.key]
        )
        for case_id, rows in taken.items()
        for one in rows
        if one.frequency is Frequency.WEEK and one.price.key in products
    ]


def _lines(agreed: dict[int, Written]) -> dict[int, list[Any]]:
    rows: dict[int, list[Any]] = {case_id: [] for case_id in agreed}
    for row in table("plans.PlanLine").objects.filter(holds_for__in=list(agreed)).order_by("holds_for", "position"):
        rows[row.holds_for_id].append(row)
    return rows


def _taken(lines: Sequence[Any], *, written: Written, prices: dict[str, Any], rng: Random) -> Iterable[_Taken]:
    """What each paid line of a plan takes; the same words twice in a plan take it once."""
    known = {who: one for one in told_in_file()["taken"] for who in one["who"]}
    said: set[str] = set()
    for line, told in zip(lines, written.story.lines, strict=True):
        one = known.get(_doer(told, contact=written.story.contact))
        if one is None or told.source not in PAID or line.what in said:
            continue
        said.add(line.what)
        is_once = told.band in (None, Band.ONE_TIME)
        quantity = rng.choice(one["once" if is_once else "week"])
        frequency = Frequency.IN_TOTAL if is_once else Frequency.WEEK
        yield _Taken(line, one["party"], prices[one["price"]], quantity, frequency)


def _doer(told: Agreement, *, contact: str) -> str:
    return contact if told.who == CONTACT else told.who.removeprefix(COLLEAGUE)


def _keep(taken: dict[int, list[_Taken]], *, agreed: dict[int, Written], edition: Any) -> None:
    estimates = [_estimate(agreed[case_id], size=len(rows), edition=edition) for case_id, rows in taken.items()]
    table("flows.Estimate").objects.bulk_create(estimates)
    lines = [
        (_line(one, estimate=estimate, position=position), one)
        for estimate, rows in zip(estimates, taken.values(), strict=True)
        for position, one in enumerate(rows, start=1)
    ]
    table("flows.EstimateLine").objects.bulk_create(line for line, _one in lines)
    table("flows.Flow").objects.bulk_create(_flow(one, line=line) for line, one in lines)


def _estimate(written: Written, *, size: int, edition: Any) -> Any:
    return table("flows.Estimate")(
        partnership_id=written.case.partnership_id,
        case=written.case,
        edition=edition,
        kind=EstimateKind.PLAN.value,
        situations=[Situation.SOLUTION.value],
        price_year=edition.price_year,
        currency=EURO,
        size=size,
        line_count=size,
        made_on=written.story.agreed_on,
    )


def _line(one: _Taken, *, estimate: Any, position: int) -> Any:
    return table("flows.EstimateLine")(
        partnership_id=estimate.partnership_id,
        estimate=estimate,
        position=position,
        situation=Situation.SOLUTION.value,
        name=one.line.what,
        state=RowState.SAID.value,
        plan_line=one.line,
        hours_count=0,
    )


def _flow(one: _Taken, *, line: Any) -> Any:
    return table("flows.Flow")(
        partnership_id=line.partnership_id,
        estimate=line.estimate,
        position=line.position,
        situation=Situation.SOLUTION.value,
        name=one.line.what,
        item=one.price,
        quantity=one.quantity,
        frequency=one.frequency.value,
        bearer=one.price.bearer,
        plan_line=one.line,
        line=line,
    )


def _promised(one: _Taken, *, since: date | None, until: date | None, product: str) -> Promised:
    assert since is not None, "only a plan that was agreed promises something"
    cents = round(one.quantity * one.price.value * WEEKS_A_MONTH * HUNDREDTHS)
    return Promised(number_of(one.line.pk), one.party, product, since, until, cents)
