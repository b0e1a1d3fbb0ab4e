"""Books what parties delivered, by hand or from their files, settles what was put aside, and takes back what was wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from itertools import batched
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from waarde import Period
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import Budget, budget_for, is_command
from wijkwaarde.kernel.budgets.rules import check_keeps
from wijkwaarde.kernel.deliveries import rules
from wijkwaarde.kernel.deliveries.known import sort_file
from wijkwaarde.kernel.deliveries.models import AsideLine, ColumnNames, Delivery, DeliveryFile, WaitingFile
from wijkwaarde.kernel.deliveries.queries import (
    Asked,
    aside_for,
    delivered_before,
    delivery_for,
    ends_of,
    file_for,
    file_of_form,
    lasting,
    names_of,
    new_of,
    old_files,
    party_for,
    waiting_for,
)
from wijkwaarde.kernel.deliveries.reading import OtherColumns, safe_name
from wijkwaarde.kernel.deliveries.rules import Aside, Line, NewDelivery, NewFile
from wijkwaarde.kernel.deliveries.terms import LINES_A_PIECE, AsideReason
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.actions import post_all, reverse_all
from wijkwaarde.kernel.ledger.queries import closed_until
from wijkwaarde.kernel.ledger.rules import check_reference
from wijkwaarde.kernel.money_accounts.actions import delivered_account, party_account
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.trail.actions import write_lines

LINE, UNDONE = "deliveries:{file}:{row}", "deliveries:undo:{delivery}"


@transaction.atomic
def deliver(budget: Budget, *, new: NewDelivery, by: Actor, now: datetime, today: date) -> Delivery:
    """Book one delivery by hand; the same form again gives the one that is there. Errors: Refused, NotFound."""
    _keep(budget, by=by, hold=True)
    earlier = Delivery.objects.filter(partnership_id=by.inside, booking__key=new.request_key).first()
    if earlier is not None:
        return earlier
    check_reference(new.document)
    line = _typed(new, budget=budget, by=by, today=today)
    return _booked(
        [line], [new.request_key], file=None, budget=budget, document=new.document, by=by, now=now, today=today
    )[0]


@transaction.atomic
def import_file(budget: Budget, *, new: NewFile, by: Actor, now: datetime, today: date) -> DeliveryFile:
    """Book what a file gives and put the rest aside, all of it or nothing; the same form again gives the file that is there.

    Errors: Refused for a file that cannot be read or came before; OtherColumns; NotFound.
    """
    _keep(budget, by=by, hold=True)
    earlier = DeliveryFile.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
    if earlier is not None:
        return earlier
    found = sort_file(new, budget=budget, by=by, today=today)
    made = DeliveryFile.objects.create(
        partnership_id=by.inside,
        budget=budget,
        organisation_id=new.organisation_id,
        name=safe_name(new.name),
        fingerprint=rules.fingerprint_of(new.raw),
        request_key=new.request_key,
        lines=len(found.used) + len(found.aside),
        came_at=now,
        user_id=by.user_id,
        membership_id=by.membership_id,
    )
    by.record(Act.WRITE, "delivery_file", object_id=made.pk, subjects=[])
    keys = [uuid5(NAMESPACE_OID, LINE.format(file=made.pk, row=line.row)) for line in found.used]
    _booked(
        found.used, keys, file=made, budget=budget, document=f"delivery-file-{made.pk}", by=by, now=now, today=today
    )
    AsideLine.objects.bulk_create(_aside(one, file=made) for one in found.aside)
    return made


@transaction.atomic
def keep_file(new: NewFile, *, budget: Budget, by: Actor, now: datetime, today: date) -> UUID:
    """Keep a file that can be read, and give the key under which it waits; the same form again is the same file.

    Errors: Refused for a file that cannot be read, does not add up or came before; NotFound.
    """
    names = new.names or names_of(new.organisation_id, by=by)
    with suppress(OtherColumns):  # asked on the next page
        sort_file(replace(new, names=names), budget=budget, by=by, today=today)
    WaitingFile.objects.get_or_create(
        partnership_id=by.inside,
        key=new.request_key,
        defaults={
            "budget": budget,
            "organisation_id": new.organisation_id,
            "name": safe_name(new.name),
            "year": new.year,
            "names": dict(names),
            "total": new.total,
            "raw": new.raw,
            "came_at": now,
            "handed_in": rules.may_hand_in(by.role, own=by.organisation_id),
        },
    )
    return new.request_key


@transaction.atomic
def name_columns(key: UUID, *, names: Mapping[str, str], by: Actor) -> None:
    """Say which column of a waiting file is which; the next file of this party is read the same way. Errors: NotFound."""
    waiting = waiting_for(key, by=by)
    waiting.names = dict(names)
    waiting.save(update_fields=["names"])
    if waiting.organisation_id is not None:
        ColumnNames.objects.update_or_create(
            partnership_id=by.inside, organisation_id=waiting.organisation_id, defaults={"names": dict(names)}
        )


@transaction.atomic
def book_file(key: UUID, *, by: Actor, now: datetime, today: date) -> DeliveryFile:
    """Book a waiting file; a second click gives the file that is there. Errors: Refused, OtherColumns, NotFound."""
    waiting = WaitingFile.objects.select_for_update(of=("self",)).filter(partnership_id=by.inside, key=key).first()
    if waiting is None:
        earlier = file_of_form(key, by=by)
        if earlier is None:
            raise NotFound("waiting_file")
        return earlier
    made = import_file(waiting.budget, new=new_of(waiting), by=by, now=now, today=today)
    waiting.delete()
    return made


@transaction.atomic
def drop_file(key: UUID, *, by: Actor) -> None:
    """Throw a waiting file away, unread. Errors: NotFound."""
    waiting_for(key, by=by).delete()


def ask_to_book(key: UUID, *, by: Actor, now: datetime) -> None:
    """Have the worker book a large waiting file, as who asks it; asked twice it counts once. Errors: NotFound."""
    waiting = waiting_for(key, by=by)
    _keep(waiting.budget, by=by)
    WaitingFile.objects.filter(pk=waiting.pk, asked_at__isnull=True).update(
        asked_at=now, user_id=by.user_id, membership_id=by.membership_id, refused=""
    )


def ask_back(file_id: int, *, by: Actor, now: datetime) -> None:
    """Have the worker take a large file back, as who asks it; asked twice it counts once. Errors: NotFound."""
    found = file_for(file_id, by=by)
    _keep(found.budget, by=by)
    DeliveryFile.objects.filter(pk=found.pk, back_asked_at__isnull=True).update(
        back_asked_at=now, back_user_id=by.user_id, back_membership_id=by.membership_id
    )


def answer_asked(one: Asked, *, text: str, by: Actor) -> None:
    """Tell who waits for a large file why it was not done; then it may be asked again."""
    if one.key is not None:
        WaitingFile.objects.filter(partnership_id=by.inside, key=one.key).update(asked_at=None, refused=text)
    if one.file_id is not None:
        DeliveryFile.objects.filter(partnership_id=by.inside, pk=one.file_id).update(back_asked_at=None)


def remove_old_files(*, by: Actor, now: datetime) -> None:
    """Take away the files that waited too long."""
    old_files(by=by, now=now).delete()


@transaction.atomic
def settle(aside_id: int, *, new: NewDelivery, by: Actor, now: datetime, today: date) -> Delivery:
    """Book a line that was put aside, as somebody now says it is. Errors: Refused, NotFound."""
    found = _held(aside_id, by=by)
    budget = found.file.budget
    line = replace(_typed(new, budget=budget, by=by, today=today), row=found.row)
    key = uuid5(NAMESPACE_OID, LINE.format(file=found.file_id, row=found.row))
    document = f"delivery-file-{found.file_id}"
    made = _booked([line], [key], file=found.file, budget=budget, document=document, by=by, now=now, today=today)[0]
    found.settled_on, found.delivery = today, made
    found.save(update_fields=["settled_on", "delivery"])
    return made


@transaction.atomic
def let_go(aside_id: int, *, why: str, by: Actor, today: date) -> AsideLine:
    """Let a line go that was put aside, with why. Errors: Refused, NotFound."""
    found = _held(aside_id, by=by)
    rules.check_why(why)
    found.settled_on, found.why = today, why
    found.save(update_fields=["settled_on", "why"])
    by.record(Act.WRITE, "aside_line", object_id=found.pk, subjects=[])
    return found


@transaction.atomic
def let_many_go(file_id: int, *, reason: AsideReason | None, why: str, by: Actor, today: date) -> int:
    """Let all lines of a file go that are still to settle, or those of one reason, with why; how many. Errors: Refused, NotFound."""
    found = file_for(file_id, by=by)
    _keep(found.budget, by=by)
    rules.check_open(is_settled=False, is_taken_back=found.taken_back_on is not None)
    rules.check_why(why)
    waits = found.aside.filter(settled_on=None, **({} if reason is None else {"reason": reason.value}))
    by.record(Act.WRITE, "delivery_file", object_id=found.pk, subjects=[])
    return waits.update(settled_on=today, why=why)


@transaction.atomic
def pick_up(aside_id: int, *, by: Actor) -> AsideLine:
    """Have a line that was let go to settle again; one that is there still stays so. Errors: NotFound."""
    found = aside_for(aside_id, by=by)
    _keep(found.file.budget, by=by)
    if found.why:
        found.settled_on, found.why = None, ""
        found.save(update_fields=["settled_on", "why"])
        by.record(Act.WRITE, "aside_line", object_id=found.pk, subjects=[])
    return found


@transaction.atomic
def take_back(file_id: int, *, by: Actor, now: datetime, today: date) -> DeliveryFile:
    """Undo all that a wrong file gave, with a reversal of each booking; said again it is as it was. Errors: NotFound."""
    _keep(file_for(file_id, by=by).budget, by=by, hold=True)
    found = DeliveryFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if found.taken_back_on is None:
        DeliveryFile.objects.filter(pk=found.pk).update(taken_back_on=today)
        found.taken_back_on = today
        standing = found.deliveries.filter(reversed_by__isnull=True).select_related("booking").order_by("pk")
        _undone(list(standing), by=by, now=now, today=today)
        by.record(Act.WRITE, "delivery_file", object_id=found.pk, subjects=[])
    return found


@transaction.atomic
def undo(delivery_id: int, *, by: Actor, now: datetime, today: date) -> None:
    """Undo one delivery with a reversal of its booking; said again it is as it was. Errors: Refused for a reversal; NotFound."""
    found = delivery_for(delivery_id, by=by)
    _keep(found.budget, by=by, hold=True)
    if found.reverses_id is not None:
        raise Refused(_("Dit is zelf een terugboeking. Klopte het toch? Boek het dan opnieuw."))
    if not Delivery.objects.filter(reverses=found).exists():
        _undone([found], by=by, now=now, today=today)


def _keep(budget: Budget, *, by: Actor, hold: bool = False) -> None:
    """Errors: NotFound for who does not keep this budget. Held, one thing at a time is booked on it or taken back."""
    check_keeps(by.role, is_command=is_command(by))
    budget_for(budget.pk, by=by)
    if hold:
        type(budget).objects.select_for_update(no_key=True).get(pk=budget.pk)


def _typed(new: NewDelivery, *, budget: Budget, by: Actor, today: date) -> Line:
    party_for(new.organisation_id, by=by)
    if not budget.products.filter(pk=new.product_id).exists():
        raise NotFound("product", object_id=new.product_id)
    typed = rules.check_number(new.number)
    number = lasting([typed], by=by).get(typed) if typed else ""
    if number is None:
        raise Refused(_("Er is hier geen afspraak met dit nummer."), field="number")
    line = Line(0, new.organisation_id, new.product_id, number, new.period, new.quantity, new.cents, new.why)
    rules.check_line(line, budget=Period(budget.begin, budget.until), today=today)
    rules.check_counts(line, ends=ends_of([line], by=by))
    if not new.is_again and line.same in delivered_before([line], budget=budget):
        raise Refused(_("Dit is al eens geboekt. Zet een vinkje als het er toch bij moet."), field="is_again")
    return line


def _held(aside_id: int, *, by: Actor) -> AsideLine:
    """A line that is still to settle, held until the end of the transaction. Errors: Refused, NotFound."""
    _keep(aside_for(aside_id, by=by).file.budget, by=by, hold=True)
    found = AsideLine.objects.select_for_update(of=("self",)).select_related("file__budget").get(pk=aside_id)
    rules.check_open(is_settled=found.settled_on is not None, is_taken_back=found.file.taken_back_on is not None)
    return found


def _aside(one: Aside, *, file: DeliveryFile) -> AsideLine:
    said = dict(one.said)
    return AsideLine(partnership_id=file.partnership_id, file=file, row=one.row, reason=one.reason.value, said=said)


def _booked(
    lines: Sequence[Line],
    keys: Sequence[UUID],
    *,
    file: DeliveryFile | None,
    budget: Budget,
    document: str,
    by: Actor,
    now: datetime,
    today: date,
) -> list[Delivery]:
    """Book lines some hundreds at a time, each piece with its own lines in the trail, and note each as a delivery."""
    closed = closed_until(by=by)
    sides = _sides({(line.organisation_id, line.product_id) for line in lines}, budget=budget, by=by)
    made: list[Delivery] = []
    for piece in batched(zip(lines, keys, strict=True), LINES_A_PIECE, strict=False):
        part = replace(by, seen={})
        drafts = [
            rules.draft_of(line, key=key, sides=sides, on=_on(line, today=today, closed=closed), document=document)
            for line, key in piece
        ]
        bookings = post_all(drafts, by=part, now=now)
        made += Delivery.objects.bulk_create(
            _delivery(line, booking_id=booking_id, file=file, budget=budget, today=today)
            for (line, _key), booking_id in zip(piece, bookings, strict=True)
        )
        write_lines(by=part)
    return made


def _on(line: Line, *, today: date, closed: date | None) -> date:
    return rules.booked_on(until=line.period.until, today=today, closed_until=closed)


def _sides(wanted: set[tuple[int, int]], *, budget: Budget, by: Actor) -> dict[tuple[int, int], tuple[int, int]]:
    """For each party and product the account on which it is delivered, and the party's own."""
    parties = Organisation.objects.filter(partnership_id=by.inside).in_bulk({party for party, _product in wanted})
    products = budget.products.in_bulk({product for _party, product in wanted})
    owed = {pk: party_account(party, by=by).pk for pk, party in parties.items()}
    return {
        (party, product): (delivered_account(parties[party], products[product], by=by).pk, owed[party])
        for party, product in sorted(wanted)
    }


