"""A case: its situations as lines, its risks, marks and price list. It holds facts; it counts nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waarde.errors import WaardeError
from waarde.lines import FirstYear, Line
from waarde.prices import EURO
from waarde.terms import DAYS_PER_YEAR, Situation

LOWEST_MARK = 1
HIGHEST_MARK = 10
EVERYTHING = "everything"
IN_THE_CASE = "in the case file"
OWN_EDITION = "1"
NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that may happen when nothing changes: a chance at group level, what it costs, what stops.

    `stops` names lines of the situation 'nothing' that do not run for `stop_days` days when it happens.
    `title` says it in the words of the reader where `name` is a slug.
    Errors: chance-out-of-range, stop-days-out-of-range, line-twice.
    """

    name: str
    chance: float
    lines: tuple[Line, ...]
    level: str = ""
    source: str = ""
    stops: tuple[str, ...] = ()
    stop_days: float = 0
    title: str = ""

    def __post_init__(self) -> None:
        where = f"risk '{self.name}'"
        if not 0 <= self.chance <= 1:
            raise WaardeError("chance-out-of-range", where=where, got=self.chance)
        if self.stops and not 0 < self.stop_days <= DAYS_PER_YEAR:
            raise WaardeError("stop-days-out-of-range", where=where, got=self.stop_days)
        check_names_differ(self.lines, where=where)

    @property
    def shown(self) -> str:
        """The risk in the words of the reader."""
        return self.title or self.name

    @property
    def stop_share(self) -> float:
        """The part of the year that the stopped lines do not run when the risk happens."""
        return self.stop_days / DAYS_PER_YEAR if self.stops else 0.0


@dataclass(frozen=True, slots=True)
class Nothing:
    """What is expected when nothing changes: today's lines that run on, other lines, and risks.

    A line with the name of one of today's takes its place; `without` names those that end.
    """

    lines: tuple[Line, ...] = ()
    risks: tuple[Risk, ...] = ()
    runs_on: bool = True
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A resident's or carer's own mark, 1 to 10, at a moment. Errors: mark-out-of-range."""

    who: str
    moment: str
    mark: int
    day: date | None = None

    def __post_init__(self) -> None:
        if self.mark not in range(LOWEST_MARK, HIGHEST_MARK + 1):
            raise WaardeError("mark-out-of-range", where=f"mark of {self.who}", got=self.mark)


@dataclass(frozen=True, slots=True)
class Cashable:
    """Which share of a party's gain becomes money in hand, and when. Errors: share-out-of-range."""

    bearer: str
    share: float
    when: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise WaardeError("share-out-of-range", where="cashable", got=self.share, who=self.bearer)


@dataclass(frozen=True, slots=True)
class PriceListUsed:
    """Which edition an analysis was made with."""

    name: str
    edition: str
    price_year: str | None = None
    currency: str = EURO
    example: bool = False


@dataclass(frozen=True)
class Case:
    """Everything that one analysis is about. A situation that is None is unknown; () means nothing runs.

    `unconfirmed` names lines of the plan that nobody confirmed at follow-up: then 'realised' is unknown.
    Bearers are slugs of the reference data. Errors: line-twice, stops-unknown-line, replaces-unknown-line,
    stops-more-than-all, currencies-mixed.
    """

    name: str
    price_list: PriceListUsed
    start: date | None = None
    now: tuple[Line, ...] | None = None
    nothing: Nothing | None = None
    solution: tuple[Line, ...] | None = None
    realised: tuple[Line, ...] | None = None
    marks: tuple[Mark, ...] = ()
    cashable: tuple[Cashable, ...] = ()
    notes: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for situation, lines in (
            (Situation.NOW, self.now),
            (Situation.NOTHING, self.nothing.lines if self.nothing else None),
            (Situation.SOLUTION, self.solution),
            (Situation.REALISED, self.realised),
        ):
            check_names_differ(lines or (), where=f"situation '{situation.value}'")
        check_one_currency(self)
        check_cashable(self)
        check_marks(self.marks)
        if self.nothing is not None:
            check_names_differ(self.nothing.risks, where="nothing.risk")
            check_stops(self)

    @property
    def first_year(self) -> FirstYear:
        """The 12 months that are counted."""
        return FirstYear(self.start)

    @property
    def risks(self) -> tuple[Risk, ...]:
        """The risks of the situation 'nothing'."""
        return self.nothing.risks if self.nothing else ()


