"""Reads round tables: those of a case, one of them, and who sits there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.queries import SeenCase, works
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.round_tables.calendar_entry import Moment
from wijkwaarde.kernel.round_tables.models import RoundTable, Seat
from wijkwaarde.kernel.round_tables.terms import LONGEST, Answer, Kind


@dataclass(frozen=True, slots=True)
class SeenSeat:
    """Somebody at a table: their name, their answer, and whether it is the seat of who looks."""

    seat_id: int
    name: str
    answer: Answer
    participant_id: int | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table as one participant may see it; who sees only their own part sees no other seats."""

    table_id: int
    kind: Kind
    starts_at: datetime
    minutes: int
    place: str
    is_cancelled: bool
    version: int
    seats: tuple[SeenSeat, ...]


def tables_of(seen: SeenCase, *, now: datetime) -> list[SeenTable]:
    """The tables of a case that are still to come or go on now, the first one first."""
    begun = now - timedelta(minutes=LONGEST)
    coming = RoundTable.objects.filter(case=seen.case, starts_at__gte=begun, cancelled_on__isnull=True)
    keys = list(coming.values_list("pk", flat=True))
    if not keys:
        return []
    here = Participant.objects.filter(takes_part(timezone.localdate(now)), case=seen.case)
    seats = Seat.objects.filter(Q(participant__isnull=True) | Q(participant__in=here), round_table__in=keys)
    found = _shown(_rows(seats), seen=seen)
    return [one for one in found if one.starts_at + timedelta(minutes=one.minutes) > now]


def table_for(table_id: int, *, seen: SeenCase, by: Actor) -> SeenTable:
    """One table of a case, cancelled or past too, noted for the trail. Errors: NotFound."""
    found = _shown(_rows(Seat.objects.filter(round_table_id=table_id, round_table__case=seen.case)), seen=seen)
    if not found:
        raise NotFound("round_table", object_id=table_id, subjects=(seen.case.resident_id,))
    subjects = [seen.case.resident_id]
    by.record(Act.READ, "round_table", object_id=table_id, subjects=subjects, purpose=seen.purpose)
    return found[0]


def takes_part(today: date) -> Q:
    """The condition that somebody takes part today: a person, or a member who still works here."""
    return works(today) | (running(today) & Q(person__isnull=False))


def moment_of(table: RoundTable | SeenTable) -> Moment:
    """What a calendar may know of a table."""
    if isinstance(table, SeenTable):
        return Moment(table.table_id, table.starts_at, table.minutes, table.version, table.is_cancelled)
    is_cancelled = table.cancelled_on is not None
    return Moment(table.pk, table.starts_at, table.minutes, table.version, is_cancelled)


def _rows(seats: QuerySet[Seat]) -> list[Seat]:
    rows = seats.select_related("round_table", "participant__membership", "participant__person")
    return list(rows.order_by("round_table__starts_at", "round_table_id", "pk"))


def _shown(seats: list[Seat], *, seen: SeenCase) -> list[SeenTable]:
    tables: dict[int, tuple[RoundTable, list[SeenSeat]]] = {}
    for seat in seats:
        _first, told = tables.setdefault(seat.round_table_id, (seat.round_table, []))
        is_own = seat.participant_id == seen.participant.pk
        if seen.may_read or is_own:
            told.append(SeenSeat(seat.pk, _name(seat), Answer(seat.answer), seat.participant_id, is_own))
    return [_table(table, seats=told) for table, told in tables.values() if told]


def _table(table: RoundTable, *, seats: list[SeenSeat]) -> SeenTable:
    return SeenTable(
        table_id=table.pk,
        kind=Kind(table.kind),
        starts_at=table.starts_at,
        minutes=table.minutes,
        place=table.place,
        is_cancelled=table.cancelled_on is not None,
        version=table.version,
        seats=tuple(seats),
    )


def _name(seat: Seat) -> str:
    one = seat.participant
    if one is None:
        return seat.name
    named = one.membership or one.person
    return "" if named is None else named.name
