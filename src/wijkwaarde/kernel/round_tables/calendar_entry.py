"""Writes an entry for a calendar: a moment, a neutral title and a link; never a name or a place (they stand behind log-in)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Moment:
    """What a calendar may know of a meeting: its number, when, how long, which version, and if it was cancelled."""

    table_id: int
    starts_at: datetime
    minutes: int
    version: int
    is_cancelled: bool


def entry(moment: Moment, *, title: str, url: str, now: datetime) -> bytes:
    """An iCalendar file (RFC 5545) with one entry; the same table with a higher version replaces it.

    Times are written in UTC, so that the night in which the clock changes is read the same everywhere.

    >>> moment = Moment(1, datetime(2026, 12, 1, 9, 0, tzinfo=UTC), 75, 1, is_cancelled=False)
    >>> made = entry(moment, title="Afspraak", url="https://voorbeeld.example/", now=datetime(2026, 11, 22, tzinfo=UTC))
    >>> [line for line in made.decode().splitlines() if line.startswith(("DT", "SUM", "SEQ")) and "STAMP" not in line]
    ['SUMMARY:Afspraak', 'DTSTART:20261201T090000Z', 'DTEND:20261201T101500Z', 'SEQUENCE:1']
    """
    begin = moment.starts_at.astimezone(UTC)
    event = Event()
    event.add("summary", title)
    event.add("dtstart", begin)
    event.add("dtend", begin + timedelta(minutes=moment.minutes))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("uid", f"tafel-{moment.table_id}@wijkwaarde")
    event.add("sequence", moment.version)
    event.add("url", url)
    event.add("status", "CANCELLED" if moment.is_cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Wijkwaarde//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if moment.is_cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
