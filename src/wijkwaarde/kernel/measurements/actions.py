"""Writes marks: gives one, takes back a wrong tap, keeps who may know of it, and that somebody wants none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe
from uuid import UUID

from django.db import transaction

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.carers.actions import keep_resident_sees
from wijkwaarde.kernel.carers.models import InformalCarer
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.measurements import rules
from wijkwaarde.kernel.measurements.models import CURRENT, SAYS_NO, MarkLink, Measurement, NoMarks
from wijkwaarde.kernel.measurements.queries import SeenMark, course_of, hashed, link_for, mark_for, own_marks, says_no
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


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose mark it is in which case, and who writes it down (nobody, where who cares along has a link)."""

    case: Case
    person_id: int
    said_by: Participant | None


@dataclass(frozen=True, slots=True)
class ByLink:
    """What was given with a link: the mark, and for who cares along their own line and whether the resident may see it."""

    mark: SeenMark
    contact: str
    is_carers: bool
    resident: str = ""
    resident_sees: bool | None = None
    marks: tuple[SeenMark, ...] = ()


@transaction.atomic
def give_mark(
    new: NewMark, *, by: Actor, seen: SeenCase, request_key: UUID, today: date, carer: InformalCarer | None = None
) -> Measurement:
    """Keep a mark of the resident, or of `carer`, for the moment that its day belongs to; the one before it stays, replaced.

    The same form sent again gives the mark it made. Errors: Refused, NotFound.
    """
    rules.check_mark(new.mark)
    is_own = seen.is_resident and not seen.is_represented and carer is None
    rules.check_how_given(new.how_given, is_resident=is_own)
    if carer is not None:
        rules.check_may_write_for_carer(is_resident=seen.is_resident)
    _hold(seen, today=today)
    sent = Measurement.objects.filter(case=seen.case, request_key=request_key).first()
    if sent is not None:
        return sent
    whose = _Whose(seen.case, _person(seen, carer=carer), seen.participant)
    made = _give(new, whose=whose, request_key=request_key, today=today)
    _note(made, by=by, seen=seen)
    return made


def _person(seen: SeenCase, *, carer: InformalCarer | None) -> int:
    return seen.case.resident_id if carer is None else carer.person_id


def _hold(seen: SeenCase, *, today: date) -> None:
    """Keep the writer's part as it is, and let others who write a mark in this case wait."""
    if not seen.may_read:
        raise NotFound("measurement", subjects=(seen.case.resident_id,))
    hold(seen, today=today, when_done=True)
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)


def _give(new: NewMark, *, whose: _Whose, request_key: UUID, today: date) -> Measurement:
    rules.check_takes_part(says_no=says_no(whose.case, person_id=whose.person_id))
    course = course_of(whose.case)
    rules.check_day(new.given_on, today=today, course=course)
    standing = _standing(whose)
    moment = rules.check_moment(rules.moment_on(new.given_on, course=course, given=standing))
    before = standing.get(moment)
    if before is not None:
        before.withdrawn_on = today
        before.save(update_fields=["withdrawn_on"])
    return Measurement.objects.create(
        partnership_id=whose.case.partnership_id,
        case=whose.case,
        person_id=whose.person_id,
        measure=Measure.EXPERIENCED_WELLBEING.value,
        wording_edition=WORDING_EDITION,
        moment=moment.value,
        mark=new.mark,
        given_on=new.given_on,
        written_on=today,
        how_given=new.how_given.value,
        asked_afterwards=rules.is_afterwards(moment, given_on=new.given_on, course=course),
        said_by=whose.said_by,
        replaces=before,
        request_key=request_key,
    )


def _standing(whose: _Whose) -> dict[Moment, Measurement]:
    """The marks that count, by moment; also those that the writer does not get to see."""
    rows = Measurement.objects.filter(case=whose.case, person_id=whose.person_id, withdrawn_on__isnull=True)
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
def say_no(*, by: Actor, seen: SeenCase, today: date, carer: InformalCarer | None = None) -> None:
    """Keep that the resident, or `carer`, wants to be asked for no mark; what was given stays. Errors: NotFound."""
    person_id = _may_say_no(seen, carer=carer)
    _hold(seen, today=today)
    _say_no(_Whose(seen.case, person_id, seen.participant), today=today)
    by.record(Act.WRITE, "no_marks", object_id=None, subjects=[person_id], purpose=seen.purpose)


