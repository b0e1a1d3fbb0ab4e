"""Decides who may write, agree and move lines of a plan, from whom help comes when nobody says, and which line goes on.

It asks no database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from waarde import Band, HelpSource
from wijkwaarde.kernel.cases.terms import Domain, Part
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.plans.terms import MOST_LINES, NEXT_STATES, SMALL_PLAN, LineState

# Shorter ones ("met", "uur") stand in any agreement.
WORD = re.compile(r"[^\W\d_]{4,}")

type Same = Callable[[NewLine, NewLine], bool]


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as it is written: what, who does it (`participant_id`, or else a name), and before which day.

    `source` is None where the writer leaves it to `likely_source`; what comes after it may be left out for good.
    `first_id` is the line that the writer says it goes on from; that makes no other agreement of it.
    """

    what: str
    participant_id: int | None = None
    who: str = ""
    before: date | None = None
    source: HelpSource | None = None
    band: Band | None = None
    begin: date | None = None
    until: date | None = None
    domain: Domain | None = None
    first_id: int | None = field(default=None, compare=False)

    @property
    def in_words(self) -> NewLine:
        """The same without what it is about: said later, that makes no other agreement of it."""
        return replace(self, domain=None)


def may_see(*, may_read: bool, is_own: bool, domain: Domain | None, domains: Container[Domain]) -> bool:
    """Whether somebody sees an agreement: who reads the case, who does it, and who is shown what it is about.

    This is the one place that decides it: every page, print, file and list asks `queries.plan_for`, and that asks here.

    >>> may_see(may_read=False, is_own=False, domain=Domain.HOME, domains={Domain.HOME})
    True
    >>> may_see(may_read=False, is_own=False, domain=None, domains={Domain.HOME})
    False
    """
    return may_read or is_own or (domain is not None and domain in domains)


def likely_source(part: Part | None) -> HelpSource:
    """From whom help comes when the writer does not say: by the part of who does it, None for a free name.

    >>> likely_source(Part.RESIDENT), likely_source(Part.PROFESSIONAL), likely_source(None)
    (<HelpSource.SELF: 'self'>, <HelpSource.EXISTING: 'existing'>, <HelpSource.OWN_NETWORK: 'own-network'>)
    """
    if part is None:
        return HelpSource.OWN_NETWORK
    if part is Part.REPRESENTATIVE:
        return HelpSource.OWN_NETWORK
    return HelpSource.SELF if part is Part.RESIDENT else HelpSource.EXISTING


def check_count(number: int) -> None:
    """Refuse a plan without a line, or with more than fit on the paper for the table."""
    if not number:
        raise Refused(_("Schrijf ten minste één afspraak op."), field="what_1")
    if number > MOST_LINES:
        raise Refused(_("Er passen {most} afspraken in een plan. Voeg er een paar samen.").format(most=MOST_LINES))


def check_line(line: NewLine, *, number: int, today: date) -> None:
    """Refuse a line without what or who, with an end that has been, or with one before its begin."""
    if not line.what:
        raise Refused(_("Schrijf op wat er gaat gebeuren."), field=f"what_{number}")
    if line.participant_id is None and not line.who:
        raise Refused(_("Kies of schrijf wie dit doet."), field=f"who_{number}")
    for name, day in (("before", line.before), ("until", line.until)):
        if day is not None and day < today:
            text = _("Deze datum is al geweest. Kies een dag vanaf vandaag. De rest van je tekst staat er nog.")
            raise Refused(text, field=f"{name}_{number}")
    if line.begin is not None and line.until is not None and line.until < line.begin:
        raise Refused(_("Het einde ligt vóór het begin. Kies een latere dag."), field=f"until_{number}")


def may_move(*, is_resident: bool, is_doer: bool) -> bool:
    """Whether somebody says how a line goes: who does it, and the resident."""
    return is_resident or is_doer


