"""Writes endings: proposes one, closes a case and what goes with that, and all ways back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.queries import on_duty, running
from wijkwaarde.kernel.cases.actions import note_spoken, part_until, renew_contact
from wijkwaarde.kernel.cases.models import Case, ContactNote, Participant, Share
from wijkwaarde.kernel.cases.queries import SeenCase, hold, works
from wijkwaarde.kernel.cases.rules import calls_before
from wijkwaarde.kernel.cases.terms import Manner, Part
from wijkwaarde.kernel.endings import rules
from wijkwaarde.kernel.endings.models import HOLDS, PROPOSED, Ending, LetGo, PilotLight
from wijkwaarde.kernel.endings.queries import lights_of_nobody
from wijkwaarde.kernel.endings.rules import NewEnding, NewLight
from wijkwaarde.kernel.endings.terms import LONGEST_BACK, Decided
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.parties.queries import own_partnership
from wijkwaarde.kernel.plans.actions import go_on, lapse_draft, stop_lines
from wijkwaarde.kernel.plans.models import PlanLine

NOTHING_YET = 0
ONE_DAY = timedelta(days=1)


@transaction.atomic
def propose(new: NewEnding, *, by: Actor, seen: SeenCase, version: int, request_key: UUID, today: date) -> Ending:
    """Propose to be done, or say the proposal otherwise; `version` is what the writer saw, 0 when there was none.

    The same form again gives the proposal it made. Errors: Refused, NotFound, Stale.
    """
    _check_may_propose(seen)
    sent = Ending.objects.filter(case=seen.case, request_key=request_key).first()
    if sent is not None:
        return sent
    hold(seen, today=today)
    case = _locked(seen)
    rules.check_ending(new, opened_on=case.opened_on, today=today)
    ending = _proposal(seen, version=version, request_key=request_key, today=today)
    _fill(ending, new, seen=seen, today=today)
    case.end_proposed_on = today
    case.save(update_fields=["end_proposed_on"])
    _record(ending, by=by, seen=seen)
    return ending


@transaction.atomic
def withdraw(*, by: Actor, seen: SeenCase, today: date) -> None:
    """Take the proposal away; taken away twice it counts once. Errors: Refused, NotFound."""
    _check_may_propose(seen)
    hold(seen, today=today)
    case = _locked(seen)
    found = Ending.objects.filter(PROPOSED, case=case).first()
    if found is not None:
        found.taken_back_on = today
        found.save(update_fields=["taken_back_on"])
        _record(found, by=by, seen=seen)
    case.end_proposed_on = None
    case.save(update_fields=["end_proposed_on"])


@transaction.atomic
def close(new: NewEnding, *, by: Actor, seen: SeenCase, version: int, request_key: UUID, today: date) -> Ending:
    """Close the case: what was agreed stops or stays, what was shared ends, somebody keeps an eye or nobody does.

    The same form again gives the ending it made. Errors: Refused, also when it was closed already; NotFound, Stale.
    """
    _check_may_propose(seen)
    rules.check_may_close(part=seen.part, together=new.together)
    _hold_everybody(seen, today=today)
    case = _locked(seen)
    sent = Ending.objects.filter(case=case, request_key=request_key, closed_on__isnull=False).first()
    if sent is not None:
        return sent
    if case.closed_on is not None:
        raise Refused(_("Jullie zijn al klaar."))
    rules.check_ending(new, opened_on=case.opened_on, today=today)
    ending = _proposal(seen, version=version, request_key=request_key, today=today)
    _fill(ending, new, seen=seen, today=today)
    _say(ending, new, seen=seen, today=today)
    case.closed_on, case.end_proposed_on = today, None
    case.save(update_fields=["closed_on", "end_proposed_on"])
    lapse_draft(by=by, seen=seen)
    _stop_lines(ending, seen=seen, staying=new.staying, today=today)
    _let_go(ending, seen=seen, today=today)
    _record(ending, by=by, seen=seen)
    return ending


def _check_may_propose(seen: SeenCase) -> None:
    if not rules.may_propose(part=seen.part, may_read=seen.may_read):
        raise NotFound("ending", subjects=(seen.case.resident_id,))


def _hold_everybody(seen: SeenCase, *, today: date) -> None:
    """Wait for everybody who writes in the case now, and let nobody begin; always in one order, so that two can close."""
    everybody = Participant.objects.filter(running(today), case=seen.case).select_for_update(no_key=True)
    list(everybody.order_by("pk").values_list("pk"))
    hold(seen, today=today, when_done=True)


def _locked(seen: SeenCase) -> Case:
    return Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)


def _proposal(seen: SeenCase, *, version: int, request_key: UUID, today: date) -> Ending:
    """The proposal as the writer saw it, or a new one where there was none. Errors: Stale."""
    found = Ending.objects.filter(PROPOSED, case=seen.case).first()
    if (NOTHING_YET if found is None else found.version) != version:
        text = _("Iemand anders heeft dit net veranderd. Kijk eerst hoe het nu is.")
        saved = {} if found is None else {"takeaway": found.takeaway}
        raise Stale(text, saved=saved, version=NOTHING_YET if found is None else found.version)
    if found is not None:
        found.version, found.request_key = found.version + 1, request_key
        return found
    return Ending.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        proposed_by=seen.participant,
        proposed_on=today,
        request_key=request_key,
    )


def _fill(ending: Ending, new: NewEnding, *, seen: SeenCase, today: date) -> None:
    ending.takeaway = new.takeaway
    ending.save()
    PilotLight.objects.filter(ending=ending).delete()
    if new.light is not None:
        PilotLight.objects.create(
            partnership_id=ending.partnership_id,
            case=seen.case,
            ending=ending,
            keeper=_keeper(new.light, seen=seen, today=today),
            name=new.light.name if new.light.keeper_id is None else "",
            often=new.light.often.value,
            until=new.light.until,
        )


def _keeper(light: NewLight, *, seen: SeenCase, today: date) -> Participant | None:
    """Who will keep an eye, where they take part. Errors: Refused when they take part no more."""
    if light.keeper_id is None:
        return None
    found = Participant.objects.filter(works(today), case=seen.case, pk=light.keeper_id).first()
    if found is None:
        raise Refused(_("Iemand die je koos, doet niet meer mee. Kies opnieuw wie contact houdt."), field="keeper")
    return found


def _say(ending: Ending, new: NewEnding, *, seen: SeenCase, today: date) -> None:
    """That it is so: who said it, and how it was decided; from now on somebody keeps an eye."""
    together = None if seen.is_resident else new.together
    ending.closed_on, ending.said_by = today, seen.participant
    ending.decided = (Decided.RESIDENT if together is None else Decided.TOGETHER).value
    ending.decided_on = today if together is None else together.on
    ending.heard_by = "" if together is None else together.heard_by
    ending.save()
    PilotLight.objects.filter(ending=ending).update(since=today)


def _stop_lines(ending: Ending, *, seen: SeenCase, staying: frozenset[int], today: date) -> None:
    """Every agreement that is not finished stops, but for those that stay."""
    keys = _note_keys(ending, seen=seen)
    stop_lines({line: key for line, key in keys.items() if line not in staying}, seen=seen, today=today)


def _note_keys(ending: Ending, *, seen: SeenCase) -> dict[int, UUID]:
    """The key of what an ending says about each agreement, by which an undo finds it."""
    lines = PlanLine.objects.filter(holds_for=seen.case).values_list("pk", flat=True)
    return {line: uuid5(NAMESPACE_OID, f"ending-{ending.pk}-{line}") for line in lines}


def _let_go(ending: Ending, *, seen: SeenCase, today: date) -> None:
    """Everybody's part ends, but for the resident, the fixed contact, and until their last day who keeps an eye."""
    light = PilotLight.objects.filter(ending=ending).first()
    members = Participant.objects.filter(running(today), case=seen.case, membership__isnull=False)
    for one in members.exclude(part=Part.CONTACT.value):
        stays = light is not None and light.keeper_id == one.pk
        _end(one, ending=ending, on=light.until + ONE_DAY if light is not None and stays else today, today=today)


