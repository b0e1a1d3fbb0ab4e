"""Reads what residents say beside texts that stay, and beside which texts they may; it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase, own_cases
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.models import LineNote, PlanLine
from wijkwaarde.kernel.plans.queries import domain_of
from wijkwaarde.kernel.plans.rules import may_see
from wijkwaarde.kernel.privacy_requests.queries import AskedRequest
from wijkwaarde.kernel.statements import rules
from wijkwaarde.kernel.statements.models import Statement
from wijkwaarde.kernel.statements.terms import About

KIND = "statement"
# A row as the pages get it: they read it, and import no model.
type Said = Statement


@dataclass(frozen=True, slots=True)
class Beside:
    """A text beside which words may stand: of which case, which sort and number, and how it goes."""

    case: Case
    about: About
    pk: int
    text: str

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.about.value}-{self.pk}"


def texts_for(request: AskedRequest, *, by: Actor, today: date) -> list[Beside]:
    """The texts in the questions of whose request it is, beside which words may stand. Errors: NotFound where none may."""
    if not rules.may_state(kind=request.kind, outcome=request.outcome):
        raise NotFound(KIND, object_id=request.pk)
    cases = {one.pk: one for one in own_cases(by=by, today=today).filter(resident_id=request.person_id)}
    lines = PlanLine.objects.filter(holds_for__in=cases).order_by("holds_for", "position")
    notes = LineNote.objects.filter(line__holds_for__in=cases).exclude(text="").order_by("line__position", "pk")
    said = notes.exclude(participant__person_id=request.person_id).select_related("line")
    found = [Beside(cases[one.holds_for_id], About.LINE, one.pk, one.what) for one in lines if one.holds_for_id]
    found += [
        Beside(cases[one.line.holds_for_id], About.NOTE, one.pk, one.text) for one in said if one.line.holds_for_id
    ]
    return [*found, *(Beside(one, About.CASE, one.pk, one.words) for one in cases.values())]


def statement_of(request: AskedRequest) -> Statement | None:
    """What stands beside a text after this request; whose request it is was asked before."""
    return _told().filter(request_id=request.pk, partnership_id=request.partnership_id).first()


def statements_in(seen: SeenCase) -> list[Statement]:
    """What the resident says in a case, for who may read what it stands beside; the oldest first."""
    if not vars(seen.participant).get("has_statements", True):
        return []
    return [one for one in _told().filter(case=seen.case) if _is_shown(one, seen=seen)]


def _is_shown(one: Statement, *, seen: SeenCase) -> bool:
    line = one.note.line if one.note else one.line
    if line is None:
        return seen.may_read
    is_own = line.participant_id == seen.participant.pk
    return may_see(may_read=seen.may_read, is_own=is_own, domain=domain_of(line), domains=seen.domains)


def _told() -> QuerySet[Statement]:
    return Statement.objects.select_related("line", "note__line").order_by("pk")
