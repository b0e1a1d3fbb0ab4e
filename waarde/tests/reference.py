"""What a case is worth, worked out slowly: one value at a time, in exact fractions, from the meaning of the method.

It reads the same case as waarde does and uses none of its sums. It knows no ranges, remarks or rounding of parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache

from waarde import Case, Frequency, Line, Risk, Situation, Use

PERIODS_IN_A_YEAR = {
    Frequency.DAY: 365,
    Frequency.WEEK: 52,
    Frequency.FOUR_WEEKS: 13,
    Frequency.MONTH: 12,
    Frequency.QUARTER: 4,
    Frequency.YEAR: 1,
}
DAYS_A_STOP_IS_MEASURED_IN = 365

type Chances = Mapping[str, Fraction]
type Euros = Fraction


def exact(number: float) -> Fraction:
    """The decimal number that somebody wrote, not the binary one that is nearest to it."""
    return Fraction(str(number))


def half_up(amount: Fraction) -> Decimal:
    """Whole cents; a half goes away from zero."""
    whole = int(abs(amount) * 100 + Fraction(1, 2))
    return Decimal(whole if amount >= 0 else -whole) / 100


# --- days ---


def days_from(first: date, *, until: date) -> Iterator[date]:
    """Every day of a run, the first and the last included."""
    day = first
    while day <= until:
        yield day
        day += timedelta(days=1)


@cache
def last_day(start: date) -> date:
    """The last of the 12 months from the start: the day before the start's own date comes round again."""
    day = start + timedelta(days=1)
    while (day.month, day.day) != (start.month, start.day):
        if (start.month, start.day) == (2, 29) and (day.month, day.day) == (3, 1) and day.year > start.year:
            break
        day += timedelta(days=1)
    return day - timedelta(days=1)


@cache
def days_of_first_year(start: date) -> frozenset[date]:
    """All days that an analysis counts."""
    return frozenset(days_from(start, until=last_day(start)))


@cache
def share_of_first_year(use: Use, *, start: date | None) -> Fraction:
    """Which part of a use falls in the first year."""
    if use.frequency is Frequency.ONCE or start is None or (use.begin is None and use.end is None):
        return Fraction(1)
    year = days_of_first_year(start)
    run = list(days_from(use.begin or start, until=use.end or last_day(start)))
    inside = sum(1 for day in run if day in year)
    return Fraction(inside, len(run) if use.frequency is Frequency.IN_TOTAL else len(year))


def units(use: Use, *, start: date | None) -> Fraction:
    """How many units a use takes in the first year."""
    if use.frequency is Frequency.ONCE:
        return exact(use.quantity)
    periods = Fraction(1)
    if use.frequency is not Frequency.IN_TOTAL:
        periods = exact(use.periods) if use.periods is not None else Fraction(PERIODS_IN_A_YEAR[use.frequency])
    return exact(use.quantity) * periods * share_of_first_year(use, start=start)


# --- money ---


@dataclass(frozen=True)
class Payment:
    """What one line costs in one situation: an amount once and one in the 12 months, from a payer to a receiver."""

    line: Line
    once: Euros
    yearly: Euros
    payer: str
    receiver: str | None

    @property
    def both(self) -> Euros:
        """The amount of the first year."""
        return self.once + self.yearly


def payment(line: Line, *, start: date | None, weight: Fraction, weight_once: Fraction) -> Payment | None:
    """What a line costs when what runs and what is paid once count with a weight; None when it costs nobody money."""
    if line.price is None:
        return None
    once, yearly = Fraction(0), Fraction(0)
    for use in line.uses:
        amount = units(use, start=start) * exact(line.price.value)
        if use.frequency is Frequency.ONCE:
            once += amount * weight_once
        else:
            yearly += amount * weight
    return Payment(line, once, yearly, line.bearer or line.price.bearer, line.beneficiary)


def chances_of(case: Case) -> dict[str, Fraction]:
    """The chances as they are written."""
    return {risk.name: exact(risk.chance) for risk in (case.nothing.risks if case.nothing else ())}


def runs_on(case: Case) -> list[Line] | None:
    """The lines that run when nothing changes: a copy of today, less what ends or is replaced, and what is added."""
    nothing = case.nothing
    if nothing is None:
        return None
    if nothing.runs_on and case.now is None and not (nothing.lines or nothing.risks):
        return None
    new_names = [line.name for line in nothing.lines]
    kept = []
    if nothing.runs_on and case.now is not None:
        for line in case.now:
            if line.name not in new_names and line.name not in nothing.without:
                kept.append(line)  # noqa: PERF401 - one at a time, to be read
    return kept + list(nothing.lines)


def stops(risk: Risk, *, line: Line) -> Fraction:
    """The part of the year that a line does not run when the risk happens."""
    if line.name in risk.stops or "everything" in risk.stops:
        return exact(risk.stop_days) / DAYS_A_STOP_IS_MEASURED_IN
    return Fraction(0)


def payments(case: Case, situation: Situation, *, chances: Chances | None = None) -> list[Payment] | None:
    """Everything that is paid in a situation; None when the situation is unknown."""
    if situation is Situation.NOTHING:
        weighed = weighed_lines(case, chances=chances_of(case) if chances is None else chances)
    else:
        lines = {Situation.NOW: case.now, Situation.SOLUTION: case.solution, Situation.REALISED: case.realised}
        plain = lines[situation]
        weighed = None if plain is None else [(line, Fraction(1), Fraction(1)) for line in plain]
    if weighed is None:
        return None
    found = [payment(line, start=case.start, weight=runs, weight_once=once) for line, runs, once in weighed]
    return [one for one in found if one is not None]