def lines_when_nothing_changes(case: Case) -> tuple[Line, ...] | None:
    """Today's lines that run on, with those that take their place or are added; None when unknown.

    Unknown is: not described, or a copy of an unknown 'now' to which nothing is added.

    >>> case = Case("c", PriceListUsed("p", "1"), now=(Line("coffee"),), nothing=Nothing((Line("visit"),)))
    >>> [line.name for line in lines_when_nothing_changes(case)]
    ['coffee', 'visit']
    """
    nothing = case.nothing
    if nothing is None:
        return None
    if nothing.runs_on and case.now is None and not nothing.lines and not nothing.risks:
        return None
    replaced = {line.name for line in nothing.lines} | set(nothing.without)
    running = (case.now or ()) if nothing.runs_on else ()
    return tuple(line for line in running if line.name not in replaced) + nothing.lines


def all_lines(case: Case) -> Iterable[Line]:
    """Every line of every situation, those of the risks included; one of 'now' that runs on comes once."""
    for lines in (case.now, case.nothing.lines if case.nothing else (), case.solution, case.realised):
        yield from lines or ()
    for risk in case.risks:
        yield from risk.lines


def check_names_differ(named: Iterable[Line | Risk], *, where: str) -> None:
    """Refuse two lines, or two risks, with one name in one situation."""
    seen: set[str] = set()
    for one in named:
        if one.name in seen:
            raise WaardeError("line-twice", where=where, got=one.name)
        seen.add(one.name)


def check_one_currency(case: Case) -> None:
    """Refuse prices in more than one currency, or in another one than the price list's."""
    found = {line.price.currency for line in all_lines(case) if line.price} | {case.price_list.currency}
    if len(found) > 1:
        raise WaardeError("currencies-mixed", where=f"case '{case.name}'", got=", ".join(sorted(found)))


def check_marks(marks: Iterable[Mark]) -> None:
    """Refuse two marks of one person at one moment."""
    seen: set[tuple[str, str]] = set()
    for mark in marks:
        if (mark.who, mark.moment) in seen:
            raise WaardeError("mark-twice", where="marks", got=mark.moment, who=mark.who)
        seen.add((mark.who, mark.moment))


def check_cashable(case: Case) -> None:
    """Refuse two shares of one party."""
    seen: set[str] = set()
    for part in case.cashable:
        if part.bearer in seen:
            raise WaardeError("cashable-twice", where="cashable", got=part.bearer)
        seen.add(part.bearer)


def check_stops(case: Case) -> None:
    """Refuse stops of lines that do not run, and more stops than there is."""
    assert case.nothing is not None
    running = {line.name for line in lines_when_nothing_changes(case) or ()}
    today = {line.name for line in case.now or ()}
    for name in case.nothing.without:
        if name not in today:
            known = ", ".join(sorted(today)) or "-"
            raise WaardeError("replaces-unknown-line", where="nothing.without", got=name, known=known)
    stopped = dict.fromkeys(running, 0.0)
    for risk in case.nothing.risks:
        for name in stops_of(risk, running=running):
            if name not in running:
                known = ", ".join(sorted(running)) or "-"
                raise WaardeError("stops-unknown-line", where=f"risk '{risk.name}'", got=name, known=known)
            stopped[name] += risk.chance * risk.stop_share
    for name, share in stopped.items():
        if share > 1 + NOISE:
            raise WaardeError("stops-more-than-all", where="nothing.risk", got=round(share, 4), line=name)


def stops_of(risk: Risk, *, running: Iterable[str]) -> tuple[str, ...]:
    """The names of the lines that stop when the risk happens; 'everything' stands for all that run.

    >>> stops_of(Risk("r", 0.5, (), stops=("everything",), stop_days=10), running=["b", "a"])
    ('a', 'b')
    """
    return tuple(sorted(running)) if risk.stops == (EVERYTHING,) else tuple(dict.fromkeys(risk.stops))
