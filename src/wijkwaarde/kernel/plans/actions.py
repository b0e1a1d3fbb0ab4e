"""Writes plans: a draft with its lines, the resident's yes, how a line goes, and whether the plan still fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.calls.queries import last_contact
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.plans import rules
from wijkwaarde.kernel.plans.models import UNFINISHED, LineNote, Plan, PlanCheck, PlanLine, PlanVersion
from wijkwaarde.kernel.plans.queries import agreement
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import CheckAnswer, Heard, LineState

NO_DRAFT = 0


@transaction.atomic
def write_draft(*, by: Actor, seen: SeenCase, lines: Sequence[NewLine], version: int, today: date) -> PlanVersion:
    """Write the draft of the plan with these lines; `version` is what the writer saw, 0 when there was no draft.

    An agreed version is never changed: a draft after it is a new version. Who writes what stands there already, writes
    nothing; a line that stays as it was agreed may have a day that has been. Errors: Refused, NotFound, Stale.
    """
    if not seen.may_read:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    hold(seen, today=today)
    rules.check_count(len(lines))
    parts = _parts(seen, lines=lines, today=today)
    said = [_said(line, parts=parts) for line in lines]
    plan, _new = Plan.objects.get_or_create(partnership_id=seen.case.partnership_id, case=seen.case)
    newest = _newest(seen)
    stands = [agreement(line) for line in PlanLine.objects.filter(holds_for=seen.case).order_by("position")]
    _check_lines(said, stands=stands, today=today)
    if newest is not None and newest.agreed_on is None and newest.version != version and _kept(newest) == said:
        return newest
    draft = _draft(seen, plan=plan, newest=newest, version=version)
    goes_on = rules.firsts_of(said, stands=stands, parties=_parties(seen))
    draft.lines.all().delete()
    PlanLine.objects.bulk_create(
        _line(line, draft=draft, position=place, first_id=first_id)
        for place, (line, first_id) in enumerate(zip(said, goes_on, strict=True), start=1)
    )
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_version", object_id=draft.pk, subjects=subjects, purpose=seen.purpose)
    return draft


def _parts(seen: SeenCase, *, lines: Sequence[NewLine], today: date) -> dict[int, Part]:
    """The part of everybody who does one of these lines. Errors: Refused when somebody takes part no more."""
    named = {line.participant_id for line in lines if line.participant_id is not None}
    found = Participant.objects.filter(running(today), case=seen.case, pk__in=named).values_list("pk", "part")
    parts = {key: Part(part) for key, part in found}
    for number, line in enumerate(lines, start=1):
        if line.participant_id is not None and line.participant_id not in parts:
            text = _("Iemand die je koos, doet niet meer mee. Kies opnieuw wie dit doet.")
            raise Refused(text, field=f"who_{number}")
    return parts


def _said(line: NewLine, *, parts: dict[int, Part]) -> NewLine:
    """A line as it will be kept: who takes part needs no name beside it, and help comes from somewhere."""
    part = None if line.participant_id is None else parts[line.participant_id]
    who = line.who if line.participant_id is None else ""
    return replace(line, who=who, source=line.source or rules.likely_source(part))


def _check_lines(lines: Sequence[NewLine], *, stands: Sequence[NewLine], today: date) -> None:
    words = {line.in_words for line in stands}
    for number, line in enumerate(lines, start=1):
        if line.in_words not in words:
            rules.check_line(line, number=number, today=today)


def _parties(seen: SeenCase) -> dict[int, int]:
    """The organisation of everybody who ever took part and works at one, by the id of their part."""
    rows = Participant.objects.filter(case=seen.case, membership__isnull=False)
    return dict(rows.values_list("pk", "membership__organisation_id"))


def _newest(seen: SeenCase) -> PlanVersion | None:
    """The newest version of the plan, while nobody else can write in it: whoever writes or agrees locks the plan first."""
    plan = Plan.objects.select_for_update().filter(case=seen.case).first()
    return None if plan is None else plan.versions.order_by("-number").first()


def _kept(draft: PlanVersion) -> list[NewLine]:
    """The lines of a draft as they would be written."""
    return [agreement(line) for line in draft.lines.order_by("position")]


def _draft(seen: SeenCase, *, plan: Plan, newest: PlanVersion | None, version: int) -> PlanVersion:
    """The draft to fill: the one that the writer saw, or a new one when there is none. Errors: Stale.

    A new draft counts on from the version before it, so that a page with the old one does not pass for this one.
    """
    if newest is not None and newest.agreed_on is None:
        if newest.version != version:
            raise _stale(newest)
        newest.version += 1
        newest.written_by = seen.participant
        newest.save(update_fields=["version", "written_by"])
        return newest
    if version != NO_DRAFT:
        raise Stale(_("Dit plan is net afgesproken. Kijk eerst hoe het nu is."), saved={}, version=NO_DRAFT)
    return PlanVersion.objects.create(
        partnership_id=seen.case.partnership_id,
        plan=plan,
        number=1 if newest is None else newest.number + 1,
        version=1 if newest is None else newest.version + 1,
        written_by=seen.participant,
    )


def _stale(draft: PlanVersion) -> Stale:
    saved = {f"what_{line.position}": line.what for line in draft.lines.order_by("position")}
    text = _("Iemand anders heeft dit plan net veranderd. Hieronder staan beide teksten. Kies wat moet blijven.")
    return Stale(text, saved=saved, version=draft.version)


def _line(line: NewLine, *, draft: PlanVersion, position: int, first_id: int | None) -> PlanLine:
    return PlanLine(
        partnership_id=draft.partnership_id,
        plan_version=draft,
        position=position,
        what=line.what,
        participant_id=line.participant_id,
        who=line.who,
        before=line.before,
        source=(line.source or rules.likely_source(None)).value,
        band=line.band.value if line.band else "",
        begin=line.begin,
        until=line.until,
        domain=line.domain.value if line.domain else "",
        first_id=first_id,
    )


@transaction.atomic
def agree_plan(*, by: Actor, seen: SeenCase, version: int, today: date) -> PlanVersion:
    """The resident says yes to the draft as they saw it. Said twice it counts once. Errors: Refused, NotFound, Stale."""
    rules.check_may_agree(is_resident=seen.is_resident)
    hold(seen, today=today)
    newest = _newest(seen)
    if newest is None:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    if newest.agreed_on is not None:
        return newest
    if newest.version != version:
        raise _stale(newest)
    _agree(newest, seen=seen, today=today)
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_version", object_id=newest.pk, subjects=subjects, purpose=seen.purpose)
    return newest


@transaction.atomic
def agree_heard(
    *, by: Actor, seen: SeenCase, lines: Sequence[NewLine], heard: Heard, version: int, today: date
) -> PlanVersion:
    """Keep a small plan to which the resident said yes aloud: its fixed contact heard it, today. Said twice it counts once.

    `version` is that of the draft that the contact started from, 0 when there was none. Errors: Refused, NotFound, Stale.
    """
    rules.check_may_hear(part=seen.part, lines=len(lines))
    hold(seen, today=today)
    same = _heard_before(seen, lines=lines, heard=heard, today=today)
    if same is not None:
        return same
    holds = PlanLine.objects.filter(holds_for=seen.case).count()
    rules.check_may_hear(part=seen.part, lines=holds)
    draft = write_draft(by=by, seen=seen, lines=lines, version=version, today=today)
    _agree(draft, seen=seen, today=today, heard=heard)
    return draft


def _heard_before(seen: SeenCase, *, lines: Sequence[NewLine], heard: Heard, today: date) -> PlanVersion | None:
    """The newest version where it is this very yes: the same words, heard by the same on the same day."""
    newest = _newest(seen)
    if newest is None or (newest.agreed_on, newest.heard_by_id) != (today, seen.participant.pk):
        return None
    parts = _parts(seen, lines=lines, today=today)
    said = [_said(line, parts=parts) for line in lines]
    return newest if newest.heard == heard.value and _kept(newest) == said else None


def _agree(draft: PlanVersion, *, seen: SeenCase, today: date, heard: Heard | None = None) -> None:
    """From now on this version holds, and what was agreed before does not."""
    _carry_states(draft)
    draft.agreed_on = today
    if heard is not None:
        draft.heard, draft.heard_by = heard.value, seen.participant
    draft.save(update_fields=["agreed_on", "heard", "heard_by"])
    if seen.case.plan_agreed_on is None:
        seen.case.plan_agreed_on = today
        seen.case.save(update_fields=["plan_agreed_on"])
    PlanLine.objects.filter(holds_for=seen.case).update(holds_for=None)
    draft.lines.update(holds_for=seen.case)


def _carry_states(draft: PlanVersion) -> None:
    """Let a line that stays as it was go on where it stood, with what was said about it: what is done stays done."""
    before = PlanVersion.objects.filter(plan_id=draft.plan_id, agreed_on__isnull=False).order_by("-number").first()
    lines = {} if before is None else {agreement(line).in_words: line for line in before.lines.order_by("position")}
    for line in draft.lines.order_by("position"):
        old = lines.get(agreement(line).in_words)
        if old is not None:
            line.state = old.state
            line.save(update_fields=["state"])
            LineNote.objects.filter(line=old).update(line=line)


@transaction.atomic
def withdraw_draft(*, by: Actor, seen: SeenCase, version: int, today: date) -> None:
    """Take a proposal away; what was agreed holds. Taken away twice it counts once. Errors: NotFound, Stale."""
    if not seen.may_read:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    hold(seen, today=today)
    newest = _newest(seen)
    if newest is None or newest.agreed_on is not None:
        return
    if newest.version != version:
        raise _stale(newest)
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_version", object_id=newest.pk, subjects=subjects, purpose=seen.purpose)
    newest.lines.all().delete()
    newest.delete()


def lapse_draft(*, by: Actor, seen: SeenCase) -> None:
    """A proposal that nobody agreed to lapses with the end; whoever closes the case holds everybody's part."""
    draft = _newest(seen)
    if draft is not None and draft.agreed_on is None:
        subjects = [seen.case.resident_id]
        by.record(Act.WRITE, "plan_version", object_id=draft.pk, subjects=subjects, purpose=seen.purpose)
        draft.lines.all().delete()
        draft.delete()


