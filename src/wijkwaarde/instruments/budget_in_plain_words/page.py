"""A published year in words for everybody: sentences, tables and a file; it decides nothing and reads nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkwaarde.instruments.budget_in_plain_words.figures import Figures, Went
from wijkwaarde.instruments.budget_in_plain_words.queries import Released
from wijkwaarde.web import format as formats
from wijkwaarde.web.charts import Bar, Picture, bars
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as BookTable
from wijkwaarde.web.tables import Cell, Table, table

COLOUR = "#0c505b"


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What the page consists of."""

    title: str
    lead: str
    left: str
    sure: tuple[str, ...]
    picture: Picture | None
    came: Table
    went: Table
    fund: tuple[str, ...]
    fund_words: str
    words: str
    about: tuple[str, ...]
    shared: Table | None


def page_of(one: Released) -> PlainPage:
    """The page of what was published."""
    figures = one.figures
    return PlainPage(
        _("Het geld van {area} in {year}").format(area=one.area_name, year=figures.year),
        lead_of(figures),
        left_of(figures),
        sure_of(figures),
        _picture(figures),
        came_table(figures),
        went_table(figures),
        fund_of(figures),
        one.fund_words,
        one.words,
        about_of(figures),
        shared_table(figures),
    )


def lead_of(figures: Figures) -> str:
    """What came in and what was used, in one breath."""
    came, went = formats.euros(figures.came_total), formats.euros(figures.went_total)
    if figures.is_final:
        return _("In {year} was er {came} voor hulp in de wijk. Daarvan is {went} gebruikt.").format(
            year=figures.year, came=came, went=went
        )
    return _("In {year} is er {came} voor hulp in de wijk. Tot en met {day} is {went} gebruikt.").format(
        year=figures.year, came=came, went=went, day=formats.day(figures.until)
    )


def left_of(figures: Figures) -> str:
    """What is left, or what is short."""
    amount = formats.euros(abs(figures.left))
    if figures.left < 0:
        return _("Er is {amount} meer gebruikt dan er was. De hulp gaat gewoon door.").format(amount=amount)
    if figures.is_final:
        return _("Er is {amount} over.").format(amount=amount)
    return _("Er is nu nog {amount}. Daarvan betalen we de hulp tot het einde van het jaar.").format(amount=amount)


def sure_of(figures: Figures) -> tuple[str, ...]:
    """How sure it is, in words."""
    sure = figures.sure
    if not figures.went_total:
        return (_("Er zijn nog geen rekeningen. Hoe het afloopt, weten we dus nog niet."),)
    if figures.is_final and sure.low == sure.high:
        return (_("Dit is zeker. Alle rekeningen zijn binnen."),)
    first = _("Er komen nog late rekeningen.") if figures.is_final else _("Het jaar is nog niet klaar.")
    return (
        first,
        _("We denken dat er aan het eind {amount}.").format(amount=_over(sure.left)),
        _between(sure.low, sure.high),
        _("Zo’n schatting klopt ongeveer acht van de tien keer."),
    )


def _between(low: int, high: int) -> str:
    """From where to where it comes out, in one sentence."""
    if low >= 0:
        text = _("Helemaal zeker is dat niet. Waarschijnlijk is er tussen {low} en {high} over.")
    elif high <= 0:
        text, low, high = (
            _("Helemaal zeker is dat niet. Waarschijnlijk is er tussen {low} en {high} te weinig."),
            high,
            low,
        )
    else:
        text = _("Helemaal zeker is dat niet. Het kan {low} te weinig zijn, of juist {high} over.")
    return text.format(low=formats.euros(abs(low)), high=formats.euros(abs(high)))


def _over(euros: int) -> str:
    if euros < 0:
        return _("{amount} te weinig is").format(amount=formats.euros(-euros))
    return _("{amount} over is").format(amount=formats.euros(euros))


