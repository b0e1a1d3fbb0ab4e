"""What members see of emergency access, in words: what is open, what waits for review, and numbers without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart, participants_of, reach_of
from wijkwaarde.kernel.cases.terms import Manner, Part
from wijkwaarde.kernel.emergencies.queries import Emergency, Numbers, Opened, may_judge
from wijkwaarde.kernel.emergencies.rules import is_open, tell_on
from wijkwaarde.kernel.emergencies.terms import Verdict
from wijkwaarde.kernel.plans.queries import SeenLine, plan_for
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.web.cases.panels import Box
from wijkwaarde.web.cases.spoken import Choice, reach_words
from wijkwaarde.web.emergencies.forms import DANGERS
from wijkwaarde.web.emergencies.told import moment
from wijkwaarde.web.format import near_day
from wijkwaarde.web.plans.panels import LineRow, before_of, doer_of
from wijkwaarde.web.plans.wording import state_words


@dataclass(frozen=True, slots=True)
class Row:
    """An emergency in a list: who, when, what is said of it, and where it leads."""

    name: str
    detail: str
    tag: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class ReadCase:
    """One case as somebody reads it in an emergency."""

    words: str
    asked: str
    boxes: tuple[Box, ...]
    lines: tuple[LineRow, ...]
    people: tuple[tuple[str, str], ...]
    contact: str
    contact_phone: str


@dataclass(frozen=True, slots=True)
class OpenedScreen:
    """Everything that is read in an emergency."""

    pk: int
    name: str
    phone: str
    reach: str
    until: str
    cases: tuple[ReadCase, ...]
    notes: tuple[str, ...]
    taps: tuple[Choice, ...]
    request_key: UUID


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """What the second person reads: nothing of the plan. `verdict`, `judged` and `sentence`: what was said, where it was."""

    pk: int
    name: str
    verdict: str
    judged: str
    sentence: str
    may_judge: bool
    facts: tuple[dict[str, str], ...]
    is_running: bool
    is_silent: bool
    told: str


def open_rows(found: Sequence[Emergency]) -> list[Row]:
    """What a member has open now."""
    return [
        Row(
            one.resident.name,
            _("Je kunt meekijken tot {when}.").format(when=moment(one.ends_at)),
            "",
            "",
            reverse("emergency", args=[one.pk]),
        )
        for one in found
    ]


def review_rows(found: Sequence[Emergency], *, today: date) -> list[Row]:
    """What waits for review, and what was reviewed."""
    return [_review_row(one, today=today) for one in found]


def _review_row(one: Emergency, *, today: date) -> Row:
    late = one.reviewed_at is None and one.review_before <= today
    words = {Verdict.RIGHT.value: _("terecht"), Verdict.WRONG.value: _("niet terecht"), "": _("wacht op jou")}
    tones = {Verdict.RIGHT.value: "done", Verdict.WRONG.value: "stuck", "": "busy"}
    return Row(
        _("{who} bij {resident}").format(who=one.opened_by.name, resident=one.resident.name),
        moment(one.opened_at),
        _("te laat") if late else words[one.verdict],
        "stuck" if late else tones[one.verdict],
        reverse("review_emergency", args=[one.pk]),
    )


def number_words(told: Numbers) -> list[str]:
    """How it goes, in numbers."""
    return [
        _("Dit jaar: {number} keer noodtoegang.").format(number=told.opened),
        _("Niet terecht: {number} keer.").format(number=told.wrong),
        _("Wacht op nakijken: {number}.").format(number=told.waiting),
        _("Te laat nagekeken: {number}.").format(number=told.late),
    ]


def opened_screen(told: Opened, *, today: date) -> OpenedScreen:
    """The question, the boxes, the plan and who takes part; nothing to change."""
    one, resident = told.emergency, told.emergency.resident
    return OpenedScreen(
        pk=one.pk,
        name=resident.name,
        phone=resident.phone,
        reach=reach_words(reach_of(told.cases[0].case)) if told.cases else "",
        until=moment(one.ends_at),
        cases=tuple(_case(seen, today=today) for seen in told.cases),
        notes=tuple(f"{moment(note.at)}: {manners()[Manner(note.manner)]}" for note in told.notes),
        taps=tuple(Choice(manner.value, words) for manner, words in manners().items()),
        request_key=uuid4(),
    )


def manners() -> dict[Manner, str]:
    """How one spoke with the resident, as a button and as a line."""
    return {
        Manner.CALL: _("Ik heb gebeld"),
        Manner.VISIT: _("Ik ging langs"),
        Manner.MESSAGE: _("Ik stuurde een bericht"),
        Manner.UNREACHED: _("Ik kreeg niemand te pakken"),
    }


def _case(seen: SeenCase, *, today: date) -> ReadCase:
    case, agreed = seen.case, plan_for(seen).agreed
    people = participants_of(seen, today=today)
    contact = next((one.membership for one in people if one.part == Part.CONTACT.value and one.membership), None)
    return ReadCase(
        words=case.words,
        asked=_("Gesteld op {day}").format(day=near_day(case.opened_on)),
        boxes=_boxes(seen),
        lines=tuple(_line(line, seen=seen) for line in (agreed.lines if agreed else ())),
        people=tuple(_person(one) for one in people if one.part != Part.RESIDENT.value),
        contact=contact.name if contact else "",
        contact_phone=contact.phone if contact else "",
    )


def _boxes(seen: SeenCase) -> tuple[Box, ...]:
    case = seen.case
    told = (
        (_("Wil"), case.wants),
        (_("Kan"), case.cans),
        (_("Heeft nodig"), case.needs),
        (_("Is bang voor"), case.feared),
    )
    return tuple(Box(title, (text,), "") for title, text in told if text)


def _line(line: SeenLine, *, seen: SeenCase) -> LineRow:
    state = LineState(line.state)
    return LineRow(line.what, doer_of(line, seen=seen), before_of(line), state.value, state_words()[state], url="")


def _person(one: TakingPart) -> tuple[str, str]:
    """Who takes part, and the number to press."""
    if one.membership is not None:
        told = (one.membership.name, one.membership.job, one.membership.organisation.name)
        return ", ".join(word for word in told if word), one.membership.phone
    return (one.person.name, one.person.phone) if one.person else ("", "")


def review_screen(one: Emergency, *, by: Actor, now: datetime, today: date) -> ReviewScreen:
    """Who opened what about whom, why and for how long; and what was said about it, by whom and when."""
    who = one.opened_by
    facts = [
        (_("Wie"), f"{who.name}, {who.job}, {who.organisation.name}"),
        (_("Wanneer"), moment(one.opened_at)),
        (_("Tot"), moment(one.stopped_at or one.ends_at)),
        (_("Voor wie is er gevaar?"), str(dict(DANGERS)[one.danger])),
        (_("Reden"), one.reason),
    ]
    if one.wait_reason:
        facts.append((_("Waarom later verteld"), one.wait_reason))
    silent = one.tell_on > today
    told = _("De bewoner leest het vanaf {day}.") if silent else _("De bewoner kon het lezen vanaf {day}.")
    return ReviewScreen(
        pk=one.pk,
        name=one.resident.name,
        verdict=_verdict_words()[Verdict(one.verdict)] if one.verdict else "",
        judged=_judged(one),
        sentence=one.sentence,
        may_judge=may_judge(one, by=by, today=today),
        facts=tuple({"name": name, "text": text} for name, text in facts),
        is_running=is_open(ends_at=one.ends_at, stopped_at=one.stopped_at, now=now),
        is_silent=silent,
        told=told.format(day=near_day(one.tell_on)),
    )


def _verdict_words() -> dict[Verdict, str]:
    return {Verdict.RIGHT: _("Dit was terecht"), Verdict.WRONG: _("Dit was niet terecht")}


def _judged(one: Emergency) -> str:
    """Who reviewed it, and when."""
    if one.reviewed_by is None or one.reviewed_at is None:
        return ""
    return _("{name} keek dit na, {when}.").format(name=one.reviewed_by.name, when=moment(one.reviewed_at))


def saved_words(one: Emergency, *, today: date) -> str:
    """What is said when a review was kept: whether the resident reads it yet."""
    if one.tell_on > today:
        return _("Bewaard. De bewoner leest dit vanaf {day}.").format(day=near_day(one.tell_on))
    return _("Bewaard. De bewoner kan dit lezen.")


def told_words(*, waits: bool, today: date) -> str:
    """From when the resident reads of it, for who is about to open it."""
    if not waits:
        return _("De bewoner leest meteen wie er keek, en waarom.")
    day = near_day(tell_on(opened_on=today, is_wait_asked=True))
    return _("De bewoner leest het nu nog niet, wel vanaf {day}. Het privacycontact kan een andere dag kiezen.").format(
        day=day
    )
