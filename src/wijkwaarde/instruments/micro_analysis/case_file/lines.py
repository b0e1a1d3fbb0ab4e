"""Reads the lines of a situation: what, price, how often, for whom, whose hours, and what was confirmed."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from waarde import Band, FirstYear, Frequency, HelpSource, Hours, HoursKind, Line, PriceItem, Use, counted, use_of_band
from wijkwaarde.instruments.micro_analysis.case_file.book import Book, bearer_in, price_named
from wijkwaarde.instruments.micro_analysis.case_file.table import Table
from wijkwaarde.instruments.micro_analysis.from_plan import turned_out
from wijkwaarde.instruments.micro_analysis.rules import LineTurned
from wijkwaarde.instruments.micro_analysis.terms import Turned
from wijkwaarde.kernel.errors import Problem

USE_KEYS = ("quantity", "frequency", "periods", "from", "to", "band")
LINE_KEYS = (
    "what", "price", *USE_KEYS, "steps", "who", "source", "for", "bearer", "beneficiary", "hours",
)  # fmt: skip
PLAN_LINE_KEYS = (*LINE_KEYS, "realised")
NOTHING_LINE_KEYS = tuple(key for key in LINE_KEYS if key != "hours")
HOURS_KEYS = ("who", "kind", *USE_KEYS[:-1])


def read_line(table: Table, *, book: Book, start: date | None, keys: tuple[str, ...] = LINE_KEYS) -> Line:
    """One [[...line]] of a situation or a risk."""
    if "hours" in table.data and "hours" not in keys:
        remedy = _("Zet de uren bij de situatie waarin ze gegeven worden, of haal ze weg.")
        raise table.wrong("hours", expected=_("uren alleen bij now, solution of realised."), remedy=remedy)
    table.check_keys(keys)
    name = table.needed_text("what", expected=_("wat er gebeurt, in een paar woorden."))
    price = price_named(book, table=table, key="price")
    with table.telling():
        return Line(
            name,
            price,
            read_uses(table, price=price, book=book, start=start),
            bearer=bearer_in(table, "bearer", book=book),
            beneficiary=bearer_in(table, "beneficiary", book=book),
            person=table.text("for"),
            doer=table.text("who"),
            source=table.term("source", HelpSource),
            hours=tuple(read_hours(one, start=start) for one in table.tables("hours")),
        )


def read_uses(table: Table, *, price: PriceItem | None, book: Book, start: date | None) -> tuple[Use, ...]:
    """The uses of a line: one in the line itself, or several in `steps`."""
    steps = table.tables("steps")
    if steps:
        for key in filter(table.data.__contains__, USE_KEYS):
            remedy = _("Zet het in een van de stappen, of haal 'steps' weg.")
            raise table.wrong(key, expected=_("geen '{key}' naast 'steps'.").format(key=key), remedy=remedy)
        for step in steps:
            step.check_keys(USE_KEYS)
        found = [read_use(step, price=price, book=book, start=start) for step in steps]
        return tuple(use for use in found if use)
    use = read_use(table, price=price, book=book, start=start)
    return (use,) if use else ()


def read_use(table: Table, *, price: PriceItem | None, book: Book | None, start: date | None) -> Use | None:
    """A quantity and how often, or a band; None where neither stands."""
    quantity, frequency = table.number("quantity"), table.term("frequency", Frequency)
    if quantity is None and frequency is None and "band" not in table.data:
        return None
    with table.telling():
        use = _banded(table, price=price, book=book) if "band" in table.data else _counted(table)
        counted(use, year=FirstYear(start))
    return use


def _counted(table: Table) -> Use:
    quantity, frequency = table.number("quantity"), table.term("frequency", Frequency)
    if quantity is None:
        raise table.missing("quantity", expected=_("hoeveel, als getal."))
    if frequency is None:
        raise table.missing("frequency", expected=_('hoe vaak, zoals "week", "once" of "in-total".'))
    return Use(quantity, frequency, table.number("periods"), table.day("from"), table.day("to"))


def _banded(table: Table, *, price: PriceItem | None, book: Book | None) -> Use:
    band = table.term("band", Band)
    if band is None or price is None or book is None:
        remedy = _("Kies een prijs, of haal de band weg.")
        raise table.wrong("band", expected=_("een band alleen naast een prijs."), remedy=remedy)
    for key in filter(table.data.__contains__, ("quantity", "frequency")):
        remedy = _("Haal een van de twee weg.")
        raise table.wrong(key, expected=_("geen '{key}' naast 'band'.").format(key=key), remedy=remedy)
    periods, begin, end = table.number("periods"), table.day("from"), table.day("to")
    return use_of_band(band, price=price, norms=book.norms, periods=periods, begin=begin, end=end)


def read_hours(table: Table, *, start: date | None) -> Hours:
    """Unpaid hours: whose, of which kind, and how many; without a quantity they are not known."""
    table.check_keys(HOURS_KEYS)
    kind = table.term("kind", HoursKind)
    if kind is None:
        raise table.missing("kind", expected=_('van wie, zoals "own-network" of "volunteer".'))
    who = table.needed_text("who", expected=_("wie de uren geeft."))
    with table.telling():
        return Hours(who, kind, read_use(table, price=None, book=None, start=start))


def confirmed(table: Table, line: Line) -> Line | None:
    """A line of the plan as it turned out: `realised` is a total, or true for 'as planned'; None if not there."""
    if "realised" not in table.data:
        return None
    if table.data["realised"] is True:
        return turned_out(line, how=LineTurned(turned=Turned.AS_AGREED))
    if table.data["realised"] is False:
        raise table.wrong("realised", expected=_as_agreed(), remedy=_("Gebeurde het niet? Schrijf dan: realised = 0."))
    total = table.number("realised")
    if total is None or line.price is None:
        raise _nothing_to_count(table)
    if total == 0:
        return turned_out(line, how=LineTurned(turned=Turned.NOT))
    once = all(use.frequency is Frequency.ONCE for use in line.uses)
    if not once and any(use.frequency is Frequency.ONCE for use in line.uses):
        raise table.wrong(
            "realised",
            expected=_("true: een deel van deze regel is eenmalig en een deel niet."),
            remedy=_("Schrijf realised = 0, en zet wat er gebeurde bij elk deel in een eigen [[realised.line]]."),
        )
    with table.telling():
        return turned_out(line, how=LineTurned(turned=Turned.OTHER, total=total))


def _as_agreed() -> str:
    return _("true (zoals afgesproken), of een getal: hoeveel het er waren.")


def _nothing_to_count(table: Table) -> Problem:
    return table.wrong(
        "realised",
        expected=_as_agreed(),
        remedy=_("Een regel zonder prijs bevestig je met: realised = true."),
    )
