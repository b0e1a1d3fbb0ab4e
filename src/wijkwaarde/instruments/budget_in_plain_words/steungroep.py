"""The page of the steungroep: people and agreements beside the money, over the years; counts only, small ones held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from waarde import HelpSource
from wijkwaarde.instruments.budget_in_plain_words import queries
from wijkwaarde.instruments.budget_in_plain_words.calculation import HUNDREDTHS
from wijkwaarde.instruments.budget_in_plain_words.counting import (
    Agreed,
    both_shown,
    helped_in,
    mean_of,
    shown,
    sources_in,
)
from wijkwaarde.instruments.budget_in_plain_words.terms import COUNTS_A_STEP, LEAST_PEOPLE
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.words import word
from wijkwaarde.web import format as formats
from wijkwaarde.web.charts import Bar, Picture, bars
from wijkwaarde.web.tables import Table, table

FEW = "<10"
UNKNOWN = "?"
COLOURS = ("#0c505b", "#b0682a")
# Help for many at once, or of people themselves; the rest is for one person alone.
TOGETHER = (HelpSource.SELF, HelpSource.OWN_NETWORK, HelpSource.VOLUNTEER, HelpSource.COLLECTIVE)


@dataclass(frozen=True, slots=True)
class SteungroepPage:
    """What the page consists of: a table of people and money per year, the agreements by source, and marks beside the money."""

    years: tuple[int, ...]
    people: tuple[Table, ...]
    sources: Table | None
    picture: Picture | None
    together: str
    marks: Table | None
    about: tuple[str, ...]


def page_for(*, by: Actor, today: date) -> SteungroepPage:
    """The page for who reads the counts. Errors: NotFound."""
    queries.check_reads_counts(by=by)
    money = queries.money_by_year(by=by, today=today)
    years, lines = list(money), queries.agreed_lines(by=by)
    counted = {year: sources_in(year, lines=lines) for year in years}
    known = [year for year in years if counted[year][0] >= LEAST_PEOPLE]
    return SteungroepPage(
        tuple(years),
        tuple(_people(year, lines=lines, money=money[year], today=today) for year in years),
        _sources(known, counted=counted),
        _picture(known, counted=counted),
        _together(known, counted=counted),
        _marks(years, money=money, by=by),
        _about(),
    )


def _people(year: int, *, lines: list[Agreed], money: list[queries.ProductYear], today: date) -> Table:
    rows = [
        (
            one.name,
            (
                *_of_product(year, price_key=one.price_key, lines=lines, today=today),
                *_amounts(one.budget, used=one.used),
            ),
        )
        for one in money
    ]
    whole = _amounts(sum(one.budget for one in money), used=sum(one.used for one in money))
    return table(
        caption=_("Mensen en geld in {year}").format(year=year),
        first=_("soort hulp"),
        numeric=(_("geholpen"), _("nieuw"), _("klaar"), _("wacht"), _("budget"), _("gebruikt")),
        rows=tuple(rows),
        total=(_("alle plannen"), (*_counts(year, lines=lines, today=today), *whole)),
    )


def _of_product(year: int, *, price_key: str, lines: list[Agreed], today: date) -> tuple[str, ...]:
    """Of what no plan ever names, it is not known how many people got it."""
    mine = [one for one in lines if price_key in one.products]
    return _counts(year, lines=mine, today=today) if mine else (UNKNOWN, UNKNOWN, UNKNOWN, "")


def _counts(year: int, *, lines: list[Agreed], today: date) -> tuple[str, ...]:
    found = helped_in(year, lines=lines, today=today)
    told = {"least": LEAST_PEOPLE, "step": COUNTS_A_STEP}
    new, finished = both_shown(found.new, other=found.finished, **told)
    helped = shown(found.helped, **told)
    if helped is None:
        new = finished = None
    waiting = "" if found.waiting is None else _written(shown(found.waiting, **told))
    return _written(helped), _written(new), _written(finished), waiting


def _written(count: int | None) -> str:
    return FEW if count is None else formats.number(count)


def _amounts(budget: int, *, used: int) -> tuple[str, str]:
    return formats.euros(budget / HUNDREDTHS), formats.euros(used / HUNDREDTHS)


def _sources(years: list[int], *, counted: dict[int, tuple[int, dict[str, int]]]) -> Table | None:
    if not years:
        return None
    return table(
        caption=_("Afspraken in plannen: van wie komt de hulp"),
        first=_("hulp van"),
        numeric=tuple(str(year) for year in reversed(years)),
        rows=tuple(
            (
                formats.sentence(word(source)),
                tuple(_part(counted[year][1], source=source) for year in reversed(years)),
            )
            for source in HelpSource
        ),
        total=(_("plannen"), tuple(_written(_rounded(counted[year][0])) for year in reversed(years))),
    )


def _rounded(count: int) -> int | None:
    return shown(count, least=LEAST_PEOPLE, step=COUNTS_A_STEP)


def _part(lines: dict[str, int], *, source: HelpSource) -> str:
    """How many, and which part of all; few is few."""
    count, whole = lines.get(source.value, 0), sum(lines.values())
    told = _rounded(count)
    if not told:
        return _written(told)
    return f"{formats.number(told)} ({formats.percent(count / whole, digits=0)})"


def _picture(years: list[int], *, counted: dict[int, tuple[int, dict[str, int]]]) -> Picture | None:
    if not years:
        return None
    rows = tuple(
        Bar(str(year), formats.percent(part, digits=0), part, None, COLOURS[0])
        for year, part in ((year, _share(counted[year][1])) for year in sorted(years))
    )
    title = _("Welk deel van de afspraken mensen zelf, samen of met vrijwilligers doen")
    said = "; ".join(f"{one.name}: {one.value_text}" for one in rows)
    return bars(rows, key="together", title=title, description=said, plain_name=_("zelf en samen"), striped_name="")


def _share(lines: dict[str, int]) -> float:
    return sum(lines.get(one.value, 0) for one in TOGETHER) / sum(lines.values())


def _together(years: list[int], *, counted: dict[int, tuple[int, dict[str, int]]]) -> str:
    if not years:
        return _("Er zijn nog te weinig plannen om dit te laten zien.")
    year = max(years)
    part = formats.percent(_share(counted[year][1]), digits=0)
    return _("In {year} is {part} van de afspraken van mensen zelf, hun omgeving, vrijwilligers of samen.").format(
        year=year, part=part
    )


def _marks(years: list[int], *, money: dict[int, list[queries.ProductYear]], by: Actor) -> Table | None:
    found = queries.marks_in(years, by=by)
    rows = tuple(
        (
            str(year),
            (
                formats.number(_rounded(len(found[year].first)) or 0),
                formats.number(mean_of(found[year].first), digits=1),
                formats.number(mean_of(found[year].latest), digits=1),
                formats.euros(sum(one.used for one in money[year]) / HUNDREDTHS),
            ),
        )
        for year in reversed(years)
        if len(found[year].first) >= LEAST_PEOPLE
    )
    if not rows:
        return None
    return table(
        caption=_("Hoe het met mensen gaat, naast het geld"),
        first=_("jaar"),
        numeric=(_("mensen"), _("eerste cijfer"), _("laatste cijfer"), _("gebruikt")),
        rows=rows,
    )


def _about() -> tuple[str, ...]:
    return (
        _("Aantallen zijn afgerond op vijf. Bij minder dan tien mensen staat er ‘{few}’.").format(few=FEW),
        _("Bij ‘?’ weten we het niet: in plannen staat deze hulp nog nergens met een prijs."),
        _("Iemand met meer soorten hulp telt bij elke soort mee, en bij alle plannen één keer."),
        _("Cijfers zijn van voor en na, zonder vergelijking. Dat geld en cijfer samen veranderen, bewijst niets."),
        _("Wie geen cijfers wil, of om minder gebruik vroeg, telt hier niet mee."),
    )
