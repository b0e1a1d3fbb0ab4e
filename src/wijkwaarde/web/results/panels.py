"""What the pages of results show: a table per list, the facts of one, and what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.results.queries import ReachedRow, Result
from wijkwaarde.kernel.results.terms import Sayer
from wijkwaarde.web.format import day, money
from wijkwaarde.web.results.forms import SAYERS
from wijkwaarde.web.tables import Cell, Table, table

HUNDREDTHS = 100
ONE_DAY = timedelta(days=1)


def result_table(found: Sequence[Result]) -> Table:
    """Every result of a budget, by party, with what was agreed, reached and paid."""
    rows = tuple((Cell(one.row.what, _whose(one), url=_url(one)), _cells(one)) for one in found)
    return table(
        caption=_("Resultaten"),
        first=_("Wat er bereikt moet zijn"),
        numeric=(_("Per keer"), _("Bereikt"), _("Uitgegeven")),
        rows=rows,
    )


def total_words(found: Sequence[Result]) -> str:
    """What all of them came to."""
    return _("Samen uitgegeven: {amount}.").format(amount=money(sum(one.cents for one in found) / HUNDREDTHS))


def _whose(one: Result) -> str:
    return f"{one.row.organisation.name}, {one.row.product.name}"


def _url(one: Result) -> str:
    return reverse("result", args=[one.row.pk])


def _cells(one: Result) -> tuple[Cell, ...]:
    reached = _("{count} van {all}").format(count=one.reached, all=one.row.times)
    more = _("meer dan afgesproken") if one.left < 0 else ""
    return Cell(money(one.row.cents / HUNDREDTHS)), Cell(reached, more), Cell(money(one.cents / HUNDREDTHS))


def facts_of(one: Result, *, today: date) -> list[dict[str, str]]:
    """What was agreed, and how it stands on a day."""
    row = one.row
    days = _("{begin} tot en met {last}").format(begin=day(row.begin), last=day(row.until - ONE_DAY))
    left = _("nog {count}").format(count=one.left) if one.left >= 0 else _("meer dan afgesproken: dat mag")
    return [
        {"name": _("Organisatie"), "text": row.organisation.name},
        {"name": _("Product"), "text": row.product.name},
        {"name": _("Bedrag per keer"), "text": money(row.cents / HUNDREDTHS)},
        {"name": _("Wanneer"), "text": days},
        {
            "name": _("Bereikt"),
            "text": _("{count} van {all}, {left}").format(count=one.reached, all=row.times, left=left),
        },
        {"name": _("Uitgegeven"), "text": money(one.cents / HUNDREDTHS)},
        {"name": _("Komt nog"), "text": _still(one, today=today)},
    ]


def _still(one: Result, *, today: date) -> str:
    """What may still be paid for it, as the budget counts it."""
    amount = money(max(one.left, 0) * one.row.cents / HUNDREDTHS)
    if one.row.withdrawn_on or one.left <= 0:
        return _("niets meer")
    if one.row.until <= today:
        return _("{amount}, maar het is te laat. Komt het niet meer? Laat de rest vallen.").format(amount=amount)
    return amount


@dataclass(frozen=True, slots=True)
class ReachedLine:
    """Something that was reached, in words; `undo` is where it is booked back, empty where it was or may not be."""

    words: str
    detail: str
    undo: str
    is_undone: bool


def reached_lines(rows: Sequence[ReachedRow], *, keeps: bool) -> list[ReachedLine]:
    """What was said of a result, the newest first."""
    return [_line(one, keeps=keeps) for one in rows]


def _line(one: ReachedRow, *, keeps: bool) -> ReachedLine:
    delivery = one.delivery
    is_undone = getattr(delivery, "reversed_by", None) is not None
    words = _("{count} keer op {day}: {amount}").format(
        count=one.times, day=day(one.on), amount=money(delivery.cents / HUNDREDTHS)
    )
    said = _("Dat zegt {who}.").format(who=SAYERS[Sayer(one.said_by)])
    number = _("Afspraak {number}.").format(number=delivery.number) if delivery.number else ""
    told = _("Ingevuld door {name}.").format(name=one.told_by.name) if one.told_by else ""
    undo = reverse("result_undo", args=[one.pk]) if keeps and not is_undone else ""
    return ReachedLine(words, " ".join(filter(None, (said, number, told))), undo, is_undone)
