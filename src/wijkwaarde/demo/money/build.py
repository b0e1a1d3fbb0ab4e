"""Builds the budget of the example neighbourhood by the actions of the site: base year, sources, files, closing, subsidies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone

from waarde import IndexPoint, IndexSeries, SeriesKind, Unit
from wijkwaarde.demo.money.draw import Told, deliveries, first_year, told_in_file
from wijkwaarde.demo.money.promised import Promised
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import Budget, Source, year_budget, years_of
from wijkwaarde.kernel.budgets.rules import CostRow, NewStep
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.deliveries.actions import import_file
from wijkwaarde.kernel.deliveries.rules import NewFile
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.queries import closed_until
from wijkwaarde.kernel.prices.actions import store_series
from wijkwaarde.kernel.trail.actions import recorded

FOUND_IN = "Jaarrekening van de partij (verzonnen)"
LATER = "Verzonnen, voor het voorbeeld"
FUNDER = "Gemeente Voorbeeldstad"
UNKNOWN = "groepswerk"
HEAD = "aanbieder;product;periode;begin;einddatum;bedrag;afspraaknummer"
# So many agreements of a party and product stand apart in the file of a month, with their number; the rest is one line.
MOST_NUMBERS = 6
USED = 0.9
# A year is closed when most of what comes late has come.
CLOSES = 4
# The town pays in four parts, in these months; the first files of a year come in February.
PAID_IN = (2, 5, 8, 11)
CALLED = {
    SubsidyStep.APPLICATION: "aanvraag",
    SubsidyStep.AWARD: "verlening",
    SubsidyStep.ADVANCE: "voorschot",
    SubsidyStep.ACCOUNT: "verantwoording",
    SubsidyStep.DETERMINATION: "vaststelling",
}
LAST_YEAR = {4: (SubsidyStep.ACCOUNT,), 7: (SubsidyStep.DETERMINATION,)}


def build_money(*, by: Actor, today: date, promised: Sequence[Promised] = ()) -> Budget:
    """The budget with all that happened on it up to today; `by` keeps it, and bills name the numbers of what is promised."""
    with recorded(by=by):
        parties = {name: pk for pk, name in organisations(by=by, today=today)}
        budget = _budget(by=by, today=today)
        sources = _sources(budget, funder=parties[FUNDER], by=by, today=today)
        _base_year(budget, sources=sources, parties=parties, by=by)
    files = list(_files(today, promised=promised))
    for moment, lines in files:
        with recorded(by=by):
            _close(moment, budget=budget, by=by)
            _pay(moment, sources=sources, parties=parties, by=by)
            _read_in(lines, budget=budget, moment=moment, is_last=lines is files[-1][1], by=by)
    with recorded(by=by):
        _close_first(today, by=by)
    return budget


def _budget(*, by: Actor, today: date) -> Budget:
    told, first = told_in_file()["budget"], first_year(today)
    for one in told_in_file()["series"]:
        points = tuple(IndexPoint(**point, source=one["source"]) for point in one["points"])
        series = IndexSeries(one["name"], SeriesKind.CHANGE_PERCENT, points, one["vintage"])
        store_series(series, by=by, today=today)
    for series in _later_series(today):
        store_series(series, by=by, today=today)
    new = actions.NewBudget(
        name=told["name"],
        begin=date(first, 1, 1),
        until=date(first + told["years"], 1, 1),
        base_year=first - 1,
        who_belongs=told["who_belongs"],
        request_key=_key("budget"),
    )
    return actions.make_budget(new, by=by)


def _later_series(today: date) -> Iterator[IndexSeries]:
    """Each series for the years after the last one in the file, with its last value: an example of any year is indexed."""
    last = {one["name"]: one["points"][-1] for one in told_in_file()["series"]}
    for name, point in last.items():
        if years := range(int(point["year"]) + 1, today.year + 1):
            points = tuple(IndexPoint(str(year), point["value"], "voorlopig", LATER) for year in years)
            yield IndexSeries(name, SeriesKind.CHANGE_PERCENT, points, f"{years[0]} (voorbeeld)")


def _sources(budget: Budget, *, funder: int, by: Actor, today: date) -> dict[str, Source]:
    first = first_year(today)
    return {
        one["slug"]: actions.add_source(
            budget.pk,
            by=by,
            slug=one["slug"],
            name=one["name"],
            bearer=one["bearer"],
            begin=date(first + one["since"][0], one["since"][1], 1),
            funder_id=funder,
            index={name: Decimal(weight) for name, weight in one["index"].items()},
        )
        for one in told_in_file()["source"]
    }


def _base_year(budget: Budget, *, sources: dict[str, Source], parties: dict[str, int], by: Actor) -> None:
    products = {
        one["slug"]: actions.add_product(
            budget.pk,
            by=by,
            slug=one["slug"],
            name=one["name"],
            unit=Unit(one["unit"]),
            price_key=one.get("price_key", ""),
        ).pk
        for one in told_in_file()["product"]
    }
    rows = [
        CostRow(
            sources[one["source"]].pk,
            parties[one["party"]],
            products[one["product"]],
            one["euros"] * 100,
            one["people"],
            FOUND_IN,
        )
        for one in told_in_file()["cost"]
    ]
    actions.set_base_costs(budget.pk, by=by, rows=rows)


def _files(today: date, *, promised: Sequence[Promised]) -> Iterator[tuple[datetime, list[Told]]]:
    """The lines that came in on each day, with the moment."""
    told: set[tuple[str, str, str]] = set()
    for day, lines in groupby(deliveries(today=today), key=lambda one: one.told_on):
        every = [each for one in lines for each in _apart(one, promised=promised, told=told)]
        yield timezone.make_aware(datetime.combine(day, time(9))), every


def _apart(one: Told, *, promised: Sequence[Promised], told: set[tuple[str, str, str]]) -> list[Told]:
    """The first line about a month: some agreements with their number, and the rest together. No cent more or less."""
    place, months = (one.party, one.product, one.period), one.period.split("-")
    if place in told or not months[-1].isdecimal():
        return [one]
    told.add(place)
    begin = date(int(months[0]), int(months[1]), 1)
    ours = [each for each in promised if (each.party, each.product) == place[:2] and _runs(each, on=begin)]
    lines = [replace(one, cents=round(each.cents * USED), number=each.number) for each in ours[:MOST_NUMBERS]]
    rest = one.cents - sum(each.cents for each in lines)
    return [*lines, replace(one, cents=rest)] if rest > 0 else [one]


def _runs(one: Promised, *, on: date) -> bool:
    return one.since <= on and (one.until is None or on < one.until)


def _close(moment: datetime, *, budget: Budget, by: Actor) -> None:
    """Close the year before, in the month for it: what is said later is booked in the year that is open."""
    if moment.month == CLOSES and moment.year > budget.begin.year:
        close_period(by=by, until=date(moment.year, 1, 1), today=moment.date(), now=moment)


def _close_first(today: date, *, by: Actor) -> None:
    """Before the month for it the first year is closed all the same: the example shares what was left of it."""
    if closed_until(by=by) is None:
        close_period(by=by, until=date(today.year, 1, 1), today=today, now=timezone.now())


def _pay(moment: datetime, *, sources: dict[str, Source], parties: dict[str, int], by: Actor) -> None:
    """The steps that the subsidies take on a day: asked and awarded, paid in parts, and the year after determined."""
    for source in sources.values():
        begun = source.begin.month if source.begin.year == moment.year else 1
        months = [month for month in PAID_IN if month >= begun] or [begun]
        if moment.month == months[0]:
            _decide(source, steps=(SubsidyStep.APPLICATION, SubsidyStep.AWARD), moment=moment, parties=parties, by=by)
        if moment.month in months:
            _advance(source, months=months, moment=moment, parties=parties, by=by)
        if moment.month in LAST_YEAR:
            _decide(source, steps=LAST_YEAR[moment.month], moment=moment, parties=parties, by=by, about=moment.year - 1)


def _decide(
    source: Source,
    *,
    steps: Sequence[SubsidyStep],
    moment: datetime,
    parties: dict[str, int],
    by: Actor,
    about: int | None = None,
) -> None:
    year = about or moment.year
    for step in steps if _has(source, year=year) else ():
        cents = year_budget(source.budget, year=year, by=by).by_source[source.slug]
        new = _step(source, step=step, cents=cents, year=year, moment=moment, town=parties[FUNDER])
        actions.take_step(source, new, by=by, now=moment)


def _advance(source: Source, *, months: list[int], moment: datetime, parties: dict[str, int], by: Actor) -> None:
    """One of the payments of a year, to each party by what it cost in the base year; no cent is left at the end."""
    if not _has(source, year=moment.year):
        return
    whole = year_budget(source.budget, year=moment.year, by=by).by_source[source.slug]
    cents = _parts(whole, weights=dict.fromkeys(months, 1))[moment.month]
    costs: Counter[str] = Counter()
    for one in told_in_file()["cost"]:
        costs[one["party"]] += one["euros"] if one["source"] == source.slug else 0
    for name, part in _parts(cents, weights=+costs).items():
        new = _step(source, step=SubsidyStep.ADVANCE, cents=part, year=moment.year, moment=moment, town=parties[FUNDER])
        key = _key(f"{source.slug}-{moment:%Y-%m}-{name}")
        actions.take_step(source, replace(new, receiver_id=parties[name], request_key=key), by=by, now=moment)


def _parts[Name](total: int, *, weights: Mapping[Name, int]) -> dict[Name, int]:
    """A total in whole cents over names by their weights, without a cent more or less."""
    run, made = 0, {}
    for name, weight in weights.items():
        before = total * run // sum(weights.values())
        run += weight
        made[name] = total * run // sum(weights.values()) - before
    return made


def _has(source: Source, *, year: int) -> bool:
    return source.begin.year <= year and year in years_of(source.budget)


def _step(source: Source, *, step: SubsidyStep, cents: int, year: int, moment: datetime, town: int) -> NewStep:
    return NewStep(
        year=year,
        step=step,
        cents=cents,
        on=moment.date(),
        document=f"{source.slug}-{year}-{CALLED[step]}",
        applicant_id=town,
        receiver_id=town,
        request_key=_key(f"{source.slug}-{year}-{step.value}-{moment.month}"),
    )


def _read_in(lines: Sequence[Told], *, budget: Budget, moment: datetime, is_last: bool, by: Actor) -> None:
    """The file of a day as the parties sent it together; in the last are a line that is there twice and an unknown product."""
    rows = [HEAD, *map(_row, lines)]
    if is_last:
        rows += [rows[-1], rows[-1].replace(lines[-1].product, UNKNOWN)]
    name = f"leveringen-{moment:%Y-%m}.csv"
    new = NewFile(raw="\n".join(rows).encode(), name=name, request_key=_key(name))
    import_file(budget, new=new, by=by, now=moment, today=moment.date())


def _row(one: Told) -> str:
    sign = "-" if one.cents < 0 else ""
    euros, cents = divmod(abs(one.cents), 100)
    days = f"{one.begin or ''};{one.last or ''}"
    return f"{one.party};{one.product};{one.period};{days};{sign}{euros},{cents:02};{one.number}"


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"wijkwaarde-demo-money-{text}")
