"""Writes what somebody says yes or no to, and lets a no work at once; a row that was written never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.cases.queries import SeenCase, hold, participants_of
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.consents import rules
from wijkwaarde.kernel.consents.models import Consent, SecrecyRelease, WorkingGround
from wijkwaarde.kernel.consents.queries import (
    KIND,
    givers_of,
    ground_of,
    organisations_to_tell,
    own_ground,
    release_for,
)
from wijkwaarde.kernel.consents.rules import NewConsent, NewRelease
from wijkwaarde.kernel.consents.terms import LegalGround, Subject
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.measurements.actions import bring_marks_back, forget_marks, stop_asking


@dataclass(frozen=True, slots=True)
class _About:
    """What is said yes or no to: a subject, and of secrecy to whom."""

    subject: Subject
    release: SecrecyRelease | None = None


@transaction.atomic
def set_ground(ground: LegalGround, *, law: str, source: str, by: Actor, today: date) -> WorkingGround:
    """Say on which legal ground the partnership works from today on; the one before it ends. Errors: NotFound for a resident."""
    if by.person_id is not None:
        raise NotFound("working_ground")
    WorkingGround.objects.filter(running(today), partnership_id=by.inside).update(until=today)
    return WorkingGround.objects.create(
        partnership_id=by.inside, ground=ground.value, law=law, source=source, begin=today
    )


@transaction.atomic
def say(subject: Subject, *, new: NewConsent, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> Consent:
    """Keep a yes or a no to keeping data or to measuring; it works at once. The same form again does nothing.

    Errors: Refused, NotFound.
    """
    if subject is Subject.SECRECY:
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    asked = ground_of(by=by, today=today)
    rules.check_subject(subject, is_asked=asked is not None and asked.ground is LegalGround.CONSENT)
    return _say(_About(subject), new=new, by=by, seen=seen, request_key=request_key, today=today)


@transaction.atomic
def release(new: NewRelease, *, said: NewConsent, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> Consent:
    """Let professionals tell somebody something, until a day. The same form again does nothing. Errors: Refused, NotFound."""
    rules.check_release(new, today=today)
    _hold(seen, today=today)
    sent = Consent.objects.filter(case=seen.case, request_key=request_key).first()
    if sent is not None:
        return sent
    _check_to(new, by=by, seen=seen, today=today)
    made = SecrecyRelease.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        participant_id=new.participant_id,
        organisation_id=new.organisation_id,
        name=new.name,
        about=new.about,
        begin=today,
        until=new.until,
    )
    about = _About(Subject.SECRECY, made)
    return _say(about, new=said, by=by, seen=seen, request_key=request_key, today=today)


def _check_to(new: NewRelease, *, by: Actor, seen: SeenCase, today: date) -> None:
    members = {one.pk for one in participants_of(seen, today=today) if one.membership_id is not None}
    places = {pk for pk, _name in organisations_to_tell(by=by, today=today)}
    if new.participant_id not in {None, *members} or new.organisation_id not in {None, *places}:
        raise NotFound("secrecy_release", subjects=(seen.case.resident_id,))


@transaction.atomic
def answer_release(
    release_id: int, *, new: NewConsent, by: Actor, seen: SeenCase, request_key: UUID, today: date
) -> Consent:
    """Say no to a release, at once; a yes again is another release. Errors: Refused, NotFound."""
    about = _About(Subject.SECRECY, release_for(release_id, seen=seen))
    if new.says_yes:
        raise Refused(_("Geef opnieuw toestemming: voor wie, waarover en tot wanneer."))
    return _say(about, new=new, by=by, seen=seen, request_key=request_key, today=today)


@transaction.atomic
def take_back(
    subject: Subject, *, by: Actor, seen: SeenCase, request_key: UUID, today: date, release_id: int | None = None
) -> Consent:
    """Undo on the same day what one said last: what was said before counts again. Errors: Refused, NotFound."""
    about = _About(subject, None if release_id is None else release_for(release_id, seen=seen))
    _hold(seen, today=today)
    sent = Consent.objects.filter(case=seen.case, request_key=request_key).first()
    if sent is not None:
        return sent
    last, before = _last_two(about, seen=seen)
    is_own = last is not None and last.written_by_id == seen.participant.pk and last.says_yes is not None
    if last is None or not is_own or not rules.may_take_back(on=last.on, today=today):
        raise Refused(_("Dit kun je niet meer terugdraaien. Zeg opnieuw ja of nee."))
    made = _row(about, seen=seen, request_key=request_key, today=today)
    made.says_yes = None if before is None else before.says_yes
    made.how, made.giver, made.together = last.how, last.giver, last.together
    return _keep(made, after=last, by=by, seen=seen)


def _say(about: _About, *, new: NewConsent, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> Consent:
    giver = _giver(new, seen=seen, today=today)
    _hold(seen, today=today)
    sent = Consent.objects.filter(case=seen.case, request_key=request_key).first()
    last, _before = _last_two(about, seen=seen)
    if sent is not None:
        return sent
    if last is not None and last.says_yes is new.says_yes:
        return last
    made = _row(about, seen=seen, request_key=request_key, today=today)
    made.says_yes, made.how, made.giver = new.says_yes, new.how.value, giver
    made.together, made.kept_before = new.together, new.kept_before or new.says_yes
    made.said_on = rules.check_said_on(new.said_on, opened_on=seen.case.opened_on, today=today)
    return _keep(made, after=last, by=by, seen=seen)


def _giver(new: NewConsent, *, seen: SeenCase, today: date) -> Participant:
    """Whose word it is: who acts, or of who takes part whom the fixed contact heard. Errors: Refused, NotFound."""
    who = rules.decides(seen.case.resident.born_on, today=today)
    rules.check_together(new, who=who)
    rules.check_how(new.how, is_giver=seen.is_resident)
    if seen.is_resident:
        rules.check_gives(ground=own_ground(seen.participant), who=who)
        return seen.participant
    givers = givers_of(participants_of(seen, today=today), seen=seen, today=today)
    found = next((one for one in givers if one.pk == new.giver_id), None)
    if found is None or not rules.may_write_down(is_contact=seen.part is Part.CONTACT):
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    return found


def _hold(seen: SeenCase, *, today: date) -> None:
    """Keep the writer's part as it is, and let others who say something about this case wait; also after its end."""
    if not seen.may_read:
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    hold(seen, today=today, when_done=True)
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)
    seen.case.refresh_from_db(fields=["unmeasured_on", "forgotten_on"])


