"""Writes cases: opens a question, fills the three boxes, lets people take part and stop, notes a call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import on_duty, professional, running
from wijkwaarde.kernel.cases import rules
from wijkwaarde.kernel.cases.known import known_person
from wijkwaarde.kernel.cases.models import Case, CaseCover, ContactNote, Participant, Share
from wijkwaarde.kernel.cases.queries import (
    SeenCase,
    brought_before,
    cases_without_contact,
    hold,
    told_cover,
)
from wijkwaarde.kernel.cases.terms import LONGEST_BOX, LONGEST_WORDS, Domain, Extent, Ground, Manner, Part
from wijkwaarde.kernel.covers.actions import arrange_cover
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.parties.actions import add_person_reached
from wijkwaarde.kernel.parties.queries import own_partnership
from wijkwaarde.kernel.parties.rules import tidied

BOXES = ("wants", "cans", "needs", "feared")


@transaction.atomic
def open_case(*, by: Actor, words: str, request_key: UUID, today: date) -> Case:
    """Open a question in the resident's own words; who is on duty becomes the fixed contact.

    The same request again gives the case it made. Errors: Refused when there are no words, or too many, or when the same
    form was sent before with other words.
    """
    if by.person_id is None:
        raise Refused(_("Een vraag stellen kan als je bent ingelogd als bewoner."))
    return open_case_of(by.person_id, by=by, words=words, request_key=request_key, today=today)


def open_case_of(resident_id: int, *, by: Actor, words: str, request_key: UUID, today: date) -> Case:
    """Open a question of somebody, by themselves or by who represents them. Errors: Refused, as `open_case`."""
    kept = rules.check_words(words, most=LONGEST_WORDS, field="words")
    days = own_partnership(by=by).days_to_call
    case, is_new = Case.objects.get_or_create(
        partnership_id=by.inside,
        request_key=request_key,
        resident_id=resident_id,
        defaults={
            "words": kept,
            "opened_on": today,
            "call_before": rules.calls_before(opened_on=today, working_days=days),
        },
    )
    if is_new:
        _begin(case, contact=on_duty(by=by, today=today), today=today)
        by.record(Act.WRITE, "case", object_id=case.pk, subjects=[case.resident_id], purpose=Purpose.OWN)
    elif case.words != kept:
        raise Refused(
            _("Deze vraag had je al verstuurd. Is dit een nieuwe vraag? Verstuur hem dan nog een keer."), field="words"
        )
    return case


@transaction.atomic
def open_case_for(brought: rules.Brought, *, by: Actor, request_key: UUID, today: date) -> Case:
    """Open a question for somebody who said yes to it; who asks sees no more of it than the resident lets them.

    The same request again gives the case it made. Errors: Refused; NotFound when the actor does not work with residents,
    or names somebody whom they do not know.
    """
    if not rules.may_bring(role=by.role):
        raise NotFound("membership", object_id=by.membership_id)
    rules.check_brought(brought)
    words = rules.check_words(brought.words, most=LONGEST_WORDS, field="words")
    # One form of one member at a time: a second click waits here, and then finds what the first one made.
    asker = Membership.objects.select_for_update(no_key=True).get(pk=by.membership_id or 0)
    made = brought_before(request_key, by=by)
    if made is not None:
        return made
    case = Case.objects.create(
        partnership_id=by.inside,
        resident_id=_resident(brought, by=by, today=today),
        words=words,
        origin=brought.origin.value,
        asked_by=asker,
        agreed_on=today,
        request_key=request_key,
        opened_on=today,
        call_before=rules.calls_before(opened_on=today, working_days=own_partnership(by=by).days_to_call),
    )
    contact = asker if brought.stays_contact else on_duty(by=by, today=today)
    _begin(case, contact=contact, today=today)
    if contact != asker and brought.extent is not None:
        taking = _take_part(case, part=Part.PROFESSIONAL, membership_id=asker.pk, today=today)
        _share(taking, extent=brought.extent, today=today)
    purpose = Purpose.CONTACT if contact == asker else Purpose.PROFESSIONAL
    by.record(Act.WRITE, "case", object_id=case.pk, subjects=[case.resident_id], purpose=purpose)
    return case


def _resident(brought: rules.Brought, *, by: Actor, today: date) -> int:
    if brought.person_id is not None:
        return known_person(brought.person_id, by=by, today=today).person_id
    return add_person_reached(by=by, name=brought.name, reach=brought.reach).pk


def _begin(case: Case, *, contact: Membership | None, today: date) -> None:
    """The resident takes part from the first moment on, and so does the fixed contact, when there is one."""
    _take_part(case, part=Part.RESIDENT, person_id=case.resident_id, today=today)
    if contact is not None:
        _give_contact(case, contact=contact, today=today)


def _give_contact(case: Case, *, contact: Membership, today: date) -> Participant:
    taking = Participant.objects.filter(running(today), case=case, membership=contact).first()
    if taking is not None:  # sees what the resident chose, and no more
        taking.part, taking.told_at = Part.CONTACT.value, None
        taking.save(update_fields=["part", "told_at"])
        if Share.objects.filter(running(today), participant=taking, extent=Extent.SOME.value).exists():
            share_instead(taking, extent=Extent.WHAT, today=today)  # a contact works with the whole plan or with none
        return taking
    made = _take_part(case, part=Part.CONTACT, membership_id=contact.pk, today=today)
    _share(made, extent=Extent.WHAT, today=today)
    return made


def represent(
    case: Case, *, person_id: int, ground: Ground, today: date, until: date | None, seen_by: int | None
) -> int:
    """Let a person read and write for the resident, from today on; the id of their part. Errors: Refused where they do."""
    told: dict[str, Any] = {
        "ground": ground.value,
        "document_on": today if seen_by else None,
        "seen_by_id": seen_by,
        "until": until,
    }
    try:
        with transaction.atomic():
            return _take_part(case, part=Part.REPRESENTATIVE, person_id=person_id, today=today, **told).pk
    except IntegrityError as error:
        raise Refused(_("Deze persoon doet al mee.")) from error


def give_missing_contacts(*, by: Actor, today: date) -> int:
    """Give who is on duty to cases without a fixed contact, or whose contact left; how many got one.

    So a question that came while nobody was on duty waits for the first who is, and is not lost.
    """
    contact = on_duty(by=by, today=today)
    if contact is None:
        return 0
    cases = cases_without_contact(by=by, today=today)
    for case in cases:
        renew_contact(case, contact=contact, by=by, today=today)
    return len(cases)


def renew_contact(case: Case, *, contact: Membership, by: Actor, today: date) -> Participant:
    """Make somebody the fixed contact of a case, after the one who left."""
    subjects = [case.resident_id]
    for ended in Participant.objects.filter(running(today), case=case, part=Part.CONTACT.value):
        end_part(ended, today=today)
        by.record(Act.WRITE, "participant", object_id=ended.pk, subjects=subjects, purpose=Purpose.TASK)
    given = _give_contact(case, contact=contact, today=today)
    by.record(Act.WRITE, "participant", object_id=given.pk, subjects=subjects, purpose=Purpose.TASK)
    return given


def end_part(participant: Participant, *, today: date) -> None:
    """End somebody's part in a case, and what is shared with them, from today on."""
    participant.until = today
    participant.save(update_fields=["until"])
    Share.objects.filter(running(today), participant=participant).update(until=today)