def came_table(figures: Figures) -> Table:
    """What came in, by source of money."""
    return table(
        caption=_("Dit kwam erin"),
        first=_("van"),
        numeric=(_("bedrag"),),
        rows=tuple((one.name, (formats.euros(one.euros),)) for one in figures.came),
        total=(_("samen"), (formats.euros(figures.came_total),)),
    )


def went_table(figures: Figures) -> Table:
    """What it went to, by product."""
    return table(
        caption=_("Hier ging het heen"),
        first=_("soort hulp"),
        numeric=(_("bedrag"),),
        rows=tuple((_product(one), (formats.euros(one.euros),)) for one in figures.went),
        total=(_("samen"), (formats.euros(figures.went_total),)),
    )


def _product(one: Went) -> Cell:
    if not one.name:
        return Cell(_("andere hulp"), _("kleine soorten hulp, bij elkaar"))
    people = "" if one.people is None else _("minstens {count} mensen").format(count=formats.number(one.people))
    return Cell(one.name, people)


def fund_of(figures: Figures) -> tuple[str, ...]:
    """The residents' own money, in words; nothing where there is none."""
    if figures.fund is None:
        return ()
    came, spent, left = (formats.euros(amount) for amount in (figures.fund.came, figures.fund.spent, figures.fund.left))
    return (
        _("Bewoners kregen {came} om zelf iets mee te doen voor de wijk.").format(came=came),
        _("Daarvan is {spent} uitgegeven. Er is nog {left}.").format(spent=spent, left=left),
    )


def shared_table(figures: Figures) -> Table | None:
    """Who got what of what was left, what it went to, and what the neighbourhood noticed; None where nothing was shared."""
    rows = tuple(
        (
            Cell(one.who or _("bewoners"), one.years),
            (one.spent_on or _("nog niet verteld"), one.noticed or "–", formats.euros(one.euros)),
        )
        for one in figures.shared
    )
    words = (_("daar ging het heen"), _("dit merkte de wijk"))
    caption = _("Wie kreeg een deel?")
    return table(caption=caption, first=_("wie"), words=words, numeric=(_("bedrag"),), rows=rows) if rows else None


def about_of(figures: Figures) -> tuple[str, ...]:
    """How to read it."""
    exact = (_("Wat bewoners en partijen kregen, staat er in hele euro’s."),) if figures.fund or figures.shared else ()
    return (
        _("Bedragen voor hulp zijn afgerond op duizend euro. Opgeteld kan het daardoor iets anders zijn."),
        *exact,
        _("We noemen geen mensen. Kreeg bijna niemand een soort hulp? Dan staat die bij ‘andere hulp’."),
        _("Deze cijfers gaan tot en met {day}. Ze veranderen hier niet meer.").format(day=formats.day(figures.until)),
    )


def _picture(figures: Figures) -> Picture | None:
    rows = tuple(
        Bar(one.name or _("andere hulp"), formats.euros(one.euros), float(max(one.euros, 0)), None, COLOUR)
        for one in figures.went
    )
    if not rows:
        return None
    said = "; ".join(f"{one.name}: {one.value_text}" for one in rows)
    return bars(
        rows,
        key="went",
        title=_("Hier ging het geld heen"),
        description=said,
        plain_name=_("gebruikt"),
        striped_name="",
    )


def book_of(one: Released) -> Book:
    """The same as a file."""
    figures = one.figures
    whole = [
        (_("erin"), figures.came_total),
        (_("gebruikt"), figures.went_total),
        (_("over"), figures.left),
        (_("over aan het eind, naar schatting"), figures.sure.left),
        (_("laagste"), figures.sure.low),
        (_("hoogste"), figures.sure.high),
    ]
    went = [(each.name or _("andere hulp"), each.euros, each.people) for each in figures.went]
    return Book(
        f"wijkbudget-{one.area}-{figures.year}",
        (
            BookTable(_("Samen"), (_("wat"), _("euro")), whole),
            BookTable(_("Erin"), (_("van"), _("euro")), [(each.name, each.euros) for each in figures.came]),
            BookTable(_("Gebruikt"), (_("soort hulp"), _("euro"), _("mensen, minstens")), went),
        ),
    )
