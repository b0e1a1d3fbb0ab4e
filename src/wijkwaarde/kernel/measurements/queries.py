"""Reads the marks of a case as somebody may see them, and which moment comes next; what a mark means is for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import connection
from django.db.models import OuterRef, Subquery

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.measurements import rules
from wijkwaarde.kernel.measurements.models import Measurement
from wijkwaarde.kernel.measurements.rules import Course, Point, Window
from wijkwaarde.kernel.measurements.terms import Moment
from wijkwaarde.kernel.plans.models import PlanVersion

# A row as the pages get it: they read it, and import no model.
type GivenMark = Measurement

FIRST_AGREED = (
    PlanVersion.objects.filter(plan__case=OuterRef("pk"), agreed_on__isnull=False)
    .order_by("number")
    .values("agreed_on")[:1]
)
COLUMNS = ("pk", "moment", "mark", "given_on", "written_on", "asked_afterwards", "said_by_id", "replaces_id")
MARK = tuple(f"measurements__{name}" for name in (*COLUMNS, "withdrawn_on", "tell_contact"))


@dataclass(frozen=True, slots=True)
class SeenMark:
    """A mark that counts, as somebody sees it; `has_fallen`: lower than the last one of an earlier day."""

    pk: int
    moment: Moment
    mark: int
    given_on: date
    written_on: date
    asked_afterwards: bool
    tell_contact: bool | None
    is_mine: bool
    has_fallen: bool


@dataclass(frozen=True, slots=True)
class SeenMarks:
    """The marks of a case that somebody may see, one for each moment in order, and what the moments follow from."""

    course: Course
    marks: tuple[SeenMark, ...]

    @property
    def given(self) -> frozenset[Moment]:
        """The moments with a mark, as far as who looks may know."""
        return frozenset(one.moment for one in self.marks)

    def due(self, today: date) -> Window | None:
        """The moment that is open or comes next."""
        return rules.next_window(today, course=self.course, given=self.given)

    def moment(self, day: date) -> Moment | None:
        """For which moment a mark of this day would count."""
        return rules.moment_on(day, course=self.course, given=self.given)

    def current(self, moment: Moment | None) -> SeenMark | None:
        """The mark that stands for a moment."""
        return next((one for one in self.marks if one.moment is moment), None)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table beside its case."""

    pk: int
    moment: str
    mark: int
    given_on: date
    written_on: date
    asked_afterwards: bool
    said_by_id: int
    replaces_id: int | None
    withdrawn_on: date | None
    tell_contact: bool | None

    @property
    def point(self) -> Point:
        """What is compared."""
        return Point(self.given_on, self.mark)


def marks_for(seen: SeenCase) -> SeenMarks:
    """The marks of a case that somebody may see, in one query; none for who may not read what is written in it."""
    course, rows = _rows(seen)
    kept = _kept(rows)
    points = [one.point for one in kept]
    found = [_seen(one, points=points, seen=seen) for one in kept if one.withdrawn_on is None]
    order = list(Moment)
    shown = (one for one in found if seen.may_read and _may_see(one, seen=seen))
    return SeenMarks(course, tuple(sorted(shown, key=lambda one: order.index(one.moment))))


def marks_of_case(seen: SeenCase, *, by: Actor, today: date) -> list[tuple[str, Moment, int, date]]:  # noqa: ARG001 - what is shown may end by day
    """Who gave which mark for which moment, and on which day, as far as who looks may see, in one query; noted for the trail.

    A start mark that was asked afterwards is not among them: it is no mark to compare with.
    """
    who, found = seen.case.resident.name, marks_for(seen).marks
    shown = [(who, one.moment, one.mark, one.given_on) for one in found if not one.asked_afterwards]
    if shown:
        by.record(Act.READ, "measurement", object_id=None, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return shown


def mark_for(mark_id: int, *, seen: SeenCase) -> SeenMark:
    """A mark that counts, for the resident and for who wrote it down. Errors: NotFound."""
    found = next((one for one in marks_for(seen).marks if one.pk == mark_id), None)
    if found is None or not (seen.is_resident or found.is_mine):
        raise NotFound("measurement", object_id=mark_id, subjects=(seen.case.resident_id,))
    return found


def course_of(seen: SeenCase) -> Course:
    """What the moments of a case follow from."""
    return _rows(seen)[0]


def _rows(seen: SeenCase) -> tuple[Course, list[_Row]]:
    cases = Case.objects.filter(pk=seen.case.pk).annotate(first_agreed_on=Subquery(FIRST_AGREED))
    asked = cases.order_by("measurements__given_on", "measurements__pk")
    found = list(asked.values_list("first_agreed_on", *MARK))
    rows = [_Row(*columns) for _first, *columns in found if columns[0] is not None]
    return Course(seen.case.opened_on, found[0][0] if found else None), rows


def _kept(rows: list[_Row]) -> list[_Row]:
    """What was not taken back: the marks that count, and those that they replaced."""
    by_key, kept = {one.pk: one for one in rows}, set[int]()
    for one in rows:
        found = one if one.withdrawn_on is None else None
        while found is not None:
            kept.add(found.pk)
            found = by_key.get(found.replaces_id or 0)
    return [one for one in rows if one.pk in kept]


def _seen(row: _Row, *, points: list[Point], seen: SeenCase) -> SeenMark:
    return SeenMark(
        pk=row.pk,
        moment=Moment(row.moment),
        mark=row.mark,
        given_on=row.given_on,
        written_on=row.written_on,
        asked_afterwards=row.asked_afterwards,
        tell_contact=row.tell_contact,
        is_mine=row.said_by_id == seen.participant.pk,
        has_fallen=rules.fell(row.point, among=points),
    )


def _may_see(one: SeenMark, *, seen: SeenCase) -> bool:
    return rules.may_see(
        is_resident=seen.is_resident,
        is_writer=one.is_mine,
        is_contact=seen.part is Part.CONTACT,
        has_fallen=one.has_fallen,
        tell_contact=one.tell_contact is True,
    )


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A personal link that still holds: where it belongs, and whether its mark was given."""

    partnership_id: int
    link_id: int
    is_used: bool


def hashed(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def link_for(token: str, *, today: date) -> FoundLink | None:
    """The link with this token, before a partnership is known; None for an unknown, expired or revoked one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT partnership_id, link_id, is_used FROM measurements_link(%s, %s)", [hashed(token), today])
        found = cursor.fetchone()
    return None if found is None else FoundLink(*found)