def stop_lines(keys: Mapping[int, UUID], *, seen: SeenCase, today: date) -> None:
    """These agreements stop where they are not finished, each noted under its key."""
    for line in PlanLine.objects.filter(UNFINISHED, holds_for=seen.case, pk__in=keys):
        LineNote.objects.create(
            partnership_id=line.partnership_id,
            line=line,
            participant=seen.participant,
            on=today,
            was=line.state,
            state=LineState.STOPPED.value,
            request_key=keys[line.pk],
        )
        PlanLine.objects.filter(pk=line.pk).update(state=LineState.STOPPED.value, version=F("version") + 1)


def go_on(keys: Mapping[int, UUID], *, seen: SeenCase) -> None:
    """Agreements that stopped under these keys go on where they stood."""
    notes = LineNote.objects.filter(line__holds_for=seen.case, request_key__in=keys.values())
    for note in notes.filter(line__state=LineState.STOPPED.value):
        PlanLine.objects.filter(pk=note.line_id).update(state=note.was, version=F("version") + 1)
        note.delete()


@transaction.atomic
def move_line(
    *,
    by: Actor,
    seen: SeenCase,
    line: PlanLine,
    state: LineState,
    today: date,
    text: str = "",
    request_key: UUID | None = None,
) -> PlanLine:
    """Say how a line goes, with a few words or without; the same again, and the same form twice, does nothing.

    Errors: Refused.
    """
    hold(seen, today=today)
    is_doer = line.participant_id == seen.participant.pk
    old = LineState(line.state)
    if request_key and LineNote.objects.filter(participant=seen.participant, request_key=request_key).exists():
        return line
    rules.check_may_move(is_resident=seen.is_resident, is_doer=is_doer, old=old, new=state)
    if not _moved(line, state=state) and not text:
        return line
    LineNote.objects.create(
        partnership_id=line.partnership_id,
        line=line,
        participant=seen.participant,
        on=today,
        was=old.value,
        state=state.value,
        text=text,
        request_key=request_key or uuid4(),
    )
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_line", object_id=line.pk, subjects=subjects, purpose=seen.purpose)
    return line


