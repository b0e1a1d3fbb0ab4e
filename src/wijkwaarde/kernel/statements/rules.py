"""Decides when a resident may set words of their own beside a text; it asks no database."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.rules import check_words
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.privacy_requests.terms import Outcome, RequestKind
from wijkwaarde.kernel.statements.terms import LONGEST_STATEMENT


def may_state(*, kind: str, outcome: str) -> bool:
    """Whether words may stand beside a text: a correction was asked, and not or not wholly made (GDPR article 16).

    >>> may_state(kind="correction", outcome="refused"), may_state(kind="correction", outcome="granted")
    (True, False)
    """
    return kind == RequestKind.CORRECTION.value and outcome in (Outcome.REFUSED.value, Outcome.PARTLY.value)


def check_statement(text: str) -> str:
    """The words as they are kept. Errors: Refused for nothing, or too much."""
    return check_words(text, most=LONGEST_STATEMENT, field="words")


def may_take_back(on: date, *, today: date) -> bool:
    """Whether it is still the day on which it was said."""
    return on == today


def check_take_back(on: date, *, today: date) -> None:
    """Refuse to take back what others read since a day."""
    if not may_take_back(on, today=today):
        raise Refused(_("Dit kan alleen op de dag zelf. Wil je het nu weg? Vraag het bij Mijn gegevens."))
