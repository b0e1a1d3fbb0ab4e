"""What happened in one case of the example neighbourhood, as plain values with days; it knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waarde import Band, HelpSource
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.terms import Extent, Manner, Origin
from wijkwaarde.kernel.measurements.terms import HowGiven, Moment
from wijkwaarde.kernel.parties.terms import Channel
from wijkwaarde.kernel.plans.terms import CheckAnswer, LineState
from wijkwaarde.kernel.round_tables.terms import Kind

# Who does a line: the resident, the fixed contact, a colleague by key behind the sign, or else a name.
RESIDENT, CONTACT, COLLEAGUE = "ik", "contact", "@"


@dataclass(frozen=True, slots=True)
class Resident:
    """Whose question it is. With an `email` they can log in; `is_cast`: they are there already, under this address."""

    name: str
    phone: str
    channel: Channel = Channel.CALL
    via: str = ""
    email: str = ""
    is_cast: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """That the contact spoke with the resident, and when they come back."""

    on: date
    manner: Manner
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the doer of a line, or else the resident, said about it."""

    on: date
    was: LineState
    state: LineState
    text: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One line of the plan."""

    what: str
    who: str
    source: HelpSource
    band: Band | None
    before: date | None = None
    state: LineState = LineState.OPEN
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A table: how, on which day and hour, where, and who comes along for the resident."""

    kind: Kind
    on: date
    hour: int
    place: str
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that the resident gave."""

    moment: Moment
    mark: int
    on: date
    how: HowGiven


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A rule in the way, and what came of it."""

    rule: str
    called: str
    organisation: str
    raised_on: date
    answer_before: date
    state: BarrierState = BarrierState.OPEN
    answer: str = ""
    closed_on: date | None = None
    escalated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """A colleague whom the resident chose, by key."""

    key: str
    since: date
    extent: Extent = Extent.WHAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One case from the first sentence until today; `asked_by` is the colleague who wrote it down for the resident."""

    resident: Resident
    words: str
    wants: str = ""
    cans: str = ""
    needs: str = ""
    feared: str = ""
    opened_on: date
    call_before: date
    origin: Origin = Origin.RESIDENT
    asked_by: str = ""
    contact: str
    calls: tuple[Call, ...] = ()
    helpers: tuple[Helper, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agreed_on: date | None = None
    lines: tuple[Agreement, ...] = ()
    check: tuple[date, CheckAnswer] | None = None
    marks: tuple[Mark, ...] = ()
    in_the_way: tuple[InTheWay, ...] = ()
    closed_on: date | None = None
    title: str = ""

    @property
    def is_small(self) -> bool:
        """Whether its plan was made without a table."""
        return bool(self.lines) and not self.meetings
