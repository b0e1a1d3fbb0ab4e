"""The controller's page in words, tables and a picture; it counts nothing and asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wijkwaarde.instruments.area_budget.calculation import HUNDREDTHS
from wijkwaarde.instruments.area_budget.overview import (
    BUDGET,
    COMMITTED,
    EXPECTED,
    LEFT,
    SPENT,
    anchor,
    origins_of,
)
from wijkwaarde.instruments.area_budget.queries import Agreement
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.report import (
    agreements_table,
    agreements_url,
    euros,
    heading_of,
    law_name,
    month_name,
    party_name,
    product_name,
    when_of,
)
from wijkwaarde.instruments.area_budget.rules import Change, Row, Wanted
from wijkwaarde.instruments.area_budget.terms import YEAR, Figure, Warned
from wijkwaarde.kernel.outlook.calculation import MONTHS
from wijkwaarde.kernel.outlook.rules import Ends, Outcome
from wijkwaarde.kernel.outlook.terms import PURSE
from wijkwaarde.web import format as formats
from wijkwaarde.web.budgets.years import Origin
from wijkwaarde.web.charts import Filling, Picture, band
from wijkwaarde.web.listing import Paging
from wijkwaarde.web.tables import Cell, Table, table

MILLION = 1_000_000
SHORT = {"maart": "mrt"}
# Who has no part in what is expected.
NOTHING = Ends(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure at the top of the page, with what it means, and the place where it says where it comes from."""

    name: str
    text: str
    detail: str
    origin: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of the page."""

    year: int
    years: tuple[Cell, ...]
    warning: str
    tone: str
    watch: tuple[str, ...]
    is_known: bool
    facts: tuple[Fact, ...]
    change: str
    picture: Picture
    updated: str
    months: Table
    tables: tuple[Table, ...]
    origins: tuple[Origin, ...]
    query: str


def page_of(found: Year) -> Page:
    """The page of a year."""
    return Page(
        year=found.year,
        years=tuple(Cell(str(one), url=_here(one)) for one in found.years),
        warning=_warning(found),
        tone="success" if found.over_since is None and found.warned is Warned.FINE else "warning",
        watch=_watch(found),
        is_known=found.is_known,
        facts=_facts(found),
        change=_change(found.change, found=found),
        picture=_picture(found),
        updated=_updated(found),
        months=_months(found),
        tables=_tables(found),
        origins=origins_of(found),
        query=urlencode({YEAR: found.year}),
    )


def _here(year: int) -> str:
    return f"{reverse('area_budget')}?{urlencode({YEAR: year})}"


def _warning(found: Year) -> str:
    """How the year ends, with what is left then; and since when more is promised than there is."""
    if found.is_known:
        left = found.total.budget - found.forecast[""].total
        text = (
            _("Het jaar is voorbij. Er is {amount} over.")
            if left >= 0
            else _("Het jaar is voorbij. Er is {amount} te weinig.")
        )
        return text.format(amount=euros(abs(left)))
    end = {
        Warned.FINE: _("Het jaar blijft naar verwachting binnen het budget."),
        Warned.MAY: _("Het jaar blijft waarschijnlijk binnen het budget. Zeker is dat niet."),
        Warned.LIKELY: _("Het jaar wordt waarschijnlijk duurder dan het budget."),
        Warned.SURE: _("Het jaar wordt bijna zeker duurder dan het budget."),
    }[found.warned]
    texts = [end, _at_the_end(found)]
    if found.over_since is not None:
        text = _("Er is {amount} meer uitgegeven en toegezegd dan er is, sinds {day}.")
        texts.append(text.format(amount=euros(-found.total.left), day=formats.day(found.over_since)))
    if found.over_since is not None or found.warned in {Warned.LIKELY, Warned.SURE}:
        texts.append(_("De hulp gaat door; praat erover."))
    return " ".join(texts)


def _at_the_end(found: Year) -> str:
    """What is left of the budget at the end of the year, from the least to the most."""
    known, budget = found.forecast[""], found.total.budget
    least, most = budget - known.high, budget - known.low
    if least == most:
        text = _("Aan het eind is {amount} over.") if most >= 0 else _("Aan het eind is er {amount} te weinig.")
        return text.format(amount=euros(abs(most)))
    if least >= 0:
        text = _("Aan het eind is er waarschijnlijk tussen {least} en {most} over.")
    elif most <= 0:
        text, least, most = _("Aan het eind is er waarschijnlijk tussen {least} en {most} te weinig."), -most, -least
    else:
        text, least = _("Aan het eind ligt het waarschijnlijk tussen {least} te weinig en {most} over."), -least
    return text.format(least=euros(least), most=euros(most))


def _watch(found: Year) -> tuple[str, ...]:
    """The products that probably cost more than their budget, the one that is most over it first."""
    text = _("{product}: verwacht {expected}, budget {budget}")
    if found.is_known:
        text = _("{product}: gebruikt {expected}, budget {budget}")
    return tuple(
        text.format(product=product_name(found, str(row.key)), expected=euros(expected), budget=euros(row.budget))
        for row, expected in found.over_budget
    )


def _facts(found: Year) -> tuple[Fact, ...]:
    total, expected = found.total, found.forecast[""]
    left = _("niet uitgegeven en niet toegezegd: nieuwe plannen komen hier nog af")
    sure = _between(expected)
    if found.is_known:
        left, sure = _("niet uitgegeven"), _("er komt niets meer bij")
    return (
        Fact(_("Budget"), euros(total.budget), _missing(found), anchor(BUDGET)),
        Fact(
            _("Toegezegd"),
            euros(total.committed),
            _("in plannen en per resultaat afgesproken, het hele jaar"),
            anchor(COMMITTED),
        ),
        Fact(_("Uitgegeven"), euros(total.spent), _("door aanbieders opgegeven, en uit kleine beurzen"), anchor(SPENT)),
        Fact(_("Nog vrij"), euros(total.left), left, anchor(LEFT)),
        Fact(_("Verwacht"), euros(expected.total), sure, anchor(EXPECTED)),
    )


def _missing(found: Year) -> str:
    if not found.made.missing:
        return _("na index en volume")
    names = ", ".join(sorted({one.series for one in found.made.missing}))
    return _("zonder de index van {names}, die is nog niet bekend").format(names=names)


def _between(known: Outcome) -> str:
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
    }[change.figure].format(product=product_name(found, change.product))
    text = _("Dit veranderde het meest sinds {day}: {figure} ging van {was} naar {now}.")
    day, was, now = formats.day(change.since), euros(change.was), euros(change.now)
    return text.format(day=day, figure=figure[:1].lower() + figure[1:], was=was, now=now)


def _updated(found: Year) -> str:
    made = found.outlook.made_at
    text = _("De verwachting is gemaakt met alles wat tot {day} bekend was. Bijgewerkt op {when} om {time}.")
    if made is None:
        return _("De verwachting is zojuist gemaakt, met alles wat tot {day} bekend was.").format(
            day=formats.day(found.outlook.told_until)
        )
    here = localtime(made)
    if found.outlook.outcomes_now != found.outlook.outcomes:
        text = f"{text} {_('Sindsdien kwam er meer binnen dan verwacht. Dat telt al mee.')}"
    return text.format(
        day=formats.day(found.outlook.told_until), when=formats.day(here.date()), time=here.strftime("%H:%M")
    )


def _short_months() -> tuple[str, ...]:
    names = formats.MONTHS[formats.language_of(get_language())]
    return tuple(SHORT.get(name, name[:3]) for name in names)


def _picture(found: Year) -> Picture:
    spent = _cumulative(found.spent_by_month)
    known = min(found.ended_months, MONTHS)
    expected = found.forecast[""]
    here = spent[known - 1] if known else 0.0
    until = found.divided.until_month
    filling = Filling(
        filled=tuple(amount / HUNDREDTHS if place < known else None for place, amount in enumerate(spent)),
        expected=_towards([one.total for one in until], begin=here, known=known),
        low=_towards([one.low for one in until], begin=here, known=known),
        high=_towards([one.high for one in until], begin=here, known=known),
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
    return band(filling, moments=moments, names=names, said=_on_axis, key="jaar", title=title, description=description)


def _on_axis(amount: float) -> str:
    """An amount beside a picture, where there is little room."""
    if abs(amount) < MILLION:
        return formats.euros(amount)
    return _("€ {amount} mln").format(amount=formats.trimmed(amount / MILLION))


def _cumulative(months: Sequence[int]) -> list[int]:
    return [sum(months[: place + 1]) for place in range(len(months))]


def _towards(until: Sequence[int], *, begin: float, known: int) -> tuple[float | None, ...]:
    """The way from the last month that is known to the end of the year, as each month is expected."""
    if known >= MONTHS:
        return (None,) * MONTHS
    way: list[float | None] = [amount / HUNDREDTHS if place >= known else None for place, amount in enumerate(until)]
    if known:
        way[known - 1] = begin / HUNDREDTHS
    return tuple(way)


def _months(found: Year) -> Table:
    rows = tuple(
        (
            Cell(formats.sentence(month_name(place + 1)), url=agreements_url(Wanted(month=place + 1), year=found.year)),
            (*_euros(amounts), _expected(found.divided.by_month[place])),
        )
        for place, amounts in enumerate(
            zip(found.made.by_month, found.committed_by_month, found.spent_by_month, strict=True)
        )
    )
    sums = (sum(found.made.by_month), sum(found.committed_by_month), sum(found.spent_by_month))
    total = (_("Samen"), (*_euros(sums), _expected(found.forecast[""])))
    numeric = (_("budget"), _("toegezegd"), _("uitgegeven"), _("verwacht"))
    return table(caption=_("Per maand"), first=_("maand"), numeric=numeric, rows=rows, total=total)


def _tables(found: Year) -> tuple[Table, ...]:
    products = [(_link(found, row), row, found.forecast.get(str(row.key))) for row in found.by_product]
    parties = [(_party(found, row), row, found.divided.by_party.get(int(row.key), NOTHING)) for row in found.by_party]
    laws = [(_law(found, row), row, found.divided.by_law.get(str(row.key), NOTHING)) for row in found.by_law]
    return (
        _figures(products, found=found, caption=_("Per product"), first=_("product")),
        _figures(parties, found=found, caption=_("Per aanbieder"), first=_("aanbieder")),
        _figures(laws, found=found, caption=_("Per wet"), first=_("wet")),
    )


def _figures(
    each: Sequence[tuple[Cell, Row, Outcome | Ends | None]], *, found: Year, caption: str, first: str
) -> Table:
    """All figures of what the page counts by, with the whole under them."""
    rows = tuple((name, (*_cells(row), _expected(known))) for name, row, known in each)
    total = (_("Samen"), (*_cells(found.total), _expected(found.forecast[""])))
    numeric = (_("budget"), _("toegezegd"), _("uitgegeven"), _("nog vrij"), _("verwacht"))
    return table(caption=caption, first=first, numeric=numeric, rows=rows, total=total)


def _party(found: Year, row: Row) -> Cell:
    key = int(row.key)
    return Cell(party_name(found, key), url=agreements_url(Wanted(party=key), year=found.year))


def _law(found: Year, row: Row) -> Cell:
    key = str(row.key)
    return Cell(law_name(key), url=agreements_url(Wanted(law=key), year=found.year) if key else "")


def _cells(row: Row) -> tuple[Cell | str, ...]:
    return _euros((row.budget, row.committed, row.spent, row.left))


def _euros(amounts: Sequence[int]) -> tuple[Cell | str, ...]:
    return tuple(euros(one) for one in amounts)


def _expected(known: Outcome | Ends | None) -> Cell:
    if known is None:
        return Cell(_("onbekend"))
    if known.low == known.high:  # it is all in: no way from one to the other
        return Cell(euros(known.total))
    return Cell(euros(known.total), _("{low} – {high}").format(low=euros(known.low), high=euros(known.high)))


def _link(found: Year, row: Row) -> Cell:
    slug = str(row.key)
    return Cell(product_name(found, slug), url=agreements_url(Wanted(product=slug), year=found.year))


def listed(rows: Sequence[Agreement], *, wanted: Wanted, found: Year, turned: Paging) -> dict[str, Any]:
    """A page of agreements."""
    return {
        "name": heading_of(wanted, found=found),
        "year": found.year,
        "table": agreements_table(rows, when=when_of(wanted, year=found.year)),
        "paging": turned,
        "file": agreements_url(wanted, year=found.year, as_file=True),
        "is_purse": wanted.product == PURSE,
    }
