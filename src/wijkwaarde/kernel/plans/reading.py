"""Reads agreements out of a text that somebody spoke or typed in one go; what is not said there, it does not make up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
# Without a year, a day that is further away than this was meant otherwise: it stays in the words.
FURTHEST = timedelta(days=300)
WEEK = 7
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# "Nieuwe regel" is what a telephone writes down where it does not know that word.
BETWEEN = re.compile(r"[\r\n]+|[.,;]?\s*\bnieuwe regel\b[.,;]?", re.IGNORECASE)
MARK = re.compile(r"^\s*(?:[-*•–]+|\d{1,2}\s*[.)])\s*")
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
IN_WORDS = rf"(?P<day>\d{{1,2}})(?:e|de|ste)?\s+(?P<month>{'|'.join(MONTHS)})\b(?:\s+(?P<year>\d{{4}})\b)?"
IN_DIGITS = r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})(?:[-/](?P<y>\d{4}))?(?![\d/-])"
SAID_DAY = re.compile(
    rf"[,;]?\s*\b(?P<how>v[oó]{{2}}r|uiterlijk)\s+(?:op\s+)?(?:{WEEKDAY}\s*)?"
    rf"(?:{IN_WORDS}|{IN_DIGITS}|(?<=dag)\b|(?P<tomorrow>morgen|overmorgen)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """An agreement as it was said: what, who (empty: not said) and before which day (None: not said)."""

    what: str
    who: str = ""
    before: date | None = None


def spoken_lines(text: str, *, names: Mapping[str, str], today: date) -> list[SpokenLine]:
    """The agreements in a text, one a line; `names` gives who is meant by how they may be called.

    >>> spoken_lines("Opa maakt de kamer af voor 12 december", names={"Opa": "Opa"}, today=date(2026, 11, 22))
    [SpokenLine(what='Maakt de kamer af', who='Opa', before=datetime.date(2026, 12, 12))]
    """
    said = (MARK.sub("", line).strip() for line in BETWEEN.split(text))
    known = {called.casefold(): name for called, name in names.items()}
    return [_line(line, names=_callable(known), today=today) for line in said if line]


def _callable(known: dict[str, str]) -> dict[str, str]:
    """By how somebody may be called: their whole name, or their first where nobody else has it; the longest first."""
    firsts = [name.split()[0] for name in known]
    short = {name.split()[0]: full for name, full in known.items() if firsts.count(name.split()[0]) == 1}
    return dict(sorted((short | known).items(), key=lambda pair: -len(pair[0])))


def _line(text: str, *, names: dict[str, str], today: date) -> SpokenLine:
    what, before = _without_day(text, today=today)
    who, what = _who(what, names=names)
    what = what.strip(" ,;:").removesuffix(".").strip()
    return SpokenLine(what[:1].upper() + what[1:], who, before) if what else SpokenLine(text)


def _who(text: str, *, names: dict[str, str]) -> tuple[str, str]:
    """Who is named at the beginning, and the rest."""
    folded = text.casefold()
    for called, full in names.items():
        rest = text[len(called) :]
        if folded.startswith(called) and (not rest or not (rest[0].isalnum() or rest[0] in "'’-")):
            return full, rest.lstrip(" ,:")
    return "", text


def _without_day(text: str, *, today: date) -> tuple[str, date | None]:
    """The words without the day that they end before, and that day; the words as they are where none is said."""
    for found in SAID_DAY.finditer(text):
        day = _day(found, today=today)
        if day is not None:
            rest = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()
            return rest, day + ONE_DAY if found["how"].casefold() == "uiterlijk" else day
    return text, None


def _day(found: re.Match[str], *, today: date) -> date | None:
    """The day that is meant, None where there is no such day."""
    number, month = found["day"] or found["d"], found["m"]
    if found["month"]:
        month = str(MONTHS.index(found["month"].casefold()) + 1)
    if number and month:
        return _date(int(number), month=int(month), year=found["year"] or found["y"], today=today)
    if found["tomorrow"]:
        return today + ONE_DAY * (1 if found["tomorrow"].casefold() == "morgen" else 2)
    if found["weekday"]:
        ahead = (WEEKDAYS.index(found["weekday"].casefold()) - today.weekday() - 1) % WEEK + 1
        return today + ahead * ONE_DAY
    return None


def _date(number: int, *, month: int, year: str | None, today: date) -> date | None:
    """That day in its year, or the first one to come where no year is said and it is not far away."""
    for one in [int(year)] if year else [today.year, today.year + 1]:
        try:
            day = date(one, month, number)
        except ValueError:
            continue
        if year or today <= day <= today + FURTHEST:
            return day
    return None