def weighed_lines(case: Case, *, chances: Chances) -> list[tuple[Line, Fraction, Fraction]] | None:
    """The lines of 'nothing' and what each counts for, as far as it runs and as far as it is paid once.

    What runs counts for what is left after the stops; what is paid once does not stop; a risk for its chance.
    """
    running = runs_on(case)
    if running is None or case.nothing is None:
        return None
    weighed = []
    for line in running:
        left = Fraction(1)
        for risk in case.nothing.risks:
            left -= chances[risk.name] * stops(risk, line=line)
        weighed.append((line, left, Fraction(1)))
    for risk in case.nothing.risks:
        weighed += [(line, chances[risk.name], chances[risk.name]) for line in risk.lines]
    return weighed


@dataclass(frozen=True)
class Cost:
    """What a situation costs together: transfers are zero."""

    one_off: Euros
    yearly: Euros

    @property
    def first_year(self) -> Euros:
        """Both together."""
        return self.one_off + self.yearly


def cost(case: Case, situation: Situation, *, chances: Chances | None = None) -> Cost | None:
    """The one-off and yearly cost of a situation; None when it is unknown."""
    paid = payments(case, situation, chances=chances)
    if paid is None:
        return None
    spent = [one for one in paid if one.receiver is None]
    return Cost(sum((one.once for one in spent), Fraction(0)), sum((one.yearly for one in spent), Fraction(0)))


def by_bearer(case: Case, situation: Situation) -> dict[str, Euros]:
    """What every party pays in the first year, less what it receives; a party that has no part in it is left out."""
    found: dict[str, Euros] = {}
    for one in payments(case, situation) or []:
        found[one.payer] = found.get(one.payer, Fraction(0)) + one.both
        if one.receiver is not None:
            found[one.receiver] = found.get(one.receiver, Fraction(0)) - one.both
    return found


def difference(case: Case, first: Situation, second: Situation, *, chances: Chances | None = None) -> Euros | None:
    """What the first situation costs more than the second; None when one of them is unknown."""
    one, other = cost(case, first, chances=chances), cost(case, second, chances=chances)
    return None if one is None or other is None else one.first_year - other.first_year


def gains(case: Case, first: Situation, second: Situation) -> dict[str, Euros]:
    """Per party what it pays more in the first situation than in the second."""
    if difference(case, first, second) is None:
        return {}
    before, after = by_bearer(case, first), by_bearer(case, second)
    return {party: before.get(party, Fraction(0)) - after.get(party, Fraction(0)) for party in before | after}


# --- switching values: the chances at which the plan costs exactly as much as nothing ---


@dataclass(frozen=True)
class Switch:
    """Where the claimed difference is 0; else None, and the claimed difference at both ends of what is possible."""

    value: Fraction | None
    at_least: Euros
    at_most: Euros


def claimed(case: Case, *, chances: Chances) -> Euros:
    """nothing - solution at given chances; both must be known."""
    found = difference(case, Situation.NOTHING, Situation.SOLUTION, chances=chances)
    assert found is not None
    return found


def switch_of_risk(case: Case, name: str) -> Switch:
    """The chance of one risk at which nothing and plan cost the same, the other risks as they are."""
    never, always = ({**chances_of(case), name: Fraction(chance)} for chance in (0, 1))
    return crossing(claimed(case, chances=never), claimed(case, chances=always), most=Fraction(1))


def switch_of_all(case: Case) -> Switch:
    """The factor on all chances together at which nothing and plan cost the same; no chance may pass 1."""
    chances = chances_of(case)
    largest = max(chances.values())
    most = 1 / largest if largest else Fraction(1)
    none, all_of_it = ({name: chance * factor for name, chance in chances.items()} for factor in (0, most))
    return crossing(claimed(case, chances=none), claimed(case, chances=all_of_it), most=most)


def crossing(at_least: Euros, at_most: Euros, *, most: Fraction) -> Switch:
    """Where a straight line from (0, at_least) to (most, at_most) passes 0."""
    flat = at_least == at_most
    same_side = at_least * at_most > 0
    value = None if flat or same_side else most * at_least / (at_least - at_most)
    return Switch(value, at_least, at_most)


# --- beside the money ---


def cashable(case: Case) -> dict[str, Euros | None]:
    """Per party that gains by the plan: the share of its gain that it said it can cash; None when it said nothing."""
    said = {one.bearer: exact(one.share) for one in case.cashable}
    won = gains(case, Situation.NOTHING, Situation.SOLUTION)
    return {party: gain * said[party] if party in said else None for party, gain in won.items() if gain > 0}


def hours(case: Case, situation: Situation) -> dict[str, Fraction | None]:
    """Unpaid hours per kind; None when of one person it is not known how many."""
    lines = {Situation.NOW: case.now, Situation.SOLUTION: case.solution, Situation.REALISED: case.realised}
    found: dict[str, Fraction | None] = {}
    for line in lines.get(situation) or ():
        for one in line.hours:
            before = found.get(one.kind.value, Fraction(0))
            if before is None or one.use is None:
                found[one.kind.value] = None
            else:
                found[one.kind.value] = before + units(one.use, start=case.start)
    return found
