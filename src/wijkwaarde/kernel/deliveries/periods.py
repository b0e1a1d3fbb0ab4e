"""Reads the periods that providers write: a month, four weeks, a quarter, a year or two days; it knows no file."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from waarde import Period

MONTH_NAMES = "januari februari maart april mei juni juli augustus september oktober november december".split()
SHORT = 3
MONTHS_A_YEAR, MONTHS_A_QUARTER, QUARTERS = 12, 3, 4
FOUR_WEEKS, LAST_FOUR_WEEKS = 4, 13
YEAR = re.compile(r"(\d{4})")
YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
NAMED_MONTH = re.compile(r"([a-z]+)[-/. ]+(\d{4})")
WEEKS = re.compile(r"(\d{4})[-/. ]?p(\d{1,2})")
QUARTER = re.compile(r"(\d{4})[-/. ]?[kq](\d)")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
ONE_DAY = timedelta(days=1)


def period_of(text: str) -> Period | None:
    """The period that a text names; None where it names none.

    >>> [str(period_of(text).begin) for text in ("2026-03", "3-2026", "maart 2026", "2026-P03", "2026-K2", "2026")]
    ['2026-03-01', '2026-03-01', '2026-03-01', '2026-02-23', '2026-04-01', '2026-01-01']
    >>> (lambda two_weeks: (two_weeks.until - two_weeks.begin).days)(period_of("1-3-2026 t/m 14-3-2026"))
    14
    >>> period_of("2026-13"), period_of("2026-P14"), period_of("voorjaar")
    (None, None, None)
    """
    plain = " ".join(text.casefold().split()).replace("tot en met", "t/m")
    begin, is_days, last = plain.partition("t/m")
    if is_days:
        return between(day_of(begin), last=day_of(last))
    try:
        return _named(plain) or _month_of(day_of(plain))
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """The day that a text names: 2026-03-31 or 31-03-2026; None where it names none.

    >>> day_of("31-03-2026"), day_of("2026-02-30")
    (datetime.date(2026, 3, 31), None)
    """
    plain = text.strip().partition("T")[0].removesuffix(" 00:00:00")
    iso, dutch = ISO_DAY.fullmatch(plain), DUTCH_DAY.fullmatch(plain)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else None
    except ValueError:
        return None


def between(begin: date | None, *, last: date | None) -> Period | None:
    """The period from a day up to and including another; None where that is none: 31-12-9999 is no last day."""
    return Period(begin, last + ONE_DAY) if begin and last and begin <= last < date.max else None


def year_about(period: Period) -> int:
    """The year in which the middle of a period is: the first four weeks of a year may begin in December."""
    return (period.begin + (period.until - period.begin) / 2).year


def written(cell: object) -> str:
    """A cell as the text that is read here: a day as in ISO 8601, a number with a comma and without the noise of a sum."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return "" if cell is None else " ".join(str(cell).split())


def _named(plain: str) -> Period | None:
    if found := YEAR.fullmatch(plain):
        return Period(date(int(found[1]), 1, 1), date(int(found[1]) + 1, 1, 1))
    if found := YEAR_MONTH.fullmatch(plain):
        return _months(int(found[1]), month=int(found[2]))
    if found := MONTH_YEAR.fullmatch(plain):
        return _months(int(found[2]), month=int(found[1]))
    if found := NAMED_MONTH.fullmatch(plain):
        names = [name for name in MONTH_NAMES if name.startswith(found[1]) and len(found[1]) >= SHORT]
        return _months(int(found[2]), month=MONTH_NAMES.index(names[0]) + 1) if names else None
    if found := QUARTER.fullmatch(plain):
        first = (int(found[2]) - 1) * MONTHS_A_QUARTER + 1
        return _months(int(found[1]), month=first, count=MONTHS_A_QUARTER)
    found = WEEKS.fullmatch(plain)
    return _four_weeks(int(found[1]), number=int(found[2])) if found else None


def _months(year: int, *, month: int, count: int = 1) -> Period:
    """Errors: ValueError for a month that is none."""
    end = month + count
    return Period(date(year, month, 1), date(year + (end > MONTHS_A_YEAR), (end - 1) % MONTHS_A_YEAR + 1, 1))


def _month_of(day: date | None) -> Period | None:
    """A spreadsheet makes the first of the month of what somebody typed as a month."""
    return _months(day.year, month=day.month) if day and day.day == 1 else None


def _four_weeks(year: int, *, number: int) -> Period:
    """Period 1 begins with the first ISO week; the last one has five weeks in a year of 53. Errors: ValueError."""
    if not 1 <= number <= LAST_FOUR_WEEKS:
        raise ValueError(number)
    begin = date.fromisocalendar(year, (number - 1) * FOUR_WEEKS + 1, 1)
    if number == LAST_FOUR_WEEKS:
        return Period(begin, date.fromisocalendar(year + 1, 1, 1))
    return Period(begin, begin + timedelta(weeks=FOUR_WEEKS))
