"""The years of a budget in words and tables: per source and year, the index with its correction, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waarde import Explained, YearIndex, YearsBudget, budget_index
from wijkwaarde.kernel.budgets.calculation import Basis, count_years
from wijkwaarde.kernel.budgets.queries import BudgetPlan
from wijkwaarde.kernel.index_values.queries import ToldValue
from wijkwaarde.web.format import euros, money, trimmed
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.tables import Cell, Table, table

CENTS, DIGITS = 100, 3


@dataclass(frozen=True, slots=True)
class Names:
    """What sources are called, and lines: the party and the product."""

    sources: dict[str, str]
    lines: dict[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a figure is made from."""

    name: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one figure comes from, as the component shows it."""

    anchor: str
    name: str
    value: str
    formula: str = ""
    facts: tuple[Fact, ...] = ()
    parts: tuple[Origin, ...] = ()
    repeated: bool = False


def names_of(plan: BudgetPlan) -> Names:
    """The names of everything in a budget."""
    lines = {
        f"{one.source.slug}:{one.organisation_id}:{one.product.slug}": f"{one.organisation.name}, {one.product.name}"
        for one in plan.base_costs
    }
    return Names({one.slug: one.name for one in plan.sources}, lines)


def years_table(counted: YearsBudget, *, basis: Basis, names: Names) -> Table:
    """The budget of each year, by source."""
    years = tuple(counted.totals)
    base = {slug: sum(one.cents for one in basis.costs if one.source == slug) for slug in basis.index}
    rows = tuple(
        (
            Cell(names.sources[slug]),
            (euros(base[slug] / CENTS), *(euros(counted.by_source[year][slug] / CENTS) for year in years)),
        )
        for slug in basis.index
    )
    total = (euros(sum(base.values()) / CENTS), *(euros(counted.totals[year] / CENTS) for year in years))
    return table(
        caption=_("Het budget van elk jaar"),
        first=_("Geldbron"),
        numeric=(_("basis {year}").format(year=basis.base_year), *(str(year) for year in years)),
        rows=rows,
        total=(_("Samen"), total),
    )


def index_table(basis: Basis, *, years: Iterable[int], names: Names) -> Table:
    """The index of each source and year, with the correction of the year before in it."""
    after = [year for year in years if year > basis.base_year]
    unknown = {(one.source, one.year) for one in basis.missing}
    return table(
        caption=_("De index van elk jaar"),
        first=_("Geldbron"),
        words=(_("Reeksen"),),
        numeric=tuple(str(year) for year in after),
        rows=tuple(
            (
                names.sources[slug],
                (
                    basis.series[slug] or _("geen"),
                    *(_index_cell(index, year=year, is_known=(slug, year) not in unknown) for year in after),
                ),
            )
            for slug, index in basis.index.items()
        ),
    )


def _index_cell(index: Sequence[YearIndex], *, year: int, is_known: bool) -> Cell:
    whole = float(budget_index(index, year=year))
    own = next(one.provisional for one in index if one.year == year)
    correction = whole - own
    detail = (
        _("waarvan correctie {points} procentpunt").format(points=trimmed(correction, digits=DIGITS))
        if correction
        else ""
    )
    if not is_known and not correction:
        return Cell(_("nog niet bekend"))
    return Cell(f"{trimmed(whole, digits=DIGITS)}%", detail)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A value of an index that somebody told, with where it stands."""

    which: int
    name: str
    words: str


def told_lines(found: Iterable[ToldValue]) -> list[ToldLine]:
    """The values of indexes that were told on this page."""
    return [
        ToldLine(
            one.pk,
            f"{one.series} {one.year}",
            _("{percent}%, {state}. {source}").format(
                percent=trimmed(float(one.percent), digits=DIGITS),
                state=_("definitief") if one.is_definitive else _("voorlopig"),
                source=one.source,
            ),
        )
        for one in found
    ]


def missing_words(basis: Basis) -> list[str]:
    """Which series have no value for which years, and what that means for the budget."""
    by_series: dict[str, list[int]] = {}
    for one in basis.missing:
        years = by_series.setdefault(one.series, [])
        if one.year not in years:
            years.append(one.year)
    return [
        _("De reeks ‘{series}’ heeft geen waarde voor {years}.").format(
            series=series, years=", ".join(str(year) for year in years)
        )
        for series, years in by_series.items()
    ]


def origins(counted: YearsBudget, *, names: Names) -> tuple[Origin, ...]:
    """Each year with its sources, their lines, and what each is made of."""
    return tuple(_origin(one, names=names) for one in counted.explanation.parts)


def _origin(one: Explained, *, names: Names) -> Origin:
    shown = {"source": names.sources, "line": names.lines}.get(one.kind, {}).get(one.text, _said(one))
    facts = (Fact(_("index"), f"{trimmed(one.inputs['index'], digits=DIGITS)}%"),) if "index" in one.inputs else ()
    parts = tuple(_origin(part, names=names) for part in one.parts if part.parts or part.value)
    return Origin("", shown, money(one.value or 0), facts=facts, parts=parts)


def _said(one: Explained) -> str:
    return {
        "year": _("Budget van {year}").format(year=one.key.removeprefix("budget.")),
        "base": _("kosten van het basisjaar"),
        "index": _("index sinds het basisjaar"),
        "volume": _("meer of minder te doen dan in het basisjaar"),
        "days": _("dagen waarop deze bron niet meedoet"),
    }.get(one.kind, one.text)


def years_book(basis: Basis, *, years: Sequence[int], names: Names) -> Book:
    """The same for a spreadsheet: a row per year and line with its parts, and the index of each source."""
    counted = count_years(basis, years=years) if basis.costs else None
    lines = [
        (
            int(year.key.removeprefix("budget.")),
            names.sources[source.text],
            names.lines[line.text],
            *((part.value or 0.0) for part in line.parts),
            line.value,
        )
        for year in (counted.explanation.parts if counted else ())
        for source in year.parts
        for line in source.parts
    ]
    index = [
        (names.sources[slug], one.year, one.provisional, one.definitive, float(budget_index(known, year=one.year)))
        for slug, known in basis.index.items()
        for one in known
    ]
    parts = (_("basis"), _("index"), _("volume"), _("dagen"), _("budget"))
    return Book(
        "wijkbudget-jaren",
        (
            SavedTable(_("Budget"), (_("jaar"), _("geldbron"), _("partij en product"), *parts), lines),
            SavedTable(
                _("Index"), (_("geldbron"), _("jaar"), _("voorlopig"), _("definitief"), _("index met correctie")), index
            ),
        ),
    )