@transaction.atomic
def say_yes_again(*, by: Actor, seen: SeenCase, today: date, carer: InformalCarer | None = None) -> None:
    """Take back that they want to be asked for no mark. Errors: NotFound."""
    person_id = _may_say_no(seen, carer=carer)
    _hold(seen, today=today)
    _say_yes_again(seen.case, person_id=person_id, today=today)
    by.record(Act.WRITE, "no_marks", object_id=None, subjects=[person_id], purpose=seen.purpose)


def _may_say_no(seen: SeenCase, *, carer: InformalCarer | None) -> int:
    is_contact = seen.part is Part.CONTACT
    if not rules.may_say_no(is_resident=seen.is_resident, is_contact=is_contact, is_carer=carer is not None):
        raise NotFound("no_marks", subjects=(seen.case.resident_id,))
    return _person(seen, carer=carer)


def _say_no(whose: _Whose, *, today: date) -> None:
    NoMarks.objects.get_or_create(
        partnership_id=whose.case.partnership_id,
        case=whose.case,
        person_id=whose.person_id,
        until=None,
        defaults={"begin": today, "said_by": whose.said_by},
    )


def _say_yes_again(case: Case, *, person_id: int, today: date) -> None:
    rules.check_is_measured(is_measured=case.unmeasured_on is None)
    NoMarks.objects.filter(SAYS_NO, case=case, person_id=person_id).update(until=today)


def stop_asking(case: Case, *, today: date) -> None:
    """Let every personal link of a case stop: the resident wants nothing measured."""
    MarkLink.objects.filter(case=case, used_on__isnull=True, revoked_on__isnull=True).update(revoked_on=today)


def forget_marks(case: Case, *, today: date) -> list[int]:
    """Withdraw the marks that the resident gave in a case, because they do not want them kept; the ids of those marks."""
    marks = Measurement.objects.filter(CURRENT, case=case, person_id=case.resident_id)
    gone = list(marks.values_list("pk", flat=True))
    marks.update(withdrawn_on=today)
    return gone


def bring_marks_back(case: Case, *, marks: list[int], today: date) -> None:
    """Let marks count again that were forgotten today by mistake."""
    Measurement.objects.filter(pk__in=marks, case=case, withdrawn_on=today).update(withdrawn_on=None)