def _take_part(
    case: Case,
    *,
    part: Part,
    today: date,
    person_id: int | None = None,
    membership_id: int | None = None,
    **more: Any,
) -> Participant:
    return Participant.objects.create(
        partnership_id=case.partnership_id,
        case=case,
        part=part.value,
        person_id=person_id,
        membership_id=membership_id,
        begin=today,
        **more,
    )


def part_until(participant_id: int, *, share_id: int | None, until: date | None) -> None:
    """Let somebody's part, and this share of it, end on another day, or on none."""
    Participant.objects.filter(pk=participant_id).update(until=until)
    Share.objects.filter(pk=share_id or 0).update(until=until)


def _share(participant: Participant, *, extent: Extent, today: date, **told: Any) -> Share:
    told |= {"participant": participant, "extent": extent.value, "begin": today}
    return Share.objects.create(partnership_id=participant.partnership_id, **told)


@transaction.atomic
def save_boxes(*, by: Actor, seen: SeenCase, boxes: dict[str, str], version: int, today: date) -> Case:
    """Keep what somebody wants, can, needs and fears; each may be empty.

    Errors: Refused when a text is too long or the case may not be read; Stale when somebody else saved first.
    """
    if not seen.may_read:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    hold(seen, today=today)
    kept = {name: _box(boxes.get(name, ""), field=name) for name in BOXES}
    changed = Case.objects.filter(pk=seen.case.pk, version=version).update(**kept, version=version + 1)
    seen.case.refresh_from_db(fields=[*BOXES, "version"])
    if not changed:
        saved = {name: getattr(seen.case, name) for name in BOXES}
        if saved == kept:
            return seen.case
        text = _("Iemand anders heeft dit net veranderd. Hieronder staan beide teksten. Kies wat moet blijven.")
        raise Stale(text, saved=saved, version=seen.case.version)
    by.record(Act.WRITE, "case", object_id=seen.case.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return seen.case


def _box(text: str, *, field: str) -> str:
    return rules.check_words(text, most=LONGEST_BOX, field=field) if tidied(text) else ""


@transaction.atomic
def choose_professional(
    *,
    by: Actor,
    seen: SeenCase,
    membership_id: int,
    extent: Extent,
    today: date,
    until: date | None = None,
    domains: Iterable[Domain] = (),
) -> Participant:
    """Let a professional take part from today on, and share with them in the same step, until a day or without an end.

    `domains`: of what a part is shown, where that is the extent. For somebody who takes part already, what they may see
    becomes what is chosen now. Errors: Refused, NotFound.
    """
    told: dict[str, Any] = {"extent": extent, "until": until, "domains": rules.in_order(domains)}
    rules.check_may_share(part=seen.part, until=until, today=today)
    rules.check_domains(extent=extent, domains=told["domains"])
    hold(seen, today=today)
    chosen = professional(membership_id, by=by, today=today)
    # Two inserts that exclude each other would wait for each other: one at a time.
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)
    try:
        with transaction.atomic():
            made = _take_part(seen.case, part=Part.PROFESSIONAL, membership_id=chosen.pk, today=today)
            _share(made, today=today, **told)
    except IntegrityError:
        made = Participant.objects.get(running(today), case=seen.case, membership=chosen)
        share_instead(made, today=today, **told)
    by.record(Act.WRITE, "participant", object_id=made.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return made


def share_instead(participant: Participant, *, extent: Extent | None, today: date, **told: Any) -> None:
    """End what is shared with a participant and share this (`until`, `domains`) from today on, or nothing. Errors: Refused."""
    rules.check_whole(part=Part(participant.part), extent=extent)
    now, told = Share.objects.filter(running(today), participant=participant), {"until": None, "domains": [], **told}
    if extent is None or not now.filter(extent=extent.value, **told).exists():
        now.update(until=today)
        if extent is not None:
            _share(participant, extent=extent, today=today, **told)


@transaction.atomic
def stop_sharing(*, by: Actor, seen: SeenCase, participant_id: int, today: date) -> Participant:
    """End somebody's part in a case and what is shared with them, at once. Errors: Refused, NotFound."""
    rules.check_may_choose(part=seen.part)
    mine = Participant.objects.filter(case=seen.case, part=Part.PROFESSIONAL.value).select_related("membership")
    found = mine.filter(pk=participant_id).select_for_update(no_key=True, of=("self",)).first()
    if found is None:
        raise NotFound("participant", object_id=participant_id, subjects=(seen.case.resident_id,))
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)  # who chooses them at this moment goes first
    if found.until is None or found.until > today:
        end_part(found, today=today)
        by.record(Act.WRITE, "participant", object_id=found.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return found


@transaction.atomic
def cover_here(new: NewCover, *, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> Cover:
    """Let a colleague stand in for the actor in this case alone. Errors: as `arrange_cover`; NotFound for who stands in."""
    if seen.stand_in_id or by.membership_id is None:
        raise NotFound("cover", subjects=(seen.case.resident_id,))
    hold(seen, today=today)
    made, is_new = arrange_cover(new, by=by, request_key=request_key, today=today, is_for_all=False)
    if is_new:
        _say(made, seen=seen, holds=True, today=today)
        by.record(Act.WRITE, "cover", object_id=made.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return made


@transaction.atomic
def answer_cover(cover_id: int, *, by: Actor, seen: SeenCase, holds: bool, today: date) -> rules.CoverTold:
    """Say whether a colleague may stand in here, or rather not; the last word counts, and works at once. Errors: Refused, NotFound."""
    rules.check_may_choose(part=seen.part)
    hold(seen, today=today)
    told = told_cover(cover_id, seen=seen, today=today)
    if told.said_no == holds:
        _say(Cover.objects.get(pk=cover_id), seen=seen, holds=holds, today=today)
        by.record(Act.WRITE, "cover", object_id=cover_id, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return told


def _say(cover: Cover, *, seen: SeenCase, holds: bool, today: date) -> None:
    CaseCover.objects.update_or_create(
        partnership_id=seen.case.partnership_id, case=seen.case, cover=cover, defaults={"holds": holds, "on": today}
    )


@transaction.atomic
def note_contact(*, by: Actor, seen: SeenCase, manner: Manner, request_key: UUID, today: date) -> ContactNote:
    """Note that the fixed contact spoke with the resident today, or tried; the same tap again does nothing. Errors: Refused."""
    rules.check_may_note_contact(part=seen.part)
    return note_spoken(by=by, seen=seen, manner=manner, request_key=request_key, today=today)


def note_spoken(*, by: Actor, seen: SeenCase, manner: Manner, request_key: UUID, today: date) -> ContactNote:
    """Note the same for whoever a higher noun lets do so: also who keeps an eye after the end. Errors: NotFound."""
    hold(seen, today=today, when_done=True)
    note, is_new = ContactNote.objects.get_or_create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        request_key=request_key,
        defaults={
            "participant": seen.participant,
            "stand_in_id": seen.stand_in_id,
            "on": today,
            "manner": manner.value,
        },
    )
    if is_new:
        by.record(Act.WRITE, "contact_note", object_id=note.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return note


@transaction.atomic
def take_back_contact(*, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> bool:
    """Take back the actor's own note of today; whether it was still there. Errors: Refused, NotFound."""
    found = _own_note(seen=seen, request_key=request_key, today=today)
    if found is None or found.on != today:
        return False
    by.record(Act.WRITE, "contact_note", object_id=found.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    found.taken_back = True
    found.save(update_fields=["taken_back"])
    return True


@transaction.atomic
def promise_next(*, by: Actor, seen: SeenCase, request_key: UUID, next_on: date, today: date) -> ContactNote:
    """Say with a note of the actor's own when they come back; the last word counts. Errors: Refused, NotFound."""
    rules.check_next(next_on, today=today)
    found = _own_note(seen=seen, request_key=request_key, today=today)
    if found is None:
        raise Refused(_("Deze notitie is er niet meer. Noteer eerst dat je belde."))
    found.next_on = next_on
    found.save(update_fields=["next_on"])
    by.record(Act.WRITE, "contact_note", object_id=found.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return found


def _own_note(*, seen: SeenCase, request_key: UUID, today: date) -> ContactNote | None:
    """The actor's note that one tap made, locked."""
    rules.check_may_note_contact(part=seen.part)
    hold(seen, today=today, when_done=True)
    notes = ContactNote.objects.select_for_update(no_key=True).filter(case=seen.case, taken_back=False)
    return notes.filter(participant=seen.participant, stand_in_id=seen.stand_in_id, request_key=request_key).first()
