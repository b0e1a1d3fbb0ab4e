"""Writes made-up cases as the spreadsheet that a careful controller would keep: prices, lines, risks, cases, totals.

Every amount is a formula over what was typed in. Lines of one case stand together, so that its totals are sums over
its own few rows; SUMIFS over all lines for every case would grow with the square of the cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from bench.made import MadeCase, MadeLine, MadePrice, MadeRisk, made_case

SITUATIONS = ("now", "nothing", "solution", "realised")
PERIODS = {"week": 52, "four-weeks": 13, "month": 12, "quarter": 4, "year": 1, "once": 1, "in-total": 1}
CASES_HEAD = ("case", "start", "last day", "days", *SITUATIONS)
LINES_HEAD = (
    "case", "situation", "line", "price", "euros per unit", "quantity", "frequency", "periods", "from", "to",
    "share of the year", "weight", "euros",
)  # fmt: skip
RISKS_HEAD = ("case", "risk", "chance", "days stopped", "share of the year stopped")


class Sums(StrEnum):
    """How the totals of a case are summed: over its own rows, or by searching all rows for its name."""

    OWN_ROWS = "SUM"
    SEARCH = "SUMIFS"


@dataclass
class Places:
    """Where the next row of each sheet comes; row 1 holds the heads."""

    case: int = 2
    line: int = 2
    risk: int = 2


def write_workbook(path: Path, *, count: int, prices: tuple[MadePrice, ...], sums: Sums = Sums.OWN_ROWS) -> int:
    """Write `count` cases to an xlsx; gives the number of lines in it."""
    book = Workbook(write_only=True)
    totals, cases, lines, risks, list_of_prices, periods = (
        book.create_sheet(name) for name in ("totals", "cases", "lines", "risks", "prices", "periods")
    )
    for sheet, head in ((cases, CASES_HEAD), (lines, LINES_HEAD), (risks, RISKS_HEAD)):
        sheet.append(head)
    for row in (("price", "euros"), *((price.key, price.value) for price in prices)):
        list_of_prices.append(row)
    for row in (("frequency", "periods a year"), *PERIODS.items()):
        periods.append(row)
    places = Places()
    for number in range(count):
        case = made_case(number, prices=prices)
        for sheet, row in rows_of(case, places=places, way=sums):
            {"cases": cases, "lines": lines, "risks": risks}[sheet].append(row)
    for total in rows_of_totals(last_case=places.case - 1, last_line=places.line - 1):
        totals.append(total)
    book.save(path)
    return places.line - 2


def rows_of_totals(*, last_case: int, last_line: int) -> Iterator[tuple[str, str, str]]:
    """Per situation: the sum of the cases in cents, and of all lines at once."""
    yield "situation", "sum of the cases", "sum of the lines"
    for column, situation in zip("EFGH", SITUATIONS, strict=True):
        by_line = f'=SUMIFS(lines!$M$2:$M${last_line},lines!$B$2:$B${last_line},"{situation}")'
        yield situation, f"=SUM(cases!{column}2:{column}{last_case})", by_line


def rows_of(case: MadeCase, *, places: Places, way: Sums) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The rows of one case for each sheet; moves the places on."""
    here, first_risk = places.case, places.risk
    for risk in case.risks:
        yield "risks", (case.name, risk.name, risk.chance, risk.stop_days, f"=D{places.risk}/365")
        places.risk += 1
    sums = []
    for situation, group in groups_of(case, first_risk=first_risk):
        begin = places.line
        for line, weight in group:
            yield "lines", row_of_line(line, case=case, situation=situation, weight=weight, places=places)
            places.line += 1
        known = places.line > begin
        sums.append(sum_formula(situation, begin=begin, places=places, way=way) if known else None)
    yield "cases", (case.name, case.start, f"=EDATE(B{here},12)-1", f"=C{here}-B{here}+1", *sums)
    places.case += 1


def sum_formula(situation: str, *, begin: int, places: Places, way: Sums) -> str:
    """The total of one case in one situation, in cents (binary noise is rounded away first)."""
    total = f"SUM(lines!M{begin}:M{places.line - 1})"
    if way is Sums.SEARCH:
        total = f'SUMIFS(lines!$M:$M,lines!$A:$A,A{places.case},lines!$B:$B,"{situation}")'
    return f"=ROUND(ROUND({total},6),2)"


def groups_of(case: MadeCase, *, first_risk: int) -> Iterator[tuple[str, list[tuple[MadeLine, Any]]]]:
    """The lines of each situation with their weight: 1, the chance of a risk, or what is left after stops."""
    yield "now", [(line, 1) for line in case.now]
    numbered = list(enumerate(case.risks, start=first_risk))
    running = [(line, left_formula(line, risks=numbered)) for line in case.now]
    feared = [(line, f"=risks!C{row}") for row, risk in numbered for line in risk.lines]
    yield "nothing", [*running, *feared]
    yield "solution", [(line, 1) for line in case.solution]
    yield "realised", [(line, 1) for line in turned_out(case)]


def left_formula(line: MadeLine, *, risks: list[tuple[int, MadeRisk]]) -> Any:
    """What is left of a line of today: 1 - chance x share of the year for every risk that stops it.

    What is paid once does not stop.
    """
    if line.frequency == "once":
        return 1
    stopping = [f"-risks!C{row}*risks!E{row}" for row, risk in risks if line.name in risk.stops]
    return "=1" + "".join(stopping) if stopping else 1


def turned_out(case: MadeCase) -> Iterator[MadeLine]:
    """The plan as it was confirmed: as planned, or so many units in total."""
    for line, units in zip(case.solution, case.realised, strict=True) if case.realised else ():
        total = "once" if line.frequency == "once" else "in-total"
        as_confirmed = MadeLine(line.name, line.price, units or 0, total, None, None, None, line.beneficiary)
        yield line if units is None else as_confirmed


def row_of_line(line: MadeLine, *, case: MadeCase, situation: str, weight: Any, places: Places) -> tuple[Any, ...]:
    """One line: what was typed in, and formulas for price, periods, share of the year and euros."""
    row, of_case = places.line, places.case
    price = f"=VLOOKUP(D{row},prices!$A$2:$B$500,2,FALSE)"
    periods = line.periods or f"=VLOOKUP(G{row},periods!$A$2:$B$20,2,FALSE)"
    euros = f"=E{row}*F{row}*H{row}*K{row}*L{row}"
    return (
        case.name, situation, line.name, line.price, price, line.quantity, line.frequency, periods,
        line.begin, line.end, share_formula(line, row=row, of_case=of_case),
        weight, 0 if line.beneficiary else euros,
    )  # fmt: skip


def share_formula(line: MadeLine, *, row: int, of_case: int) -> Any:
    """The part of the line that falls in the 12 months of its case."""
    if line.frequency == "once" or (line.begin is None and line.end is None):
        return 1
    first = f"I{row}" if line.begin else f"cases!$B${of_case}"
    last = f"MIN(J{row},cases!$C${of_case})" if line.end else f"cases!$C${of_case}"
    own = f"(J{row}-{first}+1)" if line.end else f"(cases!$C${of_case}-{first}+1)"
    return f"=({last}-{first}+1)/" + (own if line.frequency == "in-total" else f"cases!$D${of_case}")
