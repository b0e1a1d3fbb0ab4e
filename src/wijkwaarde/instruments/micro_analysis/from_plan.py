"""Makes the case of an analysis from a plan: lines, chosen risks and marks become what waarde counts; it asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from waarde import (
    Case,
    Frequency,
    Line,
    Mark,
    Nothing,
    PriceListUsed,
    Risk,
    RiskNorm,
    Use,
)
from wijkwaarde.instruments.micro_analysis.rules import ChosenRisk, LineTurned
from wijkwaarde.instruments.micro_analysis.terms import Turned


@dataclass(frozen=True, slots=True)
class RiskOnList:
    """A risk as the list has it: its chances, what it costs when it happens, and for how many days things stop."""

    norm: RiskNorm
    lines: tuple[Line, ...]
    stop_days: float | None = None


def case_of_plan(
    name: str,
    *,
    price_list: PriceListUsed,
    start: date,
    now: Sequence[Line] | None,
    plan: Sequence[Line],
    risks: Sequence[Risk],
    marks: Iterable[Mark],
    notes: tuple[str, ...] = (),
) -> Case:
    """The case of a plan that was agreed: what runs now runs on when nothing changes, and the risks come on top.

    Every priced line waits for its confirmation, so 'realised' is unknown. Errors: those of waarde's Case.
    """
    return Case(
        name,
        price_list,
        start,
        None if now is None else tuple(now),
        Nothing(risks=tuple(risks)),
        tuple(plan),
        marks=tuple(marks),
        notes=notes,
        unconfirmed=tuple(line.name for line in plan if line.price is not None),
    )


def risk_of(listed: RiskOnList, *, chosen: ChosenRisk) -> Risk:
    """A chosen risk with the chance that the list gives for its level, and what stops for how long."""
    norm = listed.norm
    return Risk(
        norm.key,
        norm.chance(chosen.level),
        listed.lines,
        chosen.level.value,
        norm.cited,
        chosen.stops,
        (listed.stop_days or 0) if chosen.stops else 0,
        norm.name,
    )


def turned_out(line: Line, *, how: LineTurned) -> Line:
    """A line of the plan as it turned out: as agreed, another total in the year, or nothing; without its unpaid hours.

    >>> from waarde import PriceItem, Source, Unit
    >>> guidance = PriceItem("BI", "guidance", 55.8, Unit.HOUR, "municipality-wmo", Source("example"))
    >>> line = Line("guidance", guidance, (Use(36, Frequency.IN_TOTAL),))
    >>> turned_out(line, how=LineTurned(turned=Turned.OTHER, total=40)).uses[0].quantity
    40
    """
    if how.turned is Turned.AS_AGREED or line.price is None:
        return replace(line, hours=())
    if how.turned is Turned.NOT or not how.total:
        return replace(line, price=None, uses=(), beneficiary=None, hours=())
    once = all(use.frequency is Frequency.ONCE for use in line.uses)
    return replace(line, uses=(Use(how.total, Frequency.ONCE if once else Frequency.IN_TOTAL),), hours=())


def as_realised(case: Case, *, turned: Mapping[str, LineTurned], marks: Iterable[Mark]) -> Case:
    """The same case with every line of its plan as it turned out, by name, and the marks of now."""
    plan = case.solution or ()
    realised = tuple(turned_out(line, how=turned[line.name]) for line in plan)
    return replace(case, realised=realised, unconfirmed=(), marks=tuple(marks))
