"""The names of what the controller's page counts by, its drill-down, its files, and how a forecast did; it asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waarde import BackTest
from wijkwaarde.instruments.area_budget.calculation import HUNDREDTHS
from wijkwaarde.instruments.area_budget.queries import Agreement
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.rules import Row, Wanted
from wijkwaarde.instruments.area_budget.terms import LAW, MONTH, PARTY, YEAR
from wijkwaarde.kernel.outlook.rules import Ends, Outcome
from wijkwaarde.kernel.outlook.terms import BY_RESULT, OTHER, PURSE
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.web import format as formats
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Cell as SavedCell
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.tables import Cell, Table, table


def euros(cents: float) -> str:
    """An amount of cents as whole euros."""
    return formats.euros(cents / HUNDREDTHS)


def product_name(found: Year, slug: str) -> str:
    """What a product is called, and small purses and what belongs to none."""
    if slug == PURSE:
        return _("Kleine beurs")
    return found.names.get(slug) or _("Geen product van het budget")


def party_name(found: Year, key: int) -> str:
    """What a party is called."""
    return found.parties.get(key) or _("Afspraken zonder aanbieder")


def law_name(key: str) -> str:
    """What a law is called."""
    law = bearers().get(key)
    return law.name(get_language() or "nl") if law else key or _("Nog geen wet")


def month_name(month: int) -> str:
    """What a month is called, from 1."""
    return formats.MONTHS[formats.language_of(get_language())][month - 1]


# --- Agreements by their number ---


def agreements_url(wanted: Wanted, *, year: int, as_file: bool = False) -> str:
    """The address of the agreements that somebody asks for."""
    asked = {YEAR: year, PARTY: wanted.party, LAW: wanted.law, MONTH: wanted.month}
    name = "area_budget_agreements" if wanted.product is None else "area_budget_product"
    address = reverse(f"{name}_file" if as_file else name, args=[wanted.product] if wanted.product else [])
    return f"{address}?{urlencode({key: value for key, value in asked.items() if value is not None})}"


def is_there(wanted: Wanted, *, found: Year) -> bool:
    """Whether a budget has what is asked for; small purses and what belongs to no product are one too."""
    return (
        wanted.product in {None, OTHER, PURSE, *found.names}
        and wanted.party in {None, 0, *found.parties}
        and wanted.law in {None, *(str(row.key) for row in found.by_law)}
    )


def heading_of(wanted: Wanted, *, found: Year) -> str:
    """What is asked for, in words."""
    parts = [
        "" if wanted.product is None else product_name(found, wanted.product),
        "" if wanted.party is None else party_name(found, wanted.party),
        "" if wanted.law is None else law_name(wanted.law),
        "" if wanted.month is None else formats.sentence(month_name(wanted.month)),
    ]
    return ", ".join(part for part in parts if part) or _("Alle afspraken")


def when_of(wanted: Wanted, *, year: int) -> str:
    """In which time an amount lies."""
    if wanted.month is None:
        return _("in {year}").format(year=year)
    return _("in {month}").format(month=month_name(wanted.month))


def agreements_table(rows: Sequence[Agreement], *, when: str) -> Table:
    """Agreements by their number."""
    numeric = (_("per maand"), when, _("uitgegeven"))
    words = (_("afgesproken"), _("loopt"))
    return table(
        caption=_("Afspraken"),
        first=_("afspraak"),
        words=words,
        numeric=numeric,
        rows=tuple((_name(one), (_agreed(one), _runs(one), *_amounts(one))) for one in rows),
    )


def _name(one: Agreement) -> Cell:
    """The number of an agreement, and of a result what is to be reached."""
    if one.result is None:
        return Cell(one.number)
    pk, what = one.result
    return Cell(what, url=reverse("result", args=[pk]))


def _agreed(one: Agreement) -> Cell:
    return Cell(formats.day(one.agreed_on), _table(one))


def _table(one: Agreement) -> str:
    told = {"phone": _("aan de telefoon"), "visit": _("thuis"), BY_RESULT: _("per resultaat")}
    return told.get(one.heard, _("aan tafel"))


def _runs(one: Agreement) -> str:
    return _("{begin} tot {until}").format(begin=formats.day(one.begin), until=formats.day(one.until))


def _amounts(one: Agreement) -> tuple[Cell, ...]:
    each = Cell(euros(one.per_month), _("per keer") if one.result else "")
    return each, Cell(euros(one.amount)), Cell(euros(one.spent))


def agreements_book(rows: Sequence[Agreement], *, when: str, name: str) -> Book:
    """The same as a file."""
    columns = (_("afspraak"), _("afgesproken"), _("waar"), _("begin"), _("tot"))
    each = (_("euro per maand"), _("euro per keer"))
    money = (*each, _("euro {when}").format(when=when), _("euro uitgegeven"))
    cells: list[tuple[SavedCell, ...]] = [
        (
            *(_name(one).text, one.agreed_on, _table(one), one.begin, one.until),
            *(None if bool(one.result) is is_month else one.per_month / HUNDREDTHS for is_month in (True, False)),
            *(amount / HUNDREDTHS for amount in (one.amount, one.spent)),
        )
        for one in rows
    ]
    return Book(name, (SavedTable(_("Afspraken"), (*columns, *money), cells),))


def figures_book(found: Year) -> Book:
    """All figures of the page as a file: by product, party and law, and by month."""
    money = (_("budget"), _("toegezegd"), _("uitgegeven"), _("nog vrij"))
    expected = (_("verwacht"), _("van"), _("tot"))
    divided = found.divided
    products = tuple(
        (product_name(found, str(row.key)), *_saved(row), *_saved_expected(found.forecast.get(str(row.key))))
        for row in found.by_product
    )
    parties = tuple(
        (party_name(found, int(row.key)), *_saved(row), *_saved_expected(divided.by_party.get(int(row.key))))
        for row in found.by_party
    )
    by_law = tuple(
        (law_name(str(row.key)), *_saved(row), *_saved_expected(divided.by_law.get(str(row.key))))
        for row in found.by_law
    )
    months = zip(found.made.by_month, found.committed_by_month, found.spent_by_month, strict=True)
    by_month: list[tuple[SavedCell, ...]] = [
        (place, *(amount / HUNDREDTHS for amount in those), *_saved_expected(divided.by_month[place - 1]))
        for place, those in enumerate(months, start=1)
    ]
    return Book(
        f"wijkbudget-{found.year}",
        (
            SavedTable(_("Per product"), (_("product"), *money, *expected), products),
            SavedTable(_("Per aanbieder"), (_("aanbieder"), *money, *expected), parties),
            SavedTable(_("Per wet"), (_("wet"), *money, *expected), by_law),
            SavedTable(_("Per maand"), (_("maand"), *money[:3], *expected), by_month),
        ),
    )


def _saved(row: Row) -> tuple[SavedCell, ...]:
    return tuple(amount / HUNDREDTHS for amount in (row.budget, row.committed, row.spent, row.left))


def _saved_expected(known: Outcome | Ends | None) -> tuple[SavedCell, ...]:
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