def _delivery(line: Line, *, booking_id: int, file: DeliveryFile | None, budget: Budget, today: date) -> Delivery:
    return Delivery(
        partnership_id=budget.partnership_id,
        budget=budget,
        file=file,
        row=line.row if file else None,
        organisation_id=line.organisation_id,
        product_id=line.product_id,
        number=line.number,
        begin=line.period.begin,
        until=line.period.until,
        quantity=line.quantity,
        cents=line.cents,
        declared_on=today,
        booking_id=booking_id,
        why=line.why,
    )


def _undone(standing: Sequence[Delivery], *, by: Actor, now: datetime, today: date) -> None:
    """Turn deliveries round, those of one day together: on the same day if that is open, else on the first one that is."""
    closed = closed_until(by=by)
    days: dict[date, list[Delivery]] = defaultdict(list)
    for one in standing:
        days[one.booking.on if closed is None else max(one.booking.on, closed)].append(one)
    for on, those in sorted(days.items()):
        for piece in batched(those, LINES_A_PIECE, strict=False):
            part = replace(by, seen={})
            keys = [uuid5(NAMESPACE_OID, UNDONE.format(delivery=one.pk)) for one in piece]
            bookings = reverse_all([one.booking_id for one in piece], by=part, on=on, keys=keys, now=now)
            Delivery.objects.bulk_create(
                _turned(one, booking_id=booking_id, today=today)
                for one, booking_id in zip(piece, bookings, strict=True)
            )
            write_lines(by=part)


def _turned(one: Delivery, *, booking_id: int, today: date) -> Delivery:
    """What undoes a delivery: the same below 0, said today, with the reversal of its booking."""
    return Delivery(
        partnership_id=one.partnership_id,
        budget_id=one.budget_id,
        organisation_id=one.organisation_id,
        product_id=one.product_id,
        number=one.number,
        begin=one.begin,
        until=one.until,
        quantity=None if one.quantity is None else -one.quantity,
        cents=-one.cents,
        declared_on=today,
        booking_id=booking_id,
        reverses=one,
    )
