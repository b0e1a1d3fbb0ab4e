"""Decides who may say what stands in the way and who may answer, and by when; it asks no database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.barriers.terms import (
    ANSWERS,
    DAYS_TO_ANSWER,
    LONGEST_ANSWER,
    LONGEST_CALLED,
    LONGEST_RULE,
    SHORTEST_NAME,
    BarrierState,
)
from wijkwaarde.kernel.cases.rules import calls_before
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.rules import tidied

WORD = re.compile(r"\w+")
# Parts of Dutch names that are ordinary words.
BETWEEN = frozenset({"van", "den", "der", "ter", "ten", "het", "aan", "bij", "uit", "voor", "onder", "over"})
OF_SOMEBODY = "s"
ANSWERING = frozenset({Role.MANAGER.value, Role.BOARD.value})


@dataclass(frozen=True, slots=True)
class NewBarrier:
    """What somebody says about a rule in the way; `organisation_id` whose rule it is, `line_id` which agreement it holds up."""

    rule: str
    called: str = ""
    line_id: int | None = None
    organisation_id: int | None = None


def checked(new: NewBarrier, *, names: Iterable[str]) -> NewBarrier:
    """The barrier as it is kept. Errors: Refused when a text is missing, too long, or names somebody of the case."""
    known = list(names)
    rule, called = tidied(new.rule), tidied(new.called)
    if not any(sign.isalnum() for sign in rule):
        raise Refused(_("Schrijf in één zin welke regel in de weg zit."), field="rule")
    _check_length(rule, most=LONGEST_RULE, field="rule")
    _check_length(called, most=LONGEST_CALLED, field="called")
    _check_no_name(rule, names=known, field="rule")
    _check_no_name(called, names=known, field="called")
    return NewBarrier(rule, called, new.line_id, new.organisation_id)


def _check_length(text: str, *, most: int, field: str) -> None:
    if len(text) > most:
        told = _("Dit is te lang: {count} tekens, en er passen er {most}. Je tekst staat er nog. Maak hem korter.")
        raise Refused(told.format(count=len(text), most=most), field=field)


def _check_no_name(text: str, *, names: Iterable[str], field: str) -> None:
    found = name_in(text, names=names)
    if found:
        told = _("Hier staat een naam: {name}. Schrijf het zonder naam. Het gaat over een regel, nooit over een mens.")
        raise Refused(told.format(name=found), field=field)


def name_in(text: str, *, names: Iterable[str]) -> str:
    """The first word of a text that is a part of one of these names, as it was written; empty when there is none.

    >>> name_in("De bus stopt niet bij amina's huis", names=["Amina", "Bram van den Berg"])
    'amina'
    >>> name_in("De bus rijdt van de school", names=["Bram van den Berg"])
    ''
    """
    parts = {part.casefold() for name in names for part in WORD.findall(name)}
    telling = {part for part in parts - BETWEEN if len(part) >= SHORTEST_NAME}
    telling |= {part + OF_SOMEBODY for part in telling}
    return next((word for word in WORD.findall(text) if word.casefold() in telling), "")


def answers_before(*, raised_on: date) -> date:
    """The day before which a manager has answered.

    >>> answers_before(raised_on=date(2026, 11, 23))  # a Monday
    datetime.date(2026, 12, 8)
    """
    return calls_before(opened_on=raised_on, working_days=DAYS_TO_ANSWER)


def check_is_manager(role: str) -> None:
    """Errors: NotFound for who is no manager."""
    if role != Role.MANAGER.value:
        raise NotFound("barrier")


def check_answers(role: str) -> None:
    """Errors: NotFound for who answers nothing: managers do, and the board where no manager did in time."""
    if role not in ANSWERING:
        raise NotFound("barrier")


def sees_all(role: str) -> bool:
    """Whether somebody sees every rule in the way; the board sees what went higher, and nothing before that."""
    return role == Role.MANAGER.value


def check_answer(state: BarrierState, *, text: str) -> str:
    """The answer as it is kept. Errors: Refused without one, when it is too long, or when it is no answer of a manager."""
    if state not in ANSWERS:
        raise Refused(_("Kies: het kan toch, of het blijft zo."), field="state")
    answer = tidied(text)
    if not any(sign.isalnum() for sign in answer):
        raise Refused(
            _("Schrijf je antwoord in één zin. De bewoner en de professional lezen het allebei."), field="answer"
        )
    _check_length(answer, most=LONGEST_ANSWER, field="answer")
    return answer


def may_solve(*, is_resident: bool, is_raiser: bool) -> bool:
    """Whether somebody says that they solved it themselves: who said what is in the way, and the resident."""
    return is_resident or is_raiser


def may_undo(state: BarrierState, *, closed_on: date | None, today: date) -> bool:
    """Whether "we solved it ourselves" can be taken back: on the same day."""
    return state is BarrierState.SELF_SOLVED and closed_on == today
