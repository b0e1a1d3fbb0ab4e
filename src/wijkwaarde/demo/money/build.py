"""Builds the budget of the example neighbourhood by the actions of the site: base year, sources, files, closing, subsidies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone

from waarde import IndexPoint, IndexSeries, SeriesKind, Unit
from wijkwaarde.demo.money.draw import Told, deliveries, first_year, told_in_file
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import Budget, Source, year_budget, years_of
from wijkwaarde.kernel.budgets.rules import CostRow, NewStep
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.deliveries.actions import import_file
from wijkwaarde.kernel.deliveries.rules import NewFile
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.prices.actions import store_series
from wijkwaarde.kernel.trail.actions import recorded

FOUND_IN = "Jaarrekening van de partij (verzonnen)"
FUNDER = "Gemeente Voorbeeldstad"
UNKNOWN = "groepswerk"
HEAD = "aanbieder;product;periode;begin;einddatum;bedrag"
# A year is closed when most of what comes late has come.
CLOSES = 4
# The town pays in four parts, in these months; the first files of a year come in February.
PAID_IN = (2, 5, 8, 11)
LAST_YEAR = {4: ((SubsidyStep.ACCOUNT, 1),), 7: ((SubsidyStep.DETERMINATION, 1),)}


def build_money(*, by: Actor, today: date) -> Budget:
    """The budget with all that happened on it up to today; `by` keeps it."""
    with recorded(by=by):
        parties = {name: pk for pk, name in organisations(by=by, today=today)}
        budget = _budget(by=by, today=today)
        sources = _sources(budget, funder=parties[FUNDER], by=by, today=today)
        _base_year(budget, sources=sources, parties=parties, by=by)
        actions.sign_base_year(budget.pk, by=by, today=budget.begin)
    files = list(_files(today))
    for moment, lines in files:
        with recorded(by=by):
            _close(moment, budget=budget, by=by)
            _pay(moment, sources=sources, town=parties[FUNDER], by=by)
            _read_in(lines, budget=budget, moment=moment, is_last=lines is files[-1][1], by=by)
    return budget


def _budget(*, by: Actor, today: date) -> Budget:
    told, first = told_in_file()["budget"], first_year(today)
    for one in told_in_file()["series"]:
        points = tuple(IndexPoint(**point, source=one["source"]) for point in one["points"])
        series = IndexSeries(one["name"], SeriesKind.CHANGE_PERCENT, points, one["vintage"])
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


def _files(today: date) -> Iterator[tuple[datetime, list[Told]]]:
    """The lines that came in on each day, with the moment."""
    for day, lines in groupby(deliveries(today=today), key=lambda one: one.told_on):
        yield timezone.make_aware(datetime.combine(day, time(9))), list(lines)


def _close(moment: datetime, *, budget: Budget, by: Actor) -> None:
    """Close the year before, in the month for it: what is said later is booked in the year that is open."""
    if moment.month == CLOSES and moment.year > budget.begin.year:
        close_period(by=by, until=date(moment.year, 1, 1), today=moment.date(), now=moment)


def _pay(moment: datetime, *, sources: dict[str, Source], town: int, by: Actor) -> None:
    """The steps that the subsidies take on a day: asked and awarded, paid in four parts, and the year after determined."""
    for slug, source in sources.items():
        for later, steps in ((0, _this_year(source, moment=moment)), (1, LAST_YEAR.get(moment.month, ()))):
            year = moment.year - later
            if source.begin.year <= year and year in years_of(source.budget):
                whole = year_budget(source.budget, year=year, by=by).by_source[slug] if steps else 0
                for step, part in steps:
                    _take(source, step=step, cents=whole // part, year=year, moment=moment, town=town, by=by)


def _this_year(source: Source, *, moment: datetime) -> list[tuple[SubsidyStep, int]]:
    """The steps of a month, each with the part of the whole that it is about."""
    first = source.begin.month if source.begin.year == moment.year else 1
    begins = moment.month == max(first, PAID_IN[0])
    asked = [(SubsidyStep.APPLICATION, 1), (SubsidyStep.AWARD, 1)] if begins else []
    is_paid = begins or (moment.month in PAID_IN and moment.month > first)
    return [*asked, (SubsidyStep.ADVANCE, len(PAID_IN))] if is_paid else asked


def _take(source: Source, *, step: SubsidyStep, cents: int, year: int, moment: datetime, town: int, by: Actor) -> None:
    key = _key(f"{source.slug}-{year}-{step.value}-{moment.month}")
    document = f"{source.slug}-{year}-{step.value}"
    new = NewStep(
        year=year,
        step=step,
        cents=cents,
        on=moment.date(),
        document=document,
        applicant_id=town,
        receiver_id=town,
        request_key=key,
    )
    actions.take_step(source, new, by=by, now=moment)


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
    return f"{one.party};{one.product};{one.period};{days};{sign}{euros},{cents:02}"


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"wijkwaarde-demo-money-{text}")
