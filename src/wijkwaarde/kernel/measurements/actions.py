"""Writes marks: gives one, takes back a wrong tap, and keeps whether the fixed contact may know that it fell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe
from uuid import UUID

from django.db import transaction

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.measurements import rules
from wijkwaarde.kernel.measurements.models import MarkLink, Measurement
from wijkwaarde.kernel.measurements.queries import course_of, hashed, link_for, mark_for
from wijkwaarde.kernel.measurements.terms import (
    LINK_HOLDS,
    TOKEN_BYTES,
    WORDING_EDITION,
    HowGiven,
    Measure,
    Moment,
)
from wijkwaarde.kernel.trail.actions import recorded

COMMAND = "mark-link"


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark as it comes in: how much, on which day, and how."""

    mark: int
    given_on: date
    how_given: HowGiven


@transaction.atomic
def give_mark(new: NewMark, *, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> Measurement:
    """Keep a mark of the resident for the moment that its day belongs to; the one before it for that moment stays, replaced.

    The same form sent again gives the mark it made. Errors: Refused, NotFound.
    """
    rules.check_mark(new.mark)
    rules.check_how_given(new.how_given, is_resident=seen.is_resident)
    _hold(seen, today=today)
    sent = Measurement.objects.filter(case=seen.case, request_key=request_key).first()
    if sent is not None:
        return sent
    made = _give(new, seen=seen, request_key=request_key, today=today)
    _note(made, by=by, seen=seen)
    return made


def _hold(seen: SeenCase, *, today: date) -> None:
    """Keep the writer's part as it is, and let others who write a mark in this case wait."""
    if not seen.may_read:
        raise NotFound("measurement", subjects=(seen.case.resident_id,))
    hold(seen, today=today, when_done=True)
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)


def _give(new: NewMark, *, seen: SeenCase, request_key: UUID, today: date) -> Measurement:
    course = course_of(seen)
    rules.check_day(new.given_on, today=today, course=course)
    standing = _standing(seen)
    moment = rules.check_moment(rules.moment_on(new.given_on, course=course, given=standing))
    before = standing.get(moment)
    if before is not None:
        before.withdrawn_on = today
        before.save(update_fields=["withdrawn_on"])
    return Measurement.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        person_id=seen.case.resident_id,
        measure=Measure.EXPERIENCED_WELLBEING.value,
        wording_edition=WORDING_EDITION,
        moment=moment.value,
        mark=new.mark,
        given_on=new.given_on,
        written_on=today,
        how_given=new.how_given.value,
        asked_afterwards=rules.is_afterwards(moment, given_on=new.given_on, course=course),
        said_by=seen.participant,
        replaces=before,
        request_key=request_key,
    )


def _standing(seen: SeenCase) -> dict[Moment, Measurement]:
    """The marks that count, by moment; also those that the writer does not get to see."""
    rows = Measurement.objects.filter(case=seen.case, person_id=seen.case.resident_id, withdrawn_on__isnull=True)
    return {Moment(one.moment): one for one in rows}


@transaction.atomic
def take_back(mark_id: int, *, by: Actor, seen: SeenCase, today: date) -> Moment:
    """Take back a mark of today; the one that it replaced counts again. Errors: Refused, NotFound."""
    _hold(seen, today=today)
    mark_for(mark_id, seen=seen)
    mine = Measurement.objects.select_related("replaces").get(pk=mark_id)
    rules.check_may_undo(written_on=mine.written_on, today=today, is_current=mine.withdrawn_on is None)
    mine.withdrawn_on = today
    mine.save(update_fields=["withdrawn_on"])
    if mine.replaces is not None:
        mine.replaces.withdrawn_on = None
        mine.replaces.save(update_fields=["withdrawn_on"])
    _note(mine, by=by, seen=seen)
    return Moment(mine.moment)


@transaction.atomic
def tell_contact(mark_id: int, *, by: Actor, seen: SeenCase, tell: bool, today: date) -> None:
    """Keep whether the fixed contact may know that this mark fell; who changes their mind says it again. Errors: NotFound."""
    _hold(seen, today=today)
    found = mark_for(mark_id, seen=seen)
    if not found.has_fallen:
        raise NotFound("measurement", object_id=mark_id, subjects=(seen.case.resident_id,))
    Measurement.objects.filter(pk=mark_id).update(tell_contact=tell)
    by.record(Act.WRITE, "measurement", object_id=mark_id, subjects=[seen.case.resident_id], purpose=seen.purpose)


def _note(mark: Measurement, *, by: Actor, seen: SeenCase) -> None:
    by.record(Act.WRITE, "measurement", object_id=mark.pk, subjects=[mark.person_id], purpose=seen.purpose)


@transaction.atomic
def make_link(*, by: Actor, seen: SeenCase, today: date) -> str:
    """Make a personal link for the resident to give the mark of now; the one before it stops. Gives its token, once.

    Errors: Refused when no mark is asked today, NotFound.
    """
    rules.check_may_make_link(is_contact=seen.part is Part.CONTACT)
    _hold(seen, today=today)
    rules.check_moment(rules.moment_on(today, course=course_of(seen), given=_standing(seen)))
    MarkLink.objects.filter(case=seen.case, used_on__isnull=True, revoked_on__isnull=True).update(revoked_on=today)
    token = token_urlsafe(TOKEN_BYTES)
    made = MarkLink.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        made_by=seen.participant,
        token_hash=hashed(token),
        made_on=today,
        expires_on=today + LINK_HOLDS,
    )
    by.record(Act.WRITE, "mark_link", object_id=made.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return token


def give_by_link(token: str, *, mark: int, request_key: UUID, today: date) -> None:
    """Keep the mark that somebody gave with a personal link; the link gives one mark, and the same form again none.

    Errors: Refused, and NotFound for a link that is unknown, expired, used or revoked.
    """
    rules.check_mark(mark)
    found = link_for(token, today=today)
    if found is None:
        raise NotFound("mark_link")
    by = Actor.console(COMMAND, partnership_id=found.partnership_id)
    with recorded(by=by):
        link = MarkLink.objects.select_for_update().select_related("case").get(pk=found.link_id)
        if link.used_on is None:
            _use(link, mark=mark, by=by, request_key=request_key, today=today)
        elif not Measurement.objects.filter(case=link.case, request_key=request_key).exists():
            raise NotFound("mark_link")


def _use(link: MarkLink, *, mark: int, by: Actor, request_key: UUID, today: date) -> None:
    Case.objects.select_for_update(no_key=True).get(pk=link.case_id)
    resident = Participant.objects.filter(case=link.case, part=Part.RESIDENT.value, until__isnull=True).first()
    if resident is None:
        raise NotFound("mark_link")
    seen = SeenCase(link.case, resident, Part.RESIDENT, may_read=True)
    made = _give(NewMark(mark, today, HowGiven.LINK), seen=seen, request_key=request_key, today=today)
    link.used_on = today
    link.save(update_fields=["used_on"])
    by.record(Act.WRITE, "measurement", object_id=made.pk, subjects=[made.person_id], purpose=Purpose.OWN)
