"""A plan in words, for the page of a case and for the list of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from waarde import HelpSource
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.deliveries.terms import BILLED
from wijkwaarde.kernel.plans.queries import (
    SeenLine,
    SeenNote,
    SeenPlan,
    SeenVersion,
    agreement,
    domain_of,
    notes_of,
)
from wijkwaarde.kernel.plans.rules import may_move, may_take_back
from wijkwaarde.kernel.plans.terms import UNFINISHED_STATES, CheckAnswer, Heard, LineState
from wijkwaarde.web.cases.domains import domain_words
from wijkwaarde.web.format import day, near_day
from wijkwaarde.web.plans.forms import AnswerForm
from wijkwaarde.web.plans.wording import answer_words, band_words, heard_words, source_words, state_words

# What a line shows of what was said about it.
NOTES_SHOWN = 3
WORK_HERE = frozenset({Part.CONTACT, Part.PROFESSIONAL})


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What somebody said about a line: who and when, and their words."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the plan; `url` is where the answer goes, empty for who may not give it, `back` where it is taken back.

    `number` is what a bill for it names, for who works here.
    """

    what: str
    doer: str
    before: str
    state: str
    state_words: str
    url: str
    hidden: tuple[tuple[str, str], ...] = ()
    note: str = ""
    facts: tuple[str, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    field: forms.BoundField | None = None
    back: str = ""
    said: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class CheckPanel:
    """The question whether the plan still fits: what the resident said before (empty: nothing yet), and what they can say."""

    number: int
    said: str
    answers: tuple[tuple[str, str], ...]
    is_calm: bool
    is_heard: bool = False


@dataclass(frozen=True, slots=True)
class PlanPanel:
    """What holds (`lines`, agreed on a day), and beside it what somebody proposes, with what would no longer be there."""

    is_there: bool
    agreed: str
    lines: tuple[LineRow, ...]
    proposed: tuple[LineRow, ...]
    gone: tuple[str, ...]
    version: int
    proposal: str
    check: CheckPanel | None = None
    is_done: bool = False
    heard: str = ""

    @property
    def is_free(self) -> bool:
        """Whether nobody proposes something else now, and people are not done."""
        return not self.proposed and not self.is_done


def plan_panel(plan: SeenPlan, *, seen: SeenCase, today: date) -> PlanPanel:
    """The plan as one participant sees it, with what was said about its lines."""
    agreed, draft = plan.agreed, plan.draft
    holds = agreed.lines if agreed else ()
    proposed = draft.lines if draft else ()
    since = agreed.version.agreed_on if agreed else None
    notes = notes_of(holds)
    return PlanPanel(
        is_there=bool(agreed or draft),
        agreed=near_day(since) if since else "",
        lines=tuple(line_row(line, notes=notes.get(line.pk, []), seen=seen, today=today) for line in holds),
        proposed=tuple(_proposed(line, among=holds, seen=seen) for line in proposed),
        gone=tuple(line.what for line in holds if draft and not _is_among(line, proposed)),
        version=draft.version.version if draft else 0,
        proposal=_proposal(draft, seen=seen) if draft else "",
        check=_check(plan, seen=seen, today=today),
        is_done=seen.case.closed_on is not None,
        heard=heard_of(agreed, seen=seen) if agreed else "",
    )


def _check(plan: SeenPlan, *, seen: SeenCase, today: date) -> CheckPanel | None:
    """Asked of the resident alone, from the day after they agreed; at once where somebody else says that they did."""
    since = plan.agreed.version.agreed_on if plan.agreed else None
    if plan.agreed is None or since is None or not seen.is_resident or seen.case.closed_on is not None:
        return None
    is_heard = bool(plan.agreed.version.heard)
    if since >= today and not is_heard:
        return None
    words = answer_words()
    return CheckPanel(
        number=plan.agreed.version.number,
        said=words[plan.answer] if plan.answer else "",
        answers=tuple((answer.value, words[answer]) for answer in CheckAnswer),
        is_calm=plan.answer is CheckAnswer.YES,
        is_heard=is_heard,
    )


def heard_of(one: SeenVersion, *, seen: SeenCase) -> str:
    """Who heard the resident's yes to a version, how and when; empty where the resident gave it themselves."""
    version = one.version
    if version.heard_by is None or version.agreed_on is None:
        return ""
    return heard_words(
        Heard(version.heard),
        name=shown_name(version.heard_by, seen=seen),
        day=near_day(version.agreed_on),
        is_resident=seen.is_resident,
        is_own=version.heard_by_id == seen.participant.pk,
    )


def _proposal(draft: SeenVersion, *, seen: SeenCase) -> str:
    writer = draft.version.written_by
    if writer.pk == seen.participant.pk:
        return _("Mijn voorstel")
    return _("Voorstel van {name}").format(name=shown_name(writer, seen=seen))


def line_row(
    line: SeenLine, *, seen: SeenCase, today: date, notes: Sequence[SeenNote] = (), form: AnswerForm | None = None
) -> LineRow:
    """A line that was agreed, with its buttons for who may say how it goes; `form` is an answer that was not right yet."""
    is_done, is_doer = seen.case.closed_on is not None, line.participant_id == seen.participant.pk
    moves = not is_done and may_move(is_resident=seen.is_resident, is_doer=is_doer)
    state = LineState(line.state)
    form = form or AnswerForm(line_id=line.pk)
    back = 0 if is_done else _to_take_back(notes, seen=seen, today=today)
    return LineRow(
        what=line.what,
        doer=doer_of(line, seen=seen),
        before=before_of(line),
        state=state.value,
        state_words=_("loopt door") if is_done and state in UNFINISHED_STATES else state_words()[state],
        url=move_url(line, key=seen.case.key) if moves else "",
        hidden=(("request_key", str(form["request_key"].value())),) if moves else (),
        facts=facts_of(line, seen=seen),
        notes=tuple(_note(note, seen=seen) for note in notes if note.text)[:NOTES_SHOWN],
        field=form["note"] if moves else None,
        back=reverse("take_back", args=[seen.case.key, line.pk]) if back else "",
        said=back,
        number=billed_as(line, seen=seen),
    )


def billed_as(line: SeenLine, *, seen: SeenCase) -> str:
    """The number that a bill for this agreement names; empty for the resident and for help that nobody bills."""
    is_billed = line.source in BILLED and seen.part in WORK_HERE
    return number_of(line.first_id_or_own) if is_billed else ""


def _to_take_back(notes: Sequence[SeenNote], *, seen: SeenCase, today: date) -> int:
    """The id of the last answer where who looks may take it back, else 0."""
    newest = notes[0] if notes else None
    if newest is None:
        return 0
    is_own = newest.participant_id == seen.participant.pk
    return newest.pk if may_take_back(is_own=is_own, is_newest=True, on=newest.on, today=today) else 0


def _note(note: SeenNote, *, seen: SeenCase) -> NoteRow:
    words = _("{name}, {day}").format(name=shown_name(note.participant, seen=seen), day=near_day(note.on))
    return NoteRow(words, note.text)


def facts_of(line: SeenLine, *, seen: SeenCase) -> tuple[str, ...]:
    """The small words of a line: what it is about, from whom the help comes, about how often, from and until which day."""
    is_plain = line.source == HelpSource.SELF.value and line.participant is not None
    source = "" if is_plain else source_words(is_resident=seen.is_resident)[line.source]
    begin = "" if line.begin is None else _("vanaf {day}").format(day=day(line.begin))
    until = "" if line.until is None else _("tot en met {day}").format(day=day(line.until))
    domain = domain_of(line)
    subject = "" if domain is None else _("gaat over {domain}").format(domain=domain_words()[domain])
    return tuple(word for word in (subject, source, band_words().get(line.band, ""), begin, until) if word)


def _proposed(line: SeenLine, *, among: Sequence[SeenLine], seen: SeenCase) -> LineRow:
    stays = _is_among(line, among)
    return LineRow(
        what=line.what,
        doer=doer_of(line, seen=seen),
        before=before_of(line),
        state=LineState.OPEN.value,
        state_words=_("blijft zo") if stays else _("nieuw of anders") if among else _("voorstel"),
        url="",
        facts=facts_of(line, seen=seen),
    )


def _is_among(line: SeenLine, lines: Sequence[SeenLine]) -> bool:
    """Whether the same agreement stands among these lines."""
    return any(agreement(line) == agreement(other) for other in lines)


def before_of(line: SeenLine) -> str:
    """Before which day it is done, in words; empty where that was not said."""
    return "" if line.before is None else _("vóór {day}").format(day=near_day(line.before))


def move_url(line: SeenLine, *, key: UUID) -> str:
    """Where the answer about a line goes."""
    return reverse("move", args=[key, line.pk])


def doer_of(line: SeenLine, *, seen: SeenCase) -> str:
    """Who does it, by name; "ikzelf" for who looks."""
    return line.who if line.participant is None else shown_name(line.participant, seen=seen)


def shown_name(one: TakingPart, *, seen: SeenCase) -> str:
    """The name of somebody who takes part; "ikzelf" for who looks."""
    if one.pk == seen.participant.pk:
        return _("Ikzelf")
    return one.membership.name if one.membership else seen.case.resident.name
