"""Everybody's own mark, in words and by day: the moments in order, and the first and last of each person; no averages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wijkwaarde.instruments.micro_analysis import labels
from wijkwaarde.instruments.micro_analysis.view_model import Mark

Told = tuple[str, str, float, date | str | None]


def marks_in_words(told: Iterable[Told]) -> tuple[Mark, ...]:
    """Marks as (who, moment, mark, day), with person and moment in the words of the reader."""
    return tuple(
        Mark(labels.person(who), labels.moment(moment), mark, str(day or "")) for who, moment, mark, day in told
    )


def moments_of(marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """The moments by their earliest day; in the order in which they are told when a moment has no day."""
    told = list(dict.fromkeys(mark.moment for mark in marks))
    days = {
        moment: min((mark.day for mark in marks if mark.moment == moment and mark.day), default="") for moment in told
    }
    if all(days.values()):
        told.sort(key=lambda moment: days[moment])
    return tuple(told)


def people_of(marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """Who gave a mark, in the order in which they are told."""
    return tuple(dict.fromkeys(mark.who for mark in marks))


def marks_given(marks: tuple[Mark, ...]) -> dict[tuple[str, str], float]:
    """The mark of each person at each moment."""
    return {(mark.who, mark.moment): mark.mark for mark in marks}


def first_and_last(marks: tuple[Mark, ...]) -> dict[str, tuple[float, ...]]:
    """The first and the last mark of each person, by the order of the moments; one mark where there is only one.

    >>> first_and_last((Mark("Amina", "after", 8, "2026-06-01"), Mark("Amina", "before", 3, "2026-01-01")))
    {'Amina': (3, 8)}
    """
    given, moments = marks_given(marks), moments_of(marks)
    by_person = {who: [given[who, at] for at in moments if (who, at) in given] for who in people_of(marks)}
    return {who: (found[0],) if len(found) == 1 else (found[0], found[-1]) for who, found in by_person.items()}
