"""The controller's page in words, tables and a picture; it counts nothing and asks nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waarde import BackTest
from wijkwaarde.instruments.area_budget.calculation import HUNDREDTHS, MONTHS
from wijkwaarde.instruments.area_budget.queries import Agreement
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.rules import Change, Known, Row
from wijkwaarde.instruments.area_budget.terms import OTHER, Figure, Warned
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.web import format as formats
from wijkwaarde.web.charts import Filling, Picture, band
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Cell as SavedCell
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.tables import Cell, Table, table

YEAR = "jaar"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure at the top of the page, with what it means."""

    name: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All of the page."""

    year: int
    years: tuple[Cell, ...]
    warning: str
    tone: str
    facts: tuple[Fact, ...]
    change: str
    picture: Picture
    months: Table
    tables: tuple[Table, ...]
    query: str


def page_of(found: Year) -> Page:
    """The page of a year."""
    return Page(
        year=found.year,
        years=tuple(Cell(str(one), url=_here(one)) for one in found.years),
        warning=_warning(found),
        tone="success" if found.over_since is None and found.warned is Warned.FINE else "warning",
        facts=_facts(found),
        change=_change(found.change, found=found),
        picture=_picture(found),
        months=_months(found),
        tables=_tables(found),
        query=urlencode({YEAR: found.year}),
    )


def _here(year: int) -> str:
    return f"{reverse('area_budget')}?{urlencode({YEAR: year})}"


def euros(cents: float) -> str:
    """An amount of cents as whole euros."""
    return formats.euros(cents / HUNDREDTHS)


def _warning(found: Year) -> str:
    if found.over_since is not None:
        text = _("Er is {amount} meer uitgegeven en toegezegd dan er is, sinds {day}. De hulp gaat door; praat erover.")
        return text.format(amount=euros(-found.total.left), day=formats.day(found.over_since))
    return {
        Warned.FINE: _("Het jaar blijft naar verwachting binnen het budget."),
        Warned.MAY: _("Het jaar blijft waarschijnlijk binnen het budget. Zeker is dat niet."),
        Warned.LIKELY: _("Het jaar wordt waarschijnlijk duurder dan het budget. De hulp gaat door; praat erover."),
        Warned.SURE: _("Het jaar wordt bijna zeker duurder dan het budget. De hulp gaat door; praat erover."),
    }[found.warned]


def _facts(found: Year) -> tuple[Fact, ...]:
    total, expected = found.total, found.forecast[""]
    left = _("budget min uitgegeven, min wat vanaf deze maand is toegezegd")
    return (
        Fact(_("Budget"), euros(total.budget), _missing(found)),
        Fact(_("Toegezegd"), euros(total.committed), _("in afgesproken plannen, het hele jaar")),
        Fact(_("Uitgegeven"), euros(total.spent), _("door aanbieders opgegeven")),
        Fact(_("Over"), euros(total.left), left),
        Fact(_("Verwacht"), euros(expected.total), _between(expected)),
    )


def _missing(found: Year) -> str:
    if not found.made.missing:
        return _("na index en volume")
    names = ", ".join(sorted({one.series for one in found.made.missing}))
    return _("zonder de index van {names}, die is nog niet bekend").format(names=names)


def _between(known: Known) -> str:
    text = _("met 80% kans tussen {low} en {high}")
    return text.format(low=euros(known.low), high=euros(known.high))


def _change(change: Change | None, *, found: Year) -> str:
    if change is None:
        return ""
    figure = {
        Figure.BUDGET: _("Het budget van {product}"),
        Figure.COMMITTED: _("Wat is toegezegd voor {product}"),
        Figure.SPENT: _("Wat is uitgegeven aan {product}"),
        Figure.EXPECTED: _("Wat we verwachten van {product}"),
    }[change.figure].format(product=_product(found, change.product))
    text = _("Dit veranderde het meest sinds {day}: {figure} ging van {was} naar {now}.")
    day, was, now = formats.day(change.since), euros(change.was), euros(change.now)
    return text.format(day=day, figure=figure[:1].lower() + figure[1:], was=was, now=now)


def _product(found: Year, slug: str) -> str:
    return found.names.get(slug) or _("Geen product van het budget")


def _short_months() -> tuple[str, ...]:
    names = formats.MONTHS[formats.language_of(get_language())]
    return tuple(name[:3] for name in names)


def _picture(found: Year) -> Picture:
    spent = _cumulative(found.spent_by_month)
    known = min(found.ended_months, MONTHS)
    expected = found.forecast[""]
    here = spent[known - 1] if known else 0.0
    filling = Filling(
        filled=tuple(amount / HUNDREDTHS if place < known else None for place, amount in enumerate(spent)),
        expected=_towards(expected.total, begin=here, known=known),
        low=_towards(expected.low, begin=here, known=known),
        high=_towards(expected.high, begin=here, known=known),
        limit=(found.total.budget / HUNDREDTHS,) * MONTHS,
    )
    title = _("Uitgegeven en verwacht in {year}").format(year=found.year)
    text = _(
        "Uitgegeven tot nu toe: {spent}. Verwacht aan het eind van het jaar: {expected}, {between}. Budget: {budget}."
    )
    description = text.format(
        spent=euros(here),
        expected=euros(expected.total),
        between=_between(expected),
        budget=euros(found.total.budget),
    )
    names = (_("uitgegeven"), _("verwacht"), _("budget"), _("80% kans"))
    moments = _short_months()
    return band(filling, moments=moments, names=names, key="jaar", title=title, description=description)


def _cumulative(months: Sequence[int]) -> list[int]:
    return [sum(months[: place + 1]) for place in range(len(months))]


def _towards(end: int, *, begin: float, known: int) -> tuple[float | None, ...]:
    """A straight way from the last month that is known to the end of the year."""
    steps = MONTHS - known
    first = max(known - 1, 0)
    way = [(begin + (end - begin) * (place + 1 - known) / max(steps, 1)) / HUNDREDTHS for place in range(MONTHS)]
    return tuple(amount if place >= first and steps else None for place, amount in enumerate(way))


def _months(found: Year) -> Table:
    names = formats.MONTHS[formats.language_of(get_language())]
    made, committed, spent = found.made.by_month, found.committed_by_month, found.spent_by_month
    rows = tuple(
        (formats.sentence(name), (euros(made[place]), euros(committed[place]), euros(spent[place])))
        for place, name in enumerate(names)
    )
    total = (_("Samen"), (euros(sum(made)), euros(sum(committed)), euros(sum(spent))))
    numeric = (_("budget"), _("toegezegd"), _("uitgegeven"))
    return table(caption=_("Per maand"), first=_("maand"), numeric=numeric, rows=rows, total=total)


def _tables(found: Year) -> tuple[Table, ...]:
    language = get_language() or "nl"
    laws = bearers()
    return (
        _by_product(found),
        _by(found.by_party, caption=_("Per aanbieder"), first=_("aanbieder"), name=lambda key: _party(found, int(key))),
        _by(
            found.by_law,
            caption=_("Per wet"),
            first=_("wet"),
            name=lambda key: laws[str(key)].name(language) if key in laws else str(key),
        ),
    )


def _party(found: Year, key: int) -> str:
    return found.parties.get(key) or _("Nog geen aanbieder")


def _cells(row: Row) -> tuple[Cell | str, ...]:
    return euros(row.budget), euros(row.committed), euros(row.spent), euros(row.left)


def _by(rows: Sequence[Row], *, caption: str, first: str, name: Callable[[str | int], str]) -> Table:
    numeric = (_("budget"), _("toegezegd"), _("uitgegeven"), _("over"))
    return table(
        caption=caption, first=first, numeric=numeric, rows=tuple((name(row.key), _cells(row)) for row in rows)
    )


def _by_product(found: Year) -> Table:
    numeric = (_("budget"), _("toegezegd"), _("uitgegeven"), _("over"), _("verwacht"))
    rows = tuple(
        (_link(found, str(row.key)), (*_cells(row), _expected(found, str(row.key)))) for row in found.by_product
    )
    total = (_("Samen"), (*_cells(found.total), _expected(found, "")))
    return table(caption=_("Per product"), first=_("product"), numeric=numeric, rows=rows, total=total)


def _expected(found: Year, product: str) -> Cell:
    known = found.forecast.get(product)
    if known is None:
        return Cell(_("onbekend"))
    return Cell(euros(known.total), _("{low} – {high}").format(low=euros(known.low), high=euros(known.high)))


def _link(found: Year, slug: str) -> Cell:
    return Cell(
        _product(found, slug), url=f"{reverse('area_budget_product', args=[slug])}?{urlencode({YEAR: found.year})}"
    )


# --- One product ---


def is_product(found: Year, slug: str) -> bool:
    """Whether a budget has this product; what belongs to none is one too."""
    return slug in found.names or slug == OTHER


def product_name(found: Year, slug: str) -> str:
    """What a product is called."""
    return _product(found, slug)


def agreements_table(rows: Sequence[Agreement], *, year: int) -> Table:
    """Agreements by their number."""
    numeric = (_("per maand"), _("in {year}").format(year=year), _("uitgegeven"))
    words = (_("afgesproken"), _("loopt"))
    return table(
        caption=_("Afspraken"),
        first=_("nummer"),
        words=words,
        numeric=numeric,
        rows=tuple((one.number, (_agreed(one), _runs(one), *_amounts(one))) for one in rows),
    )


def _agreed(one: Agreement) -> Cell:
    return Cell(formats.day(one.agreed_on), _table(one))


def _table(one: Agreement) -> str:
    return {"phone": _("aan de telefoon"), "visit": _("thuis")}.get(one.heard, _("aan tafel"))


def _runs(one: Agreement) -> str:
    return _("{begin} tot {until}").format(begin=formats.day(one.begin), until=formats.day(one.until))


def _amounts(one: Agreement) -> tuple[str, str, str]:
    return euros(one.per_month), euros(one.this_year), euros(one.spent)


def agreements_book(rows: Sequence[Agreement], *, year: int, product: str) -> Book:
    """The same as a file."""
    columns = (_("nummer"), _("afgesproken"), _("waar"), _("begin"), _("tot"))
    money = (_("euro per maand"), _("euro in {year}").format(year=year), _("euro uitgegeven"))
    cells: list[tuple[SavedCell, ...]] = [
        (
            *(one.number, one.agreed_on, _table(one), one.begin, one.until),
            *(amount / HUNDREDTHS for amount in (one.per_month, one.this_year, one.spent)),
        )
        for one in rows
    ]
    return Book(f"wijkbudget-{year}-{product}", (SavedTable(_("Afspraken"), (*columns, *money), cells),))


def figures_book(found: Year) -> Book:
    """All figures of the page as a file: by product, party and law, and by month."""
    language, laws = get_language() or "nl", bearers()
    money = (_("budget"), _("toegezegd"), _("uitgegeven"), _("over"))
    expected = (_("verwacht"), _("van"), _("tot"))
    products = tuple(
        (_product(found, str(row.key)), *_saved(row), *_saved_expected(found.forecast.get(str(row.key))))
        for row in found.by_product
    )
    parties = tuple((_party(found, int(row.key)), *_saved(row)) for row in found.by_party)
    by_law = tuple(
        (laws[str(row.key)].name(language) if row.key in laws else str(row.key), *_saved(row)) for row in found.by_law
    )
    months = zip(found.made.by_month, found.committed_by_month, found.spent_by_month, strict=True)
    by_month: list[tuple[SavedCell, ...]] = [
        (place, *(amount / HUNDREDTHS for amount in those)) for place, those in enumerate(months, start=1)
    ]
    return Book(
        f"wijkbudget-{found.year}",
        (
            SavedTable(_("Per product"), (_("product"), *money, *expected), products),
            SavedTable(_("Per aanbieder"), (_("aanbieder"), *money), parties),
            SavedTable(_("Per wet"), (_("wet"), *money), by_law),
            SavedTable(_("Per maand"), (_("maand"), *money[:3]), by_month),
        ),
    )


def _saved(row: Row) -> tuple[SavedCell, ...]:
    return tuple(amount / HUNDREDTHS for amount in (row.budget, row.committed, row.spent, row.left))


def _saved_expected(known: Known | None) -> tuple[SavedCell, ...]:
    if known is None:
        return (None, None, None)
    return known.total / HUNDREDTHS, known.low / HUNDREDTHS, known.high / HUNDREDTHS


# --- How the forecast did ---


def looked_back_table(found: BackTest) -> Table:
    """What was expected at the end of each month of the year before, beside how it ended."""
    names = formats.MONTHS[formats.language_of(get_language())]
    numeric = (_("verwacht"), _("ernaast"))
    rows = tuple(
        (
            formats.sentence(names[one.month - 1]),
            (
                _("ja") if one.covered else _("nee"),
                Cell(
                    formats.euros(one.expected.total),
                    _("{low} – {high}").format(
                        low=formats.euros(one.expected.low), high=formats.euros(one.expected.high)
                    ),
                ),
                formats.percent(one.error),
            ),
        )
        for one in found.tried
    )
    return table(
        caption=_("Verwacht aan het eind van elke maand"),
        first=_("maand"),
        words=(_("einde erin"),),
        numeric=numeric,
        rows=rows,
    )