def _last_two(about: _About, *, seen: SeenCase) -> tuple[Consent | None, Consent | None]:
    """What was said last about it, and before that."""
    rows = Consent.objects.filter(case=seen.case, subject=about.subject.value, release=about.release)
    found = [*rows.select_related("giver").order_by("-pk")[:2], None, None]
    return found[0], found[1]


def _row(about: _About, *, seen: SeenCase, request_key: UUID, today: date) -> Consent:
    return Consent(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        subject=about.subject.value,
        release=about.release,
        on=today,
        said_on=today,
        written_by=seen.participant,
        request_key=request_key,
    )


def _keep(made: Consent, *, after: Consent | None, by: Actor, seen: SeenCase) -> Consent:
    if made.subject == Subject.MEASURING.value:
        _let_it_work(made, after=after)
    made.save(force_insert=True)
    by.record(Act.WRITE, KIND, object_id=made.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return made


def _let_it_work(made: Consent, *, after: Consent | None) -> None:
    """What a word about measuring changes at once: the case says whether it is measured; marks go, or come back the same day."""
    case, today = made.case, made.on
    if made.says_yes is False:
        stop_asking(case, today=today)
        case.unmeasured_on = today
        if not made.kept_before:
            made.marks_gone = forget_marks(case, today=today)
            case.forgotten_on = today
    else:
        case.unmeasured_on = None
        if after is not None and after.says_yes is False and after.on == today and not after.kept_before:
            bring_marks_back(case, marks=after.marks_gone, today=today)
            case.forgotten_on = _forgotten_before(after)
    case.save(update_fields=["unmeasured_on", "forgotten_on"])


def _forgotten_before(one: Consent) -> date | None:
    earlier = Consent.objects.filter(case_id=one.case_id, subject=one.subject, says_yes=False, kept_before=False)
    return earlier.filter(pk__lt=one.pk).order_by("-pk").values_list("on", flat=True).first()
