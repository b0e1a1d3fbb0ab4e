"""Draws how a case went on: calls, lines and how they go, who helps, marks and rules in the way; it writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from wijkwaarde.demo.crowd import texts
from wijkwaarde.demo.crowd.people import TOWN
from wijkwaarde.demo.crowd.situations import Situation, rules_in_the_way
from wijkwaarde.demo.crowd.story import COLLEAGUE, Agreement, Call, Helper, InTheWay, Mark, Said
from wijkwaarde.kernel.barriers.rules import answers_before
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.measurements.terms import HIGHEST, LOWEST, SIX_WEEKS, HowGiven, Moment
from wijkwaarde.kernel.plans.terms import LineState

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MANNERS = (Manner.CALL, Manner.CALL, Manner.CALL, Manner.VISIT, Manner.VISIT, Manner.MESSAGE, Manner.UNREACHED)
# How the lines of a plan go by its age in days: the first that is old enough holds. Shares of done, busy, open, stuck.
HOW_IT_GOES = ((240, (88, 6, 0, 2)), (100, (62, 26, 4, 4)), (30, (35, 45, 12, 6)), (0, (10, 45, 40, 4)))
STATES = (LineState.DONE, LineState.BUSY, LineState.OPEN, LineState.STUCK, LineState.STOPPED)
SAYINGS = {
    LineState.DONE: texts.DONE,
    LineState.BUSY: texts.BUSY,
    LineState.STUCK: texts.STUCK,
    LineState.STOPPED: texts.STOPPED,
}


def working_day(day: date, *, forward: bool = False) -> date:
    """The day itself, or the nearest working day before or after it."""
    while day.weekday() >= SATURDAY:
        day += ONE_DAY if forward else -ONE_DAY
    return day


def calls_of(first: date, *, until: date, rng: Random, today: date) -> tuple[Call, ...]:
    """The first call and those after it, each promised by the one before; who is done is promised nothing more."""
    days = [first]
    while True:
        following = working_day(days[-1] + rng.randint(14, 45) * ONE_DAY, forward=True)
        if following >= until:
            break
        days.append(following)
    later = following if until >= today else None
    if later is not None and later - today > 20 * ONE_DAY:
        later = None
    manners = [Manner.CALL, *(rng.choice(MANNERS) for _day in days[1:])]
    promised = [*days[1:], later]
    return tuple(Call(day, manner, following) for day, manner, following in zip(days, manners, promised, strict=True))


def lines_of(situation: Situation, *, is_small: bool, agreed: date, rng: Random, today: date) -> tuple[Agreement, ...]:
    """The two lines of the situation and some of its theme, and how each goes."""
    more = rng.randint(0, 1) if is_small else rng.randint(2, len(situation.more))
    every = [*situation.own, *rng.sample(situation.more, more)]
    return tuple(_went(line, agreed=agreed, rng=rng, today=today) for line in every)


def _went(line: Agreement, *, agreed: date, rng: Random, today: date) -> Agreement:
    age = (today - agreed).days
    shares = next(shares for days, shares in HOW_IT_GOES if age >= days)
    state = rng.choices(STATES, weights=[*shares, 100 - sum(shares)])[0]
    before = _before(state, agreed=agreed, rng=rng, today=today)
    if state is LineState.OPEN:
        return replace(line, before=before)
    on = agreed + rng.randint(1, max(1, min(age - 1, 110))) * ONE_DAY
    if on >= today:
        return replace(line, before=before)
    was = LineState.OPEN if state is LineState.BUSY else rng.choice((LineState.OPEN, LineState.BUSY))
    return replace(line, before=before, state=state, said=Said(on, was, state, rng.choice(SAYINGS[state])))


def _before(state: LineState, *, agreed: date, rng: Random, today: date) -> date | None:
    if rng.random() < 0.45:
        return None
    if state in (LineState.DONE, LineState.STOPPED):
        return agreed + rng.randint(10, 90) * ONE_DAY
    return max(agreed + 7 * ONE_DAY, today + rng.randint(-4, 50) * ONE_DAY)


def helpers_of(
    lines: Sequence[Agreement], *, situation: Situation, contact: str, since: date, rng: Random
) -> tuple[Helper, ...]:
    """Who does a line takes part, and sometimes one more; a few see only that they do."""
    keys = [line.who.removeprefix(COLLEAGUE) for line in lines if line.who.startswith(COLLEAGUE)]
    if rng.random() < 0.35:
        keys.append(rng.choice(situation.helpers))
    wanted = [key for key in dict.fromkeys(keys) if key != contact]
    return tuple(Helper(key, since, Extent.THAT if rng.random() < 0.15 else Extent.WHAT) for key in wanted)


def marks_of(opened: date, *, agreed: date, can_log_in: bool, rng: Random, today: date) -> tuple[Mark, ...]:
    """The mark before, and what it became: most rise, some stay, a few fall. Not everybody answers every time."""
    how = HowGiven.SELF if can_log_in else HowGiven.WITH_HELP
    start = rng.choices((2, 3, 4, 5, 6), weights=(2, 5, 5, 3, 1))[0]
    found = [Mark(Moment.BEFORE, start, opened + min((agreed - opened).days - 1, 3) * ONE_DAY, how)]
    if rng.random() < 0.1 or opened >= agreed:
        return ()
    mark = start + rng.choices((-1, 0, 1, 2, 3), weights=(1, 3, 5, 6, 3))[0]
    weeks = agreed + SIX_WEEKS + rng.randint(0, 30) * ONE_DAY
    if weeks < today and rng.random() < 0.8:
        found.append(Mark(Moment.SIX_WEEKS, _scaled(mark), weeks, how))
    mark += rng.choices((-1, 0, 1, 2), weights=(2, 4, 5, 3))[0]
    later = months_after(agreed, months=6) + rng.randint(0, 100) * ONE_DAY
    if later < today and rng.random() < 0.7:
        found.append(Mark(Moment.FOLLOW_UP, _scaled(mark), later, how))
    return tuple(found)


def marks_of_checked(agreed: date, *, marks: tuple[Mark, ...], rng: Random) -> tuple[Mark, ...]:
    """The marks of a case that was checked, as the sources tell it: all rise, by about five points."""
    first = marks[0] if marks else Mark(Moment.BEFORE, 3, agreed - ONE_DAY, HowGiven.WITH_HELP)
    start = rng.choices((2, 3, 4), weights=(3, 5, 2))[0]
    last = min(9, start + rng.choices((4, 5, 6), weights=(3, 6, 3))[0])
    return (
        replace(first, mark=start),
        Mark(Moment.SIX_WEEKS, start + rng.randint(2, 3), agreed + SIX_WEEKS + rng.randint(0, 20) * ONE_DAY, first.how),
        Mark(Moment.FOLLOW_UP, last, months_after(agreed, months=6) + rng.randint(0, 20) * ONE_DAY, first.how),
    )


def _scaled(mark: int) -> int:
    return min(HIGHEST, max(LOWEST, mark))


def in_the_way(situation: Situation, *, agreed: date, rng: Random, today: date) -> tuple[InTheWay, ...]:
    """A rule in the way of one plan in five: answered in time, late, or not yet."""
    raised = working_day(agreed + rng.randint(3, 60) * ONE_DAY, forward=True)
    if rng.random() > 0.22 or raised >= today:
        return ()
    told, term = rules_in_the_way()[rng.choice(situation.barriers)], answers_before(raised_on=raised)
    made = InTheWay(told.rule, told.called, TOWN if told.town else "", raised, term)
    late = term if term <= today else None
    answered = working_day(raised + (rng.randint(20, 35) if rng.random() < 0.2 else rng.randint(3, 13)) * ONE_DAY)
    if answered >= today or rng.random() < 0.04:
        return (replace(made, escalated_on=late),)
    escalated = term if answered >= term else None
    state = rng.choices((BarrierState.RESOLVED, BarrierState.EXPLAINED, BarrierState.SELF_SOLVED), weights=(6, 3, 2))[0]
    if state is BarrierState.SELF_SOLVED:
        return (replace(made, state=state, closed_on=answered, escalated_on=escalated),)
    answer = told.resolved if state is BarrierState.RESOLVED else told.explained
    return (replace(made, state=state, answer=answer, closed_on=answered, escalated_on=escalated),)