def _moved(line: PlanLine, *, state: LineState) -> bool:
    """Move the line, unless it is there already; whether it moved. Errors: Refused when somebody moved it elsewhere."""
    if line.state == state.value:
        return False
    changed = PlanLine.objects.filter(pk=line.pk, version=line.version).update(
        state=state.value, version=line.version + 1
    )
    line.refresh_from_db(fields=["state", "version"])
    if not changed and line.state != state.value:
        raise Refused(_("Iemand anders heeft dit net veranderd. Kijk hoe het er nu voor staat."))
    return bool(changed)


@transaction.atomic
def take_back(*, by: Actor, seen: SeenCase, line: PlanLine, note_id: int, today: date) -> None:
    """Take one's last answer about a line back, on the day itself; taken back twice it counts once. Errors: Refused."""
    hold(seen, today=today)
    PlanLine.objects.select_for_update().get(pk=line.pk)
    newest = LineNote.objects.filter(line=line).order_by("-pk").first()
    note = LineNote.objects.filter(line=line, pk=note_id).first()
    if note is None:
        return
    is_own, is_newest = note.participant_id == seen.participant.pk, newest == note
    if not rules.may_take_back(is_own=is_own, is_newest=is_newest, on=note.on, today=today):
        raise Refused(_("Dit kun je niet meer terugnemen. Zeg hoe het nu gaat."))
    moved = PlanLine.objects.filter(pk=line.pk, state=note.state)
    moved.update(state=note.was, version=F("version") + 1)
    note.delete()
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_line", object_id=line.pk, subjects=subjects, purpose=seen.purpose)


@transaction.atomic
def save_check(*, by: Actor, seen: SeenCase, number: int, answer: CheckAnswer, today: date) -> PlanCheck:
    """Keep whether the agreed version with this number still fits, as the resident says; said again, the last counts.

    Doubt and no stay with the fixed contact until they call. Errors: Refused, NotFound, Stale when the plan changed.
    """
    rules.check_may_check(is_resident=seen.is_resident)
    hold(seen, today=today)
    agreed = PlanVersion.objects.filter(plan__case=seen.case, agreed_on__isnull=False).order_by("-number").first()
    if agreed is None:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    if agreed.number != number:
        raise _stale(agreed)
    last = last_contact(seen.case)
    check, _new = PlanCheck.objects.update_or_create(
        partnership_id=seen.case.partnership_id,
        plan_version=agreed,
        participant=seen.participant,
        defaults={"answer": answer.value, "on": today, "after": 0 if last is None else last.pk},
    )
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_check", object_id=check.pk, subjects=subjects, purpose=seen.purpose)
    return check
