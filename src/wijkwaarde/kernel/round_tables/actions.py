"""Writes round tables: plans, changes and cancels a meeting, notes who comes, tells members that something is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.queries import SeenCase, hold, works
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.round_tables import rules
from wijkwaarde.kernel.round_tables.calendar_entry import Moment
from wijkwaarde.kernel.round_tables.models import RoundTable, Seat
from wijkwaarde.kernel.round_tables.queries import moment_of, takes_part
from wijkwaarde.kernel.round_tables.rules import NewTable
from wijkwaarde.kernel.round_tables.terms import Answer

# Sends one neutral mail about a table to an address.
type Invitation = Callable[[str, Moment], None]


@transaction.atomic
def plan_table(*, by: Actor, seen: SeenCase, new: NewTable, request_key: UUID, now: datetime) -> RoundTable:
    """Plan a meeting; whoever plans it sits there, and the resident does. The same request again gives the same one.

    Errors: Refused, NotFound.
    """
    _check(seen, new=new, now=now)
    table, is_new = RoundTable.objects.get_or_create(
        case=seen.case,
        request_key=request_key,
        defaults={
            "partnership_id": seen.case.partnership_id,
            "planned_by": seen.participant,
            "kind": new.kind.value,
            "starts_at": new.starts_at,
            "minutes": new.minutes,
            "place": new.place,
        },
    )
    if is_new:
        _seat(table, seen=seen, new=replace(new, participants=new.participants | {seen.participant.pk}), now=now)
        _note(by, seen=seen, table=table)
    return table


@transaction.atomic
def change_table(*, by: Actor, seen: SeenCase, table_id: int, new: NewTable, version: int, now: datetime) -> RoundTable:
    """Change when, where, how and who; everybody at the table is told again. Errors: Refused, NotFound, Stale."""
    _check(seen, new=new, now=now)
    table = _held(table_id, seen=seen, version=version)
    moved = (table.starts_at, table.minutes, table.place) != (new.starts_at, new.minutes, new.place)
    table.kind, table.starts_at = new.kind.value, new.starts_at
    table.minutes, table.place, table.version = new.minutes, new.place, table.version + 1
    table.save(update_fields=["kind", "starts_at", "minutes", "place", "version"])
    _seat(table, seen=seen, new=new, now=now)
    if moved:
        mine = Q(participant=seen.participant)
        table.seats.exclude(mine).update(told_at=None, tries=0, tried_at=None, answer=Answer.OPEN.value)
    _note(by, seen=seen, table=table)
    return table


@transaction.atomic
def cancel_table(*, by: Actor, seen: SeenCase, table_id: int, version: int, now: datetime) -> RoundTable:
    """Call a meeting off; cancelled twice it counts once. Errors: NotFound, Stale."""
    _check_may_read(seen)
    hold(seen, today=timezone.localdate(now), when_done=True)
    table = RoundTable.objects.select_for_update().filter(pk=table_id, case=seen.case).first()
    if table is not None and table.cancelled_on is not None:
        return table
    table = _held(table_id, seen=seen, version=version)
    table.cancelled_on, table.version = timezone.localdate(now), table.version + 1
    table.save(update_fields=["cancelled_on", "version"])
    table.seats.exclude(participant=seen.participant).update(told_at=None, tries=0, tried_at=None)
    _note(by, seen=seen, table=table)
    return table


@transaction.atomic
def answer_seat(*, by: Actor, seen: SeenCase, seat_id: int, answer: Answer, now: datetime) -> None:
    """Say whether somebody comes; saying the same again does nothing. Errors: Refused, NotFound."""
    hold(seen, today=timezone.localdate(now), when_done=True)
    seat = Seat.objects.select_for_update().filter(pk=seat_id, round_table__case=seen.case).first()
    if seat is None:
        raise NotFound("seat", object_id=seat_id, subjects=(seen.case.resident_id,))
    is_own = seat.participant_id == seen.participant.pk
    if not (seen.may_read or is_own):
        raise NotFound("seat", object_id=seat_id, subjects=(seen.case.resident_id,))
    rules.check_may_answer(is_resident=seen.is_resident, is_own_seat=is_own)
    if seat.answer != answer.value:
        seat.answer = answer.value
        seat.save(update_fields=["answer"])
        _note(by, seen=seen, table=seat.round_table)


def tell_next_seat(*, by: Actor, invitation: Invitation, now: datetime) -> bool:
    """Write to one member at a coming table who was not told yet; whether there was one to write to.

    Locked until it is noted, as with who takes part in a case: two workers never tell the same person.
    """
    waiting = Seat.objects.filter(
        partnership_id=by.inside,
        round_table__starts_at__gt=now,
        participant__in=Participant.objects.filter(works(timezone.localdate(now))),
    ).select_related("participant__membership__user", "round_table")
    return tell_one(waiting, send=lambda seat: invitation(_address(seat), moment_of(seat.round_table)), now=now)


def _address(seat: Seat) -> str:
    """Where a member reads their mail."""
    assert seat.participant is not None, "a guest is not written to"
    assert seat.participant.membership is not None, "a resident is not written to"
    return seat.participant.membership.user.email


def _check(seen: SeenCase, *, new: NewTable, now: datetime) -> None:
    _check_may_read(seen)
    hold(seen, today=timezone.localdate(now))
    rules.check_table(new, now=now)
    known = Participant.objects.filter(
        takes_part(timezone.localdate(now)), case=seen.case, pk__in=new.participants
    ).count()
    if known != len(new.participants):
        raise Refused(_("Iemand die je koos, doet niet meer mee. Kies opnieuw wie er komt."), field="participants")


def _check_may_read(seen: SeenCase) -> None:
    if not seen.may_read:
        raise NotFound("round_table", subjects=(seen.case.resident_id,))


def _held(table_id: int, *, seen: SeenCase, version: int) -> RoundTable:
    """The table, locked, as the writer saw it. Errors: NotFound, Stale."""
    table = RoundTable.objects.select_for_update().filter(pk=table_id, case=seen.case).first()
    if table is None:
        raise NotFound("round_table", object_id=table_id, subjects=(seen.case.resident_id,))
    if table.version != version or table.cancelled_on is not None:
        text = _("Deze afspraak is net veranderd. Kijk eerst hoe het nu is.")
        raise Stale(text, saved={}, version=table.version)
    return table


def _seat(table: RoundTable, *, seen: SeenCase, new: NewTable, now: datetime) -> None:
    """Give everybody who was chosen a seat, keep who had one, and take away who was left out."""
    resident = Participant.objects.filter(case=seen.case, person_id=seen.case.resident_id).order_by("-begin").first()
    wanted = set(new.participants) | ({resident.pk} if resident else set())
    table.seats.filter(participant__isnull=False).exclude(participant_id__in=wanted).delete()
    table.seats.filter(participant__isnull=True).exclude(name__in=new.guests).delete()
    seated = set(table.seats.values_list("participant_id", flat=True))
    named = set(table.seats.values_list("name", flat=True))
    mine = {"told_at": now, "answer": Answer.COMING.value}
    Seat.objects.bulk_create(
        Seat(
            partnership_id=table.partnership_id,
            round_table=table,
            participant_id=pk,
            **(mine if pk == seen.participant.pk else {}),
        )
        for pk in sorted(wanted - seated)
    )
    Seat.objects.bulk_create(
        Seat(partnership_id=table.partnership_id, round_table=table, name=name)
        for name in dict.fromkeys(new.guests)
        if name not in named
    )


def _note(by: Actor, *, seen: SeenCase, table: RoundTable) -> None:
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "round_table", object_id=table.pk, subjects=subjects, purpose=seen.purpose)
