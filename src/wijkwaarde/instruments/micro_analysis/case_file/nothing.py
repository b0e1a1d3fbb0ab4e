"""Reads what is expected when nothing changes: what runs on, what is added, and the risks with what stops."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from waarde import Level, Nothing, Risk
from wijkwaarde.instruments.micro_analysis.case_file.book import Book
from wijkwaarde.instruments.micro_analysis.case_file.lines import NOTHING_LINE_KEYS, read_line
from wijkwaarde.instruments.micro_analysis.case_file.table import Table, collecting
from wijkwaarde.kernel.errors import Problem, did_you_mean

NOTHING_KEYS = ("runs_on", "without", "line", "risk")
RISK_KEYS = ("name", "title", "risk", "level", "chance", "source", "stops", "stop_days", "line")


def read_nothing(table: Table, *, book: Book, start: date | None, problems: list[Problem]) -> Nothing | None:
    """The situation 'als er niets verandert'; today's lines run on unless the file says otherwise.

    Where the file describes today but not this situation, it is a copy of today that runs on.
    """
    part = table.table("nothing")
    if part is None:
        return Nothing() if table.table("now") is not None else None
    lines, risks = [], []
    with collecting(problems):
        part.check_keys(NOTHING_KEYS)
    for one in part.tables("line"):
        with collecting(problems):
            lines.append(read_line(one, book=book, start=start, keys=NOTHING_LINE_KEYS))
    for one in part.tables("risk"):
        with collecting(problems):
            risks.append(read_risk(one, book=book, start=start))
    runs_on = part.flag("runs_on", otherwise=True)
    return Nothing(tuple(lines), tuple(risks), runs_on, part.names("without"))


def read_risk(table: Table, *, book: Book, start: date | None) -> Risk:
    """One [[nothing.risk]]: from a dated list with a level, or with a chance and its source in the file."""
    table.check_keys(RISK_KEYS)
    name, chance, level, source = _chance(table, book=book)
    with table.telling():
        return Risk(
            name,
            chance,
            tuple(read_line(one, book=book, start=start, keys=NOTHING_LINE_KEYS) for one in table.tables("line")),
            level,
            source,
            table.names("stops"),
            stop_days(table),
            table.text("title"),
        )


def stop_days(table: Table) -> float:
    """How many days lines stop; a number of days without the lines that stop is refused."""
    days = table.number("stop_days")
    if days is not None and not table.names("stops"):
        raise table.missing("stops", expected=_('welke regels stoppen, of "everything".'))
    return days or 0


def _chance(table: Table, *, book: Book) -> tuple[str, float, str, str]:
    listed = table.text("risk")
    for key in filter(table.data.__contains__, ("chance", "source") if listed else ("level",)):
        expected = _("geen '{key}' naast 'risk'.") if listed else _("geen '{key}' zonder 'risk'.")
        raise table.wrong(key, expected=expected.format(key=key), remedy=_("Haal een van de twee weg."))
    if not listed:
        name = table.needed_text("name", expected=_("wat er kan gebeuren."))
        chance = table.needed_number(
            "chance", expected=_("een kans van 0 tot en met 1, of risk en level uit een lijst.")
        )
        return name, chance, "", table.needed_text("source", expected=_("waar de kans vandaan komt."))
    if listed not in book.risks:
        raise table.wrong(
            "risk",
            expected=_("een risico uit de lijst: {known}.").format(known=", ".join(book.risks) or "-"),
            remedy=did_you_mean(listed, book.risks) or _("Kies er een uit, of schrijf name, chance en source."),
        )
    norm, level = book.risks[listed], table.term("level", Level)
    if level is None:
        raise table.missing("level", expected=_('hoe groot, "low", "middle" of "high".'))
    return table.text("name") or norm.name, norm.chance(level), level.value, norm.cited