def _end(one: Participant, *, ending: Ending, on: date, today: date) -> None:
    share = Share.objects.filter(running(today), participant=one).first()
    LetGo.objects.create(partnership_id=one.partnership_id, ending=ending, participant=one, share=share)
    part_until(one.pk, share_id=None if share is None else share.pk, until=on)


@transaction.atomic
def undo(*, by: Actor, seen: SeenCase, today: date) -> None:
    """Take a closing of today back: everything is as it was. Undone twice it counts once. Errors: Refused, NotFound."""
    hold(seen, today=today, when_done=True)
    case = _locked(seen)
    ending = Ending.objects.filter(HOLDS, case=case).first()
    if ending is None:
        return
    if not (seen.is_resident or ending.said_by_id == seen.participant.pk):
        raise NotFound("ending", object_id=ending.pk, subjects=(case.resident_id,))
    rules.check_same_day(ending.closed_on, today=today)
    ending.taken_back_on = today
    ending.save(update_fields=["taken_back_on"])
    PilotLight.objects.filter(ending=ending).update(ended_on=today)
    go_on(_note_keys(ending, seen=seen), seen=seen)
    _ask_back(LetGo.objects.filter(ending=ending))
    case.closed_on = None
    case.save(update_fields=["closed_on"])
    _record(ending, by=by, seen=seen)


def _ask_back(let_go: QuerySet[LetGo]) -> None:
    """Give these their part and their share back, as they had them."""
    for one in let_go:
        part_until(one.participant_id, share_id=one.share_id, until=None)


@transaction.atomic
def come_back(*, by: Actor, seen: SeenCase, words: str, today: date) -> None:
    """Open the same case again: nothing is told again, the same contact calls, or who is on duty where that one left.

    Nobody else comes back unless the resident chooses them. Pressed twice it counts once. Errors: Refused, NotFound.
    """
    _check_is_resident(seen)
    if len(words) > LONGEST_BACK:
        raise Refused(_("Dit is te lang. Een paar woorden is genoeg."), field="words")
    hold(seen, today=today, when_done=True)
    case = _locked(seen)
    ending = Ending.objects.filter(HOLDS, case=case).first()
    if ending is None:
        return
    ending.reopened_on, ending.back_words = today, words
    ending.save(update_fields=["reopened_on", "back_words"])
    _put_out(ending, today=today)
    days = own_partnership(by=by).days_to_call
    case.closed_on, case.came_back_on = None, today
    case.call_before = calls_before(opened_on=today, working_days=days)
    case.save(update_fields=["closed_on", "came_back_on", "call_before"])
    _contact_again(case, by=by, today=today)
    _record(ending, by=by, seen=seen)


