"""Writes barriers: somebody says what is in the way, a manager answers, and nothing stays with who left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.barriers import rules
from wijkwaarde.kernel.barriers.models import Barrier
from wijkwaarde.kernel.barriers.queries import barriers_of_nobody, late_barriers, manager_for, organisations, seen_by
from wijkwaarde.kernel.barriers.rules import NewBarrier
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.queries import SeenCase, hold, participants_of
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.plans.queries import line_for

# Sends one neutral mail to an address.
type Letter = Callable[[str], None]

SAID = ("rule", "called", "line_id", "organisation_id")


@transaction.atomic
def raise_barrier(new: NewBarrier, *, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> Barrier:
    """Say which rule is in the way; it goes to a manager, and the plan goes on as it was.

    The same form again gives the barrier it made. Errors: NotFound for who may not read the case; Refused for a text that
    is missing, too long or about somebody, and when the same form was sent before with other words.
    """
    _check_may_read(seen)
    hold(seen, today=today)
    kept = rules.checked(new, names=_names(seen, today=today))
    _check_known(kept, by=by, seen=seen, today=today)
    made, is_new = Barrier.objects.get_or_create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        request_key=request_key,
        defaults={name: getattr(kept, name) for name in SAID}
        | {
            "raised_by": seen.participant,
            "manager": manager_for(kept.organisation_id, by=by, today=today),
            "raised_on": today,
            "answer_before": rules.answers_before(raised_on=today),
        },
    )
    if is_new:
        _record(made, by=by, seen=seen)
    elif any(getattr(made, name) != getattr(kept, name) for name in SAID):
        raise Refused(
            _("Dit had je al verstuurd. Is dit een andere regel? Verstuur het dan nog een keer."), field="rule"
        )
    return made


def _check_may_read(seen: SeenCase) -> None:
    if not seen.may_read:
        raise NotFound("barrier", subjects=(seen.case.resident_id,))


def _names(seen: SeenCase, *, today: date) -> list[str]:
    """The names of everybody who takes part."""
    people = participants_of(seen, today=today)
    members = [one.membership.name for one in people if one.membership]
    residents = [one.person.name for one in people if one.person]
    return [*members, *residents, seen.case.resident.name]


def _check_known(new: NewBarrier, *, by: Actor, seen: SeenCase, today: date) -> None:
    if new.line_id is not None:
        line_for(new.line_id, seen=seen)
    known = {pk for pk, _name in organisations(by=by, today=today)}
    if new.organisation_id is not None and new.organisation_id not in known:
        raise Refused(
            _("Deze organisatie doet niet meer mee. Kies een andere, of sla dit over."), field="organisation_id"
        )


def _record(barrier: Barrier, *, by: Actor, seen: SeenCase) -> None:
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "barrier", object_id=barrier.pk, subjects=subjects, purpose=seen.purpose)


@transaction.atomic
def solve_ourselves(*, by: Actor, seen: SeenCase, barrier_id: int, today: date) -> Barrier:
    """Say that it was solved without a manager; said twice it counts once. Errors: NotFound, Refused."""
    barrier = _held(barrier_id, seen=seen, today=today)
    state = BarrierState(barrier.state)
    if state is BarrierState.SELF_SOLVED:
        return barrier
    if state is not BarrierState.OPEN:
        raise Refused(_("Hier is net antwoord op gekomen. Kijk eerst wat er staat."))
    barrier.state, barrier.closed_on, barrier.version = BarrierState.SELF_SOLVED.value, today, barrier.version + 1
    barrier.save(update_fields=["state", "closed_on", "version"])
    _record(barrier, by=by, seen=seen)
    return barrier


@transaction.atomic
def not_solved_after_all(*, by: Actor, seen: SeenCase, barrier_id: int, today: date) -> Barrier:
    """Take back that it was solved, on the same day; the day of the answer stays. Errors: NotFound, Refused."""
    barrier = _held(barrier_id, seen=seen, today=today)
    state = BarrierState(barrier.state)
    if state is BarrierState.OPEN:
        return barrier
    if not rules.may_undo(state, closed_on=barrier.closed_on, today=today):
        raise Refused(_("Dit kan alleen op dezelfde dag. Zit de regel weer in de weg? Schrijf het dan opnieuw op."))
    barrier.state, barrier.closed_on, barrier.version = BarrierState.OPEN.value, None, barrier.version + 1
    barrier.save(update_fields=["state", "closed_on", "version"])
    _record(barrier, by=by, seen=seen)
    return barrier


def _held(barrier_id: int, *, seen: SeenCase, today: date) -> Barrier:
    """A barrier of this case that nobody else changes meanwhile, for who may say that it is solved. Errors: NotFound, Refused."""
    _check_may_read(seen)
    hold(seen, today=today, when_done=True)
    found = Barrier.objects.select_for_update(no_key=True).filter(case=seen.case, pk=barrier_id).first()
    if found is None:
        raise NotFound("barrier", object_id=barrier_id, subjects=(seen.case.resident_id,))
    if not rules.may_solve(is_resident=seen.is_resident, is_raiser=found.raised_by_id == seen.participant.pk):
        raise Refused(_("Alleen wie dit opschreef, en de bewoner, kan zeggen dat het is opgelost."))
    return found


@transaction.atomic
def answer_barrier(
    barrier_id: int, *, by: Actor, state: BarrierState, answer: str, version: int, today: date
) -> Barrier:
    """A manager's answer to resident and professional, or the board's; the same answer again does nothing.

    Any manager of the partnership may give it, and the board once it went higher: it is theirs from then on. Errors: NotFound; Refused for no answer; Stale
    when it was answered, or solved, since this manager saw it.
    """
    rules.check_answers(by.role)
    found = seen_by(by).select_for_update(no_key=True, of=("self",)).filter(pk=barrier_id)
    barrier = found.select_related("case").first()
    if barrier is None:
        raise NotFound("barrier", object_id=barrier_id)
    kept = rules.check_answer(state, text=answer)
    if (barrier.state, barrier.answer) == (state.value, kept):
        return barrier
    if barrier.version != version or barrier.state == BarrierState.SELF_SOLVED.value:
        raise _stale(barrier)
    barrier.state, barrier.answer, barrier.closed_on = state.value, kept, today
    barrier.manager_id, barrier.version = by.membership_id, version + 1
    barrier.save(update_fields=["state", "answer", "closed_on", "manager_id", "version"])
    subjects = [barrier.case.resident_id]
    by.record(Act.WRITE, "barrier", object_id=barrier.pk, subjects=subjects, purpose=Purpose.TASK)
    return barrier


def _stale(barrier: Barrier) -> Stale:
    text = _("Iemand anders was je voor. Lees eerst wat er nu staat.")
    return Stale(text, saved={"state": barrier.state, "answer": barrier.answer}, version=barrier.version)


def give_missing_managers(*, by: Actor, today: date) -> int:
    """Give barriers without a manager, or whose manager left, to one who is there; how many got one."""
    given = 0
    for barrier in barriers_of_nobody(by=by, today=today):
        manager = manager_for(barrier.organisation_id, by=by, today=today)
        if manager is None:
            return given
        barrier.manager, barrier.told_at, barrier.tries, barrier.tried_at = manager, None, 0, None
        barrier.save(update_fields=["manager", "told_at", "tries", "tried_at"])
        _record_task(barrier, by=by)
        given += 1
    return given


def pass_on_late(*, by: Actor, today: date) -> int:
    """Let what nobody answered in time go higher, once: every manager and the board see it from then on; how many went."""
    late = late_barriers(by=by, today=today)
    for barrier in late:
        barrier.escalated_on = today
        barrier.save(update_fields=["escalated_on"])
        _record_task(barrier, by=by)
    return len(late)


def _record_task(barrier: Barrier, *, by: Actor) -> None:
    subjects = [barrier.case.resident_id]
    by.record(Act.WRITE, "barrier", object_id=barrier.pk, subjects=subjects, purpose=Purpose.TASK)


def tell_next(*, by: Actor, letter: Letter, now: datetime) -> bool:
    """Write to one manager about a barrier that came to them; whether there was one to write to.

    The row stays locked until it is noted, as with the mails of cases; a mail that fails is tried again after a while.
    """
    waiting = Barrier.objects.filter(
        partnership_id=by.inside, state=BarrierState.OPEN.value, manager__isnull=False
    ).select_related("manager__user")
    return tell_one(waiting, send=lambda one: letter(_address(one)), now=now)


def _address(barrier: Barrier) -> str:
    """Where the manager reads their mail."""
    assert barrier.manager is not None, "only what came to a manager is told"
    return barrier.manager.user.email