@transaction.atomic
def make_link(*, by: Actor, seen: SeenCase, today: date, carer: InformalCarer | None = None) -> str:
    """Make a personal link for the resident, or for `carer`, to give the mark of now; theirs before it stops. Gives its token, once.

    Errors: Refused when no mark is asked today, NotFound.
    """
    rules.check_may_make_link(is_contact=seen.part is Part.CONTACT)
    _hold(seen, today=today)
    whose = _Whose(seen.case, _person(seen, carer=carer), None)
    rules.check_takes_part(says_no=says_no(seen.case, person_id=whose.person_id))
    rules.check_moment(rules.moment_on(today, course=course_of(seen.case), given=_standing(whose)))
    mine = MarkLink.objects.filter(case=seen.case, carer=carer)
    mine.filter(used_on__isnull=True, revoked_on__isnull=True).update(revoked_on=today)
    token = token_urlsafe(TOKEN_BYTES)
    made = MarkLink.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        carer=carer,
        made_by=seen.participant,
        token_hash=hashed(token),
        made_on=today,
        expires_on=today + LINK_HOLDS,
    )
    by.record(Act.WRITE, "mark_link", object_id=made.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return token


def give_by_link(token: str, *, mark: int, request_key: UUID, today: date) -> ByLink:
    """Keep the mark that somebody gave with a personal link; the link gives one mark, and the same form again none.

    Errors: Refused, and NotFound for a link that is unknown, expired, used or revoked.
    """
    rules.check_mark(mark)
    with _opened(token, today=today) as (link, by):
        if link.used_on is None:
            _use(link, mark=mark, by=by, request_key=request_key, today=today)
        return _by_link(link, request_key=request_key)


def answer_by_link(
    token: str, *, request_key: UUID, today: date, tell: bool | None = None, resident_sees: bool | None = None
) -> ByLink:
    """Keep who may know of a mark that was given with this link, asked of who has the key of its form and nobody else.

    Errors: NotFound, also for a mark that did not fall, and for a resident who is asked what the resident may see.
    """
    with _opened(token, today=today) as (link, by):
        found = _by_link(link, request_key=request_key)
        if (tell is not None and not found.mark.has_fallen) or (resident_sees is not None and link.carer is None):
            raise NotFound("mark_link")
        if tell is not None:
            Measurement.objects.filter(pk=found.mark.pk).update(tell_contact=tell)
        if resident_sees is not None and link.carer is not None:
            keep_resident_sees(link.carer, by=by, sees=resident_sees)
        subjects = [_whose(link).person_id]
        by.record(Act.WRITE, "measurement", object_id=found.mark.pk, subjects=subjects, purpose=Purpose.OWN)
        return _by_link(link, request_key=request_key)


def no_by_link(token: str, *, wants_none: bool, today: date) -> None:
    """Keep with a personal link that somebody wants to be asked for no mark, or takes that back. Errors: NotFound."""
    with _opened(token, today=today) as (link, by):
        whose = _whose(link)
        if wants_none:
            _say_no(whose, today=today)
        else:
            _say_yes_again(link.case, person_id=whose.person_id, today=today)
        by.record(Act.WRITE, "no_marks", object_id=None, subjects=[whose.person_id], purpose=Purpose.OWN)


@contextmanager
def _opened(token: str, *, today: date) -> Iterator[tuple[MarkLink, Actor]]:
    """A link that still holds, locked with its case, in a transaction of its partnership. Errors: NotFound."""
    found = link_for(token, today=today)
    if found is None:
        raise NotFound("mark_link")
    by = Actor.console(COMMAND, partnership_id=found.partnership_id)
    with recorded(by=by):
        links = MarkLink.objects.select_for_update(of=("self",)).select_related("case__resident", "carer")
        link = links.get(pk=found.link_id)
        Case.objects.select_for_update(no_key=True).get(pk=link.case_id)
        yield link, by


def _use(link: MarkLink, *, mark: int, by: Actor, request_key: UUID, today: date) -> None:
    new = NewMark(mark, today, HowGiven.LINK)
    made = _give(new, whose=_whose(link), request_key=request_key, today=today)
    link.used_on = today
    link.save(update_fields=["used_on"])
    by.record(Act.WRITE, "measurement", object_id=made.pk, subjects=[made.person_id], purpose=Purpose.OWN)


def _whose(link: MarkLink) -> _Whose:
    if link.carer is not None:
        return _Whose(link.case, link.carer.person_id, None)
    resident = Participant.objects.filter(case=link.case, part=Part.RESIDENT.value, until__isnull=True).first()
    if resident is None:
        raise NotFound("mark_link")
    return _Whose(link.case, link.case.resident_id, resident)


def _by_link(link: MarkLink, *, request_key: UUID) -> ByLink:
    """What the form with this key gave, where it was this link's and still counts. Errors: NotFound."""
    whose = _whose(link)
    made = Measurement.objects.filter(case=link.case, person_id=whose.person_id, request_key=request_key).first()
    marks = own_marks(link.case, person_id=whose.person_id)
    mark = next((one for one in marks if made is not None and one.pk == made.pk), None)
    if mark is None:
        raise NotFound("mark_link")
    contacts = Participant.objects.filter(case=link.case, part=Part.CONTACT.value, until__isnull=True)
    contact = contacts.values_list("membership__name", flat=True).first() or ""
    if link.carer is None:
        return ByLink(mark, contact, is_carers=False)
    name = link.case.resident.name.split()[0]
    return ByLink(mark, contact, is_carers=True, resident=name, resident_sees=link.carer.resident_sees, marks=marks)
