"""Decides by when an answer comes, what may be answered, and what is done with it; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.rules import check_words, months_after
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import tidied
from wijkwaarde.kernel.privacy_requests.terms import (
    LONGEST_ANSWER,
    LONGEST_REASON,
    LONGEST_WORDS,
    TERMS,
    Outcome,
    RequestKind,
    Term,
)

# These say enough without a sentence.
NEED_NO_WORDS = frozenset({RequestKind.RESTRICTION, RequestKind.ERASURE})
# What a yes changes at once, and what somebody still does after it.
WORKS_AT_ONCE = frozenset({RequestKind.RESTRICTION})
DONE_LATER = frozenset({RequestKind.ERASURE})
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What somebody asks, in a sentence; `line_id`: about which line of the trail."""

    kind: RequestKind
    words: str = ""
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What the privacy contact answers."""

    outcome: Outcome
    answer: str = ""


def term_on(day: date) -> Term:
    """The term that holds for what is asked on a day."""
    return max((one for one in TERMS if one.since <= day), key=lambda one: one.since)


def due_on(asked_on: date) -> date:
    """The last day on which the answer comes.

    >>> due_on(date(2026, 1, 31)), due_on(date(2028, 1, 30))
    (datetime.date(2026, 2, 28), datetime.date(2028, 2, 29))
    """
    return months_after(asked_on, months=term_on(asked_on).months)


def due_when_extended(asked_on: date) -> date:
    """The last day after the one time that it may take longer.

    >>> due_when_extended(date(2026, 11, 30))
    datetime.date(2027, 2, 28)
    """
    term = term_on(asked_on)
    return months_after(asked_on, months=term.months + term.more_months)


def asked_words(new: NewRequest) -> str:
    """The sentence as it is kept. Errors: Refused where one is needed, or it is too long."""
    if new.kind in NEED_NO_WORDS and not tidied(new.words):
        return ""
    return check_words(new.words, most=LONGEST_WORDS, field="words")


def outcomes(kind: RequestKind) -> tuple[Outcome, ...]:
    """What may be answered to this."""
    return (Outcome.EXPLAINED,) if kind is RequestKind.LOOK else (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED)


def answer_words(new: NewAnswer, *, kind: RequestKind) -> str:
    """The answer as it is kept. Errors: Refused when it does not fit the question, or a no has no reason."""
    if new.outcome not in outcomes(kind):
        raise Refused(_("Kies een antwoord dat bij de vraag past."), field="outcome")
    if new.outcome is Outcome.GRANTED and not tidied(new.answer):
        return ""
    if not tidied(new.answer):
        raise Refused(_("Schrijf op waarom. De bewoner leest het."), field="answer")
    return check_words(new.answer, most=LONGEST_ANSWER, field="answer")


def reason_words(text: str) -> str:
    """Why it takes longer, as it is kept. Errors: Refused."""
    return check_words(text, most=LONGEST_REASON, field="because")


def is_late(due: date, *, today: date) -> bool:
    """Whether the answer should have been there."""
    return due < today


def is_soon(due: date, *, today: date) -> bool:
    """Whether the answer must come within a week."""
    return today <= due <= today + SOON


def check_open(*, is_answered: bool, is_withdrawn: bool) -> None:
    """Refuse to answer or put off what is answered or no longer wanted."""
    if is_withdrawn:
        raise Refused(_("De bewoner trok deze vraag in. Een antwoord hoeft niet meer."))
    if is_answered:
        raise Refused(_("Deze vraag heeft al een antwoord."))


def check_may_extend(*, is_extended: bool, due: date, today: date) -> None:
    """Refuse a second time, and to take longer when it is too late already."""
    if is_extended:
        raise Refused(_("Je hebt al één keer meer tijd genomen. Vaker mag niet."))
    if is_late(due, today=today):
        raise Refused(_("De dag is voorbij. Meer tijd nemen kan niet meer: geef nu antwoord."))


def check_may_lift(*, kind: RequestKind, is_done: bool, is_lifted: bool) -> None:
    """Refuse to lift what is no restriction that runs."""
    if kind is not RequestKind.RESTRICTION or not is_done or is_lifted:
        raise Refused(_("Er is nu geen beperking om op te heffen."))


def check_may_grant(outcome: Outcome, *, stays: bool) -> None:
    """Refuse a whole yes to removing where a law or a hold keeps a part."""
    if outcome is Outcome.GRANTED and stays:
        raise Refused(_("Een deel moet blijven. Kies: voor een deel, en schrijf op waarom."), field="outcome")


def check_may_carry_out(*, kind: RequestKind, outcome: Outcome | None, is_done: bool) -> None:
    """Refuse to remove what nobody decided to remove, or was removed already."""
    if kind not in DONE_LATER or outcome not in (Outcome.GRANTED, Outcome.PARTLY):
        raise Refused(_("Hierover is niet besloten. Geef eerst antwoord."))
    if is_done:
        raise Refused(_("Dit is al gedaan."))
