"""Every line of every situation counted for the first year: quantities and weights, no euros yet."""

from __future__ import annotations

from dataclasses import dataclass

from waarde.lines import FirstYear, Line, counted_in
from waarde.situations import Case, Risk, lines_when_nothing_changes, stops_of
from waarde.terms import Frequency, Situation


@dataclass(frozen=True, slots=True)
class Entry:
    """One line counted: units once and units yearly in the first year, and the weight they count with.

    The weight is 1, the chance of the entry's risk, or the part that is left after what risks stop. What is
    paid once does not stop: it counts whole unless it belongs to a risk.
    """

    situation: Situation
    line: Line
    once: float
    yearly: float
    weight: float = 1.0
    risk: Risk | None = None

    @property
    def units(self) -> float:
        """Units expected in the first year: once x weight_once + yearly x weight."""
        return self.once * self.weight_once + self.yearly * self.weight

    @property
    def weight_once(self) -> float:
        """The weight of what is paid once: the chance of the risk, else 1."""
        return self.weight if self.risk else 1.0


def entries_of(case: Case) -> dict[Situation, tuple[Entry, ...] | None]:
    """The entries of the four situations; None for one that is unknown.

    Errors: those of dates (date-before-start and others), with the line they arose in.
    """
    year = case.first_year
    return {
        Situation.NOW: _plain(case.now, Situation.NOW, year=year),
        Situation.NOTHING: _nothing(case, year=year),
        Situation.SOLUTION: _plain(case.solution, Situation.SOLUTION, year=year),
        Situation.REALISED: _plain(case.realised, Situation.REALISED, year=year),
    }


def shares_left(case: Case) -> dict[str, float]:
    """Per line that runs when nothing changes: the part that is left after what the risks stop.

    Formula: 1 - the sum over the risks of chance x days stopped / 365. Fractions from 0 to 1.
    """
    running = [line.name for line in lines_when_nothing_changes(case) or ()]
    left = dict.fromkeys(running, 1.0)
    for risk in case.risks:
        for name in stops_of(risk, running=running):
            left[name] -= risk.chance * risk.stop_share
    return left


def _nothing(case: Case, *, year: FirstYear) -> tuple[Entry, ...] | None:
    lines = lines_when_nothing_changes(case)
    if lines is None:
        return None
    left = shares_left(case)
    running = [_entry(line, Situation.NOTHING, year=year, weight=left[line.name]) for line in lines]
    risks = [
        _entry(line, Situation.NOTHING, year=year, weight=risk.chance, risk=risk)
        for risk in case.risks
        for line in risk.lines
    ]
    return (*running, *risks)


def _plain(lines: tuple[Line, ...] | None, situation: Situation, *, year: FirstYear) -> tuple[Entry, ...] | None:
    return None if lines is None else tuple(_entry(line, situation, year=year) for line in lines)


def _entry(
    line: Line, situation: Situation, *, year: FirstYear, weight: float = 1.0, risk: Risk | None = None
) -> Entry:
    once = sum(counted_in(line, use, year=year) for use in line.uses if use.frequency is Frequency.ONCE)
    yearly = sum(counted_in(line, use, year=year) for use in line.uses if use.frequency is not Frequency.ONCE)
    return Entry(situation, line, float(once), float(yearly), weight, risk)