def _check_is_resident(seen: SeenCase) -> None:
    if not seen.is_resident:
        raise NotFound("ending", subjects=(seen.case.resident_id,))


def _put_out(ending: Ending, *, today: date) -> None:
    """The light ends; who kept it still takes part, and from now on without a last day."""
    PilotLight.objects.filter(ending=ending, ended_on__isnull=True).update(ended_on=today)
    _ask_back(LetGo.objects.filter(ending=ending, participant__until__gt=today))


def _contact_again(case: Case, *, by: Actor, today: date) -> None:
    """The same contact calls again, and hears of it by mail; where they left, who is on duty does."""
    contact = Participant.objects.filter(works(today), case=case, part=Part.CONTACT.value).first()
    duty = on_duty(by=by, today=today) if contact is None else None
    if duty is not None:
        contact = renew_contact(case, contact=duty, by=by, today=today)
    if contact is not None:
        last = ContactNote.objects.filter(case=case).order_by("-pk").values_list("pk", flat=True).first()
        contact.waits_after, contact.told_at, contact.tries = last or 0, None, 0
        contact.save(update_fields=["waits_after", "told_at", "tries"])


@transaction.atomic
def stay_away(*, by: Actor, seen: SeenCase, today: date) -> None:
    """Take a coming back of today back: people are done again, as they were. Undone twice it counts once.

    Errors: Refused, NotFound.
    """
    _check_is_resident(seen)
    _hold_everybody(seen, today=today)
    case = _locked(seen)
    ending = (
        Ending.objects.filter(case=case, reopened_on__isnull=False, taken_back_on__isnull=True).order_by("-pk").first()
    )
    if ending is None or case.closed_on is not None or case.came_back_on is None:
        return
    rules.check_same_day(ending.reopened_on, today=today)
    ending.reopened_on, ending.back_words = None, ""
    ending.save(update_fields=["reopened_on", "back_words"])
    case.closed_on, case.came_back_on = ending.closed_on, None
    case.save(update_fields=["closed_on", "came_back_on"])
    _light_again(ending, today=today)
    _record(ending, by=by, seen=seen)


def _light_again(ending: Ending, *, today: date) -> None:
    """The light that ended today burns again, with its last day for who keeps it."""
    light = PilotLight.objects.filter(ending=ending, ended_on=today).first()
    if light is None:
        return
    PilotLight.objects.filter(pk=light.pk).update(ended_on=None)
    for one in LetGo.objects.filter(
        ending=ending, participant_id=light.keeper_id or 0, participant__until__isnull=True
    ):
        part_until(one.participant_id, share_id=one.share_id, until=light.until + ONE_DAY)


@transaction.atomic
def note_light(*, by: Actor, seen: SeenCase, manner: Manner, request_key: UUID, today: date) -> ContactNote:
    """Note that who keeps an eye spoke with the resident, or tried; the same tap again does nothing. Errors: NotFound."""
    burns = PilotLight.objects.filter(case=seen.case, keeper=seen.participant, ended_on__isnull=True)
    if not burns.filter(since__isnull=False).exists():
        raise NotFound("pilot_light", subjects=(seen.case.resident_id,))
    return note_spoken(by=by, seen=seen, manner=manner, request_key=request_key, today=today)


@transaction.atomic
def put_out(*, by: Actor, seen: SeenCase, today: date) -> None:
    """The resident wants nobody to ask any more: the light ends today. Ended twice it counts once. Errors: NotFound."""
    _check_is_resident(seen)
    hold(seen, today=today, when_done=True)
    ending = Ending.objects.select_for_update(no_key=True).filter(HOLDS, case=seen.case).first()
    if ending is None:
        return
    PilotLight.objects.filter(ending=ending, ended_on__isnull=True).update(ended_on=today)
    for one in LetGo.objects.filter(ending=ending, participant__until__gt=today):
        part_until(one.participant_id, share_id=one.share_id, until=today)
    _record(ending, by=by, seen=seen)


def keep_lights(*, by: Actor, today: date) -> int:
    """Give who is on duty to cases in which an eye is kept by somebody who left, as the fixed contact did; how many got one.

    Who left keeps their place in what was agreed; the new contact asks.
    """
    contact = on_duty(by=by, today=today)
    lights = [] if contact is None else lights_of_nobody(by=by, today=today)
    for light in lights:
        assert contact is not None
        renew_contact(light.case, contact=contact, by=by, today=today)
    return len(lights)


def _record(ending: Ending, *, by: Actor, seen: SeenCase) -> None:
    by.record(Act.WRITE, "ending", object_id=ending.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
