"""The small money and the hours of the example neighbourhood in this year: purses with what was paid, hours that people gave, and how much one fte is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone

from wijkwaarde.demo.money.draw import first_year, told_in_file
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.given_hours.actions import give_hours, open_pursuit
from wijkwaarde.kernel.small_purses.actions import NewPayment, pay, top_up
from wijkwaarde.kernel.staffing.actions import set_norm
from wijkwaarde.kernel.trail.actions import recorded

HUNDREDTHS = 100
# Hours of a month are told on the first day of the next one.
MORNING = time(9)
# In a summer month less is given, in December more.
SEASON = (1.0, 1.0, 1.05, 1.0, 1.0, 0.95, 0.7, 0.65, 1.05, 1.1, 1.1, 1.4)

type As = Callable[[str], Actor]


def spend_and_give(*, acting: As, today: date) -> None:
    """Fill the purses, pay from them and book given hours, up to today; `acting` gives somebody of the cast by key."""
    by = acting("karel")
    with recorded(by=by):
        parties = {name: pk for pk, name in organisations(by=by, today=today)}
        told = told_in_file()["norm"]
        since, hours = date(first_year(today), 1, 1), told["hours_a_year"] * HUNDREDTHS
        set_norm(by=by, since=since, hours_a_year=hours, source=told["source"])
        for one in told_in_file()["purse"]:
            told_on = _at(date(today.year, 1, 1))
            cents, key = one["euros"] * HUNDREDTHS, _key(f"purse-{one['party']}")
            top_up(parties[one["party"]], cents=cents, by=by, request_key=key, now=told_on)
        _give(parties, by=by, today=today)
    for one in told_in_file()["paid"]:
        if (on := date(today.year, *one["day"])) <= today:
            by = acting(one["who"])
            with recorded(by=by):
                new = NewPayment(cents=one["cents"], what=one["what"], request_key=_key(f"paid-{on}"))
                pay(new, by=by, now=_at(on))


def _give(parties: dict[str, int], *, by: Actor, today: date) -> None:
    for one in told_in_file()["given"]:
        account = open_pursuit(parties[one["party"]], name=one["name"], by=by)
        for month in range(1, today.month):
            begin, told_on = date(today.year, month, 1), _at(date(today.year, month + 1, 1))
            hours = round(one["hours"] * SEASON[month - 1]) * HUNDREDTHS
            key = _key(f"given-{one['name']}-{month}")
            give_hours(account, month=begin, hours=hours, by=by, request_key=key, now=told_on)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"wijkwaarde-demo-daily-{text}")
