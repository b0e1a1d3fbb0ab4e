"""The table of a folder of cases in words, for the terminal and as a page with links; it counts nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarde import Situation
from wijkwaarde.instruments.micro_analysis import sentences
from wijkwaarde.instruments.micro_analysis.overview import DIFFERENCES, CaseRow, Overview
from wijkwaarde.web import format as formats
from wijkwaarde.web.pages import render_standalone
from wijkwaarde.web.tables import Cell, Table, table

TEMPLATE = "micro_analysis/overview.html"
AMOUNTS = (*Situation, *DIFFERENCES)
UNKNOWN = "?"


@dataclass(frozen=True)
class OverviewPage:
    """A folder of cases in one language: a heading, the table, and what a reader must know."""

    title: str
    kind: str
    for_whom: str
    example: str
    table: Table
    remarks: tuple[str, ...]
    problems: tuple[str, ...]


def build_overview(overview: Overview, *, ending: str = "") -> OverviewPage:
    """The page in the current language; with `ending` every case is a link to its own file with that ending."""
    total = len(overview.rows)
    example = any(row.example for row in overview.rows)
    return OverviewPage(
        title=ngettext("{total} casus", "{total} casussen", total).format(total=total),
        kind=_("Micro-analyses"),
        for_whom=sentences.for_whom(),
        example=_("VOORBEELDPRIJSLIJST: deze prijzen zijn een voorbeeld. Beslis er niets mee.") if example else "",
        table=overview_table(overview, ending=ending),
        remarks=remarks_of(overview),
        problems=tuple(str(problem) for file in overview.problems for problem in file.problems),
    )


def overview_table(overview: Overview, *, ending: str = "") -> Table:
    """A row per case in whole euros of the first year, and the sums over the cases where each is known."""
    return table(
        caption=_("Kosten in het eerste jaar, per casus"),
        first=_("casus"),
        words=(_("cijfers"),),
        numeric=(_("nu"), _("niets"), _("plan"), _("gebleken"), _("scheelt met niets"), _("scheelt met nu")),
        rows=tuple((_name(row, ending=ending), (row.marks, *_amounts(row))) for row in overview.rows),
        total=(_("samen"), ("", *(_sum(overview, name) for name in AMOUNTS))),
    )


def _sum(overview: Overview, name: str) -> Cell:
    if overview.currency is None:
        return Cell("")
    known, total = overview.known.get(name, 0), len(overview.rows)
    detail = "" if known == total else _("{known} van {total}").format(known=known, total=total)
    return Cell(_whole(overview.sums.get(name), currency=overview.currency), detail)


def remarks_of(overview: Overview) -> tuple[str, ...]:
    """What a reader must know: what '?' means, what may not be done with the marks, what was not read."""
    found = [
        _("'?' betekent: niet bekend. Trek sommen over een ander aantal casussen niet van elkaar af."),
        _("Tel cijfers van mensen niet op: ieder cijfer is van één mens."),
    ]
    if overview.currency is None:
        found.append(_("De casussen zijn in verschillende munten. Daarom staat er geen som."))
    if overview.twice:
        found.append(
            _("Deze naam hebben meer casussen, en zij tellen alle mee: {names}.").format(
                names=", ".join(overview.twice)
            )
        )
    failed = len(overview.problems)
    if failed:
        unread = ngettext("{failed} bestand is niet gelezen.", "{failed} bestanden zijn niet gelezen.", failed)
        found.append(unread.format(failed=failed))
    return tuple(found)


def render_overview(overview: Overview, *, ending: str, language: str) -> str:
    """The page as one file of HTML that needs nothing else."""
    with translation.override(language):
        page = build_overview(overview, ending=ending)
    return render_standalone(TEMPLATE, {"page": page}, language=language)


def _name(row: CaseRow, *, ending: str) -> Cell:
    title = row.title if ending and row.title != row.case else ""
    return Cell(row.case, title, url=f"{row.stem}{ending}" if ending else "")


def _amounts(row: CaseRow) -> tuple[str, ...]:
    return tuple(_whole(row.amounts[name], currency=row.currency) for name in AMOUNTS)


def _whole(amount: float | None, *, currency: str) -> str:
    return UNKNOWN if amount is None else formats.euros(amount, currency=currency)