def check_may_move(*, is_resident: bool, is_doer: bool, old: LineState, new: LineState) -> None:
    """Refuse somebody else, and a step that is not in the table."""
    if not may_move(is_resident=is_resident, is_doer=is_doer):
        raise Refused(_("Alleen wie dit doet, en de bewoner, kan zeggen hoe het gaat."))
    if new is not old and new not in NEXT_STATES[old]:
        raise Refused(_("Dit kan nu niet meer. Kijk hoe het er nu voor staat."))


def check_may_agree(*, is_resident: bool) -> None:
    """Refuse who is not the resident: without their yes there is no plan."""
    if not is_resident:
        raise Refused(_("De bewoner zelf zegt ja tegen het plan."))


def may_hear(*, part: Part) -> bool:
    """Whether somebody may keep a yes that the resident said aloud: the fixed contact, whom the resident speaks with."""
    return part is Part.CONTACT


def check_may_hear(*, part: Part, lines: int) -> None:
    """Refuse somebody else, and more lines than can be said and agreed on the telephone."""
    if not may_hear(part=part):
        raise Refused(_("Alleen het vaste contact kan zeggen: de bewoner zei ja."))
    if lines > SMALL_PLAN:
        text = _("Aan de telefoon spreek je er hooguit {most} af. Maak een voorstel. De bewoner leest het en zegt ja.")
        raise Refused(text.format(most=SMALL_PLAN))


def may_take_back(*, is_own: bool, is_newest: bool, on: date, today: date) -> bool:
    """Whether somebody may take an answer back: their own, the last one about the line, on the day itself."""
    return is_own and is_newest and on == today


def check_may_check(*, is_resident: bool) -> None:
    """Refuse who is not the resident: whether the plan fits is asked of them alone."""
    if not is_resident:
        raise Refused(_("Alleen de bewoner zelf zegt of het plan nog klopt."))


# --- Which line goes on from which ---


def firsts_of(lines: Sequence[NewLine], *, stands: Sequence[NewLine], parties: Mapping[int, int]) -> list[int | None]:
    """For each line of a new version the first of the agreed line that it is, changed or not; None where it is new.

    `stands` are the agreed lines, each with its first; `parties` the organisation of who takes part and works at one.
    The same words count most, then the same words by another of that organisation, then the row of the form where its
    party stayed and a word did *(own choice)*. An agreed line goes on in one line at most.

    >>> old = NewLine("Begeleiding, 2 uur", who="Thuiszorg", first_id=7)
    >>> new = NewLine("Begeleiding, 3 uur", who="Thuiszorg", first_id=7)
    >>> firsts_of([new, NewLine("Koken", who="Opa")], stands=[old], parties={})
    [7, None]
    """
    free = {one.first_id: one for one in stands if one.first_id is not None}
    found: dict[int, int] = {}
    for same in _ways(parties):
        for place, line in enumerate(lines):
            there = [] if place in found else [first for first, one in free.items() if same(line, one)]
            if there:
                found[place] = line.first_id if line.first_id in there else there[0]
                del free[found[place]]
    return [found.get(place) for place in range(len(lines))]


def _ways(parties: Mapping[int, int]) -> tuple[Same, ...]:
    """How two lines are the same, the surest way first."""

    def same_party(line: NewLine, other: NewLine) -> bool:
        return _party(line, parties=parties) == _party(other, parties=parties)

    return (
        lambda line, other: line.in_words == other.in_words,
        lambda line, other: _plain(line) == _plain(other) and _doer(line) == _doer(other),
        lambda line, other: _plain(line) == _plain(other) and same_party(line, other),
        lambda line, other: line.first_id == other.first_id and same_party(line, other) and _share_a_word(line, other),
    )


def _plain(line: NewLine) -> str:
    return " ".join(line.what.casefold().split())


def _doer(line: NewLine) -> int | str:
    return line.participant_id or line.who.casefold()


def _party(line: NewLine, *, parties: Mapping[int, int]) -> tuple[str, int | str]:
    party = parties.get(line.participant_id or 0)
    return ("doer", _doer(line)) if party is None else ("party", party)


def _share_a_word(line: NewLine, other: NewLine) -> bool:
    return bool(_words(line) & _words(other)) or not _words(other)


def _words(line: NewLine) -> set[str]:
    return set(WORD.findall(_plain(line)))
