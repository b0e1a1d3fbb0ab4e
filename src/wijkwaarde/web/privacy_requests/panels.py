"""What residents ask about their data, in words: as a row, as a page and as a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.looks.queries import look_at
from wijkwaarde.kernel.parties.terms import Channel
from wijkwaarde.kernel.privacy_requests.queries import AskedRequest, ToErase, WhereTo
from wijkwaarde.kernel.privacy_requests.rules import is_late, is_soon
from wijkwaarde.kernel.privacy_requests.terms import Outcome, RequestKind
from wijkwaarde.kernel.retention.terms import RuleKey
from wijkwaarde.web.format import day, near_day
from wijkwaarde.web.looks.panels import LookDay, one_look

TONES = {Outcome.EXPLAINED: "done", Outcome.GRANTED: "done", Outcome.PARTLY: "wait", Outcome.REFUSED: "stuck"}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in a list: about what, how it stands, and by when an answer comes."""

    pk: int
    title: str
    who: str
    asked: str
    due: str
    late: bool
    soon: bool
    tag: str
    tone: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request on a page of its own; what may be done with it now, and the look that it is about."""

    row: RequestRow
    words: str
    look: LookDay | None
    asked_by: str
    later: str
    answer: str
    answered: str
    is_open: bool
    is_answered: bool
    is_restricting: bool
    to_remove: bool
    is_removed: bool
    may_extend: bool
    version: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The answer on paper: to whom, from whom, what, and what one does who does not agree."""

    name: str
    address: str
    day: str
    asked: str
    title: str
    decided: str
    answer: str
    sender: str
    role: str
    phone: str
    may_object: bool
    object_before: str
    where: WhereTo


def kind_words() -> dict[RequestKind, str]:
    """What is asked, in a few words."""
    return {
        RequestKind.LOOK: _("Een vraag over wie keek"),
        RequestKind.CORRECTION: _("Er klopt iets niet"),
        RequestKind.RESTRICTION: _("Nu even minder gebruiken"),
        RequestKind.ERASURE: _("Weghalen"),
        RequestKind.OBJECTION: _("Het er niet mee eens zijn"),
    }


def outcome_words() -> dict[Outcome, str]:
    """What was answered, in a word."""
    return {
        Outcome.EXPLAINED: _("beantwoord"),
        Outcome.GRANTED: _("ja"),
        Outcome.PARTLY: _("voor een deel"),
        Outcome.REFUSED: _("nee"),
    }


def rows_of(found: list[AskedRequest], *, today: date) -> list[RequestRow]:
    """Requests in a list."""
    return [row_of(one, today=today) for one in found]


def row_of(one: AskedRequest, *, today: date) -> RequestRow:
    """A request in a list."""
    is_open = not one.outcome and one.withdrawn_on is None
    tag, tone = _state(one)
    return RequestRow(
        pk=one.pk,
        title=kind_words()[RequestKind(one.kind)],
        who=one.person.name,
        asked=_("Gevraagd op {day}").format(day=near_day(one.asked_on)),
        due=_("Antwoord op zijn laatst {day}").format(day=near_day(one.due_on)) if is_open else "",
        late=is_open and is_late(one.due_on, today=today),
        soon=is_open and is_soon(one.due_on, today=today),
        tag=tag,
        tone=tone,
    )


def _state(one: AskedRequest) -> tuple[str, str]:
    if one.withdrawn_on is not None:
        return _("ingetrokken"), ""
    if not one.outcome:
        return _("wacht op antwoord"), "wait"
    outcome = Outcome(one.outcome)
    return outcome_words()[outcome], TONES[outcome]


def page_of(one: AskedRequest, *, by: Actor, today: date) -> RequestPage:
    """A request on a page of its own."""
    is_open, kind = not one.outcome and one.withdrawn_on is None, RequestKind(one.kind)
    granted = one.outcome in (Outcome.GRANTED.value, Outcome.PARTLY.value)
    is_erasure = kind is RequestKind.ERASURE
    return RequestPage(
        row=row_of(one, today=today),
        words=one.words,
        look=_look(one, by=by, today=today),
        asked_by=one.asked_by.name if one.asked_by else "",
        later=one.extended_because,
        answer=one.answer,
        answered=_answered(one),
        is_open=is_open,
        is_answered=bool(one.outcome),
        is_restricting=kind is RequestKind.RESTRICTION and one.done_on is not None and one.lifted_on is None,
        to_remove=is_erasure and granted and one.done_on is None,
        is_removed=is_erasure and one.done_on is not None,
        may_extend=is_open and one.extended_on is None and not is_late(one.due_on, today=today),
        version=one.version,
    )


def _look(one: AskedRequest, *, by: Actor, today: date) -> LookDay | None:
    if one.about_line is None:
        return None
    try:
        return one_look(look_at(one.about_line, by=by, person_id=one.person_id), today=today)
    except NotFound:
        return None


def _answered(one: AskedRequest) -> str:
    if one.answered_by is None or one.answered_on is None:
        return ""
    told = _("{name}, {organisation}, op {day}")
    whose = one.answered_by.organisation.name
    return told.format(name=one.answered_by.name, organisation=whose, day=near_day(one.answered_on))


def stays_words(found: ToErase) -> list[str]:
    """What may not be removed, and why, for the privacy contact and the letter."""
    laws = {
        RuleKey.WMO.value: _("de Wmo vraagt dat we dit bewaren"),
        RuleKey.WMO_NO_PROVISION.value: _("voor een plan zonder hulp uit de wet geldt een vaste tijd"),
        RuleKey.YOUTH.value: _("de Jeugdwet vraagt dat we dit bewaren"),
        RuleKey.GUARDIANSHIP.value: _("bij voogdij moeten we dit bewaren"),
    }
    told = []
    for one in found.stays:
        why = [laws.get(law, law) for law in one.laws]
        if one.held_until:
            why.append(_("het mag niet weg vóór {day}").format(day=day(one.held_until)))
        told.append(_("De vraag van {day}: {why}.").format(day=day(one.opened_on), why="; ".join(why)))
    return told


def letter_of(one: AskedRequest, *, where: WhereTo) -> Letter:
    """The answer to a request as a letter. Errors: NotFound where there is none yet."""
    if one.answered_by is None or one.answered_on is None:
        raise NotFound("privacy_request", object_id=one.pk)
    outcome, member = Outcome(one.outcome), one.answered_by
    may_object = outcome in (Outcome.PARTLY, Outcome.REFUSED)
    return Letter(
        name=one.person.name,
        address=one.person.via if one.person.channel == Channel.LETTER.value else "",
        day=day(one.answered_on),
        asked=day(one.asked_on),
        title=kind_words()[RequestKind(one.kind)],
        decided=_decided(outcome),
        answer=one.answer,
        sender=member.name,
        role=f"{member.job}, {member.organisation.name}",
        phone=member.phone,
        may_object=may_object,
        object_before=_before(one.answered_on, weeks=where.weeks_to_object) if may_object else "",
        where=where,
    )


def _decided(outcome: Outcome) -> str:
    return {
        Outcome.EXPLAINED: _("Dit is ons antwoord."),
        Outcome.GRANTED: _("Ons antwoord is: ja. We doen wat je vroeg."),
        Outcome.PARTLY: _("Ons antwoord is: voor een deel. Hieronder staat waarom."),
        Outcome.REFUSED: _("Ons antwoord is: nee. Hieronder staat waarom."),
    }[outcome]


def _before(answered_on: date, *, weeks: int) -> str:
    return day(answered_on + timedelta(weeks=weeks))
