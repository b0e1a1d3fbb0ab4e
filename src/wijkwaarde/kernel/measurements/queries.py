"""Reads the marks of a case as somebody may see them, and which moment comes next; what a mark means is for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.asked_often import asked_often
from wijkwaarde.kernel.carers.models import InformalCarer
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.measurements import rules
from wijkwaarde.kernel.measurements.models import SAYS_NO, NoMarks
from wijkwaarde.kernel.measurements.rules import Course, Point, Window
from wijkwaarde.kernel.measurements.terms import Moment

CARERS = InformalCarer.objects.filter(case=OuterRef("pk")).order_by("begin", "pk")
CARER = JSONObject(
    pk="pk",
    person_id="person_id",
    name="person__name",
    phone="person__phone",
    relation="relation",
    until="until",
    resident_sees="resident_sees",
)
SAID_NO = NoMarks.objects.filter(SAYS_NO, case=OuterRef("pk"))
LINK = "SELECT partnership_id, link_id, is_used, is_carers, says_no FROM measurements_link(%s, %s)"
COLUMNS = ("pk", "person_id", "moment", "mark", "given_on", "written_on", "asked_afterwards", "said_by_id")
MARK = tuple(f"measurements__{name}" for name in (*COLUMNS, "replaces_id", "withdrawn_on", "tell_contact"))


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
class SeenCarer:
    """Who cares along, with the marks of theirs that somebody may see, and `given`: when they gave one that counts.

    `until`: from which day they do so no more; `says_no`: they want to be asked for no mark.
    """

    pk: int
    person_id: int
    name: str
    phone: str
    relation: str
    until: date | None
    resident_sees: bool | None
    says_no: bool
    marks: tuple[SeenMark, ...]
    given: tuple[tuple[Moment, date], ...]

    def cares(self, today: date) -> bool:
        """Whether they still care along."""
        return self.until is None or self.until > today


@dataclass(frozen=True, slots=True)
class SeenMarks:
    """The resident's marks that somebody may see, one for each moment in order; what the moments follow from; who cares along.

    `says_no`: the resident wants to be asked for no mark.
    """

    course: Course
    marks: tuple[SeenMark, ...]
    says_no: bool = False
    carers: tuple[SeenCarer, ...] = ()

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

    def of_carer(self, carer_id: int) -> SeenMarks:
        """The same of one who cares along, as if the case were about them. Errors: NotFound."""
        found = next((one for one in self.carers if one.pk == carer_id), None)
        if found is None:
            raise NotFound("informal_carer", object_id=carer_id)
        return SeenMarks(self.course, found.marks, found.says_no)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table beside its case."""

    pk: int
    person_id: int
    moment: str
    mark: int
    given_on: date
    written_on: date
    asked_afterwards: bool
    said_by_id: int | None
    replaces_id: int | None
    withdrawn_on: date | None
    tell_contact: bool | None

    @property
    def point(self) -> Point:
        """What is compared."""
        return Point(self.given_on, self.mark)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one query finds: the course, all rows, who cares along, and who said no."""

    course: Course
    rows: tuple[_Row, ...]
    carers: tuple[dict[str, Any], ...]
    noes: frozenset[int]


def marks_for(seen: SeenCase) -> SeenMarks:
    """The marks of a case that somebody may see, in one query; none for who may not read what is written in it."""
    read = _read(seen.case)
    if not seen.may_read:
        return SeenMarks(read.course, ())
    see, resident_id = partial(_may_see, seen=seen), seen.case.resident_id
    marks = tuple(one for one in _marks_of(resident_id, read=read, seen=seen) if see(one))
    carers = tuple(_carer(one, read=read, seen=seen) for one in read.carers)
    return SeenMarks(read.course, marks, resident_id in read.noes, carers)


def _carer(told: dict[str, Any], *, read: _Read, seen: SeenCase) -> SeenCarer:
    every = _marks_of(told["person_id"], read=read, seen=seen)
    until, sees = told["until"], told["resident_sees"] is True
    shown = (one for one in every if (sees if seen.is_resident else _may_see(one, seen=seen)))
    return SeenCarer(
        **told | {"until": None if until is None else date.fromisoformat(until)},
        says_no=told["person_id"] in read.noes,
        marks=tuple(shown),
        given=tuple((one.moment, one.given_on) for one in every),
    )


def marks_of_case(seen: SeenCase, *, by: Actor, today: date) -> list[tuple[str, Moment, int, date]]:  # noqa: ARG001 - what is shown may end by day
    """Who gave which mark for which moment, and on which day, as far as who looks may see, in one query; noted for the trail.

    The resident first, then who cares along. A start mark that was asked afterwards is not among them: it is no mark to
    compare with.
    """
    found = marks_for(seen)
    people = [(seen.case.resident_id, seen.case.resident.name, found.marks)]
    people += [(one.person_id, one.name, one.marks) for one in found.carers]
    note_marks(by, seen=seen, subjects=[person_id for person_id, _name, marks in people if marks])
    return [
        (name, one.moment, one.mark, one.given_on)
        for _person_id, name, marks in people
        for one in marks
        if not one.asked_afterwards
    ]


def note_marks(by: Actor, *, seen: SeenCase, subjects: Sequence[int]) -> None:
    """Note whose marks were shown."""
    if subjects:
        by.record(Act.READ, "measurement", object_id=None, subjects=subjects, purpose=seen.purpose)


def mark_for(mark_id: int, *, seen: SeenCase) -> SeenMark:
    """A mark that counts, for the resident and for who wrote it down. Errors: NotFound."""
    return whose_mark(mark_id, seen=seen)[1]


def whose_mark(mark_id: int, *, seen: SeenCase) -> tuple[SeenCarer | None, SeenMark]:
    """The same, with who cares along whose mark it is; their own mark is for who wrote it down alone. Errors: NotFound."""
    found = marks_for(seen)
    for one in found.marks:
        if one.pk == mark_id and (seen.is_resident or one.is_mine):
            return None, one
    for carer in found.carers:
        for one in carer.marks:
            if one.pk == mark_id and one.is_mine:
                return carer, one
    raise NotFound("measurement", object_id=mark_id, subjects=(seen.case.resident_id,))


def course_of(case: Case) -> Course:
    """What the moments of a case follow from."""
    return _read(case).course


def own_marks(case: Case, *, person_id: int) -> tuple[SeenMark, ...]:
    """All marks that count of one person in a case, in order: for who gave them with a link."""
    return _marks_of(person_id, read=_read(case), seen=None)


def says_no(case: Case, *, person_id: int) -> bool:
    """Whether somebody wants to be asked for no mark in a case, or the resident wants nothing measured there."""
    is_unmeasured = Case.objects.filter(pk=case.pk, unmeasured_on__isnull=False).exists()
    return is_unmeasured or NoMarks.objects.filter(SAYS_NO, case=case, person_id=person_id).exists()


def _read(case: Case) -> _Read:
    found = _marks(case_id=case.pk)
    agreed_on, carers, noes = found[0][:3] if found else (None, [], [])
    rows = tuple(_Row(*columns) for _first, _carers, _no, *columns in found if columns[0] is not None)
    if case.unmeasured_on is not None:
        noes = [case.resident_id, *(one["person_id"] for one in carers)]
    return _Read(Course(case.opened_on, agreed_on), rows, tuple(carers), frozenset(noes))


@asked_often
def _marks(*, case_id: int) -> QuerySet[Case, tuple[Any, ...]]:
    """The marks of a case in the order in which they were given, each with what holds for the case as a whole."""
    cases = Case.objects.filter(pk=case_id).annotate(
        carers_told=ArraySubquery(CARERS.values_list(CARER)),
        said_no=ArraySubquery(SAID_NO.values("person_id")),
    )
    asked = cases.order_by("measurements__given_on", "measurements__pk")
    return asked.values_list("plan_agreed_on", "carers_told", "said_no", *MARK)


def _marks_of(person_id: int, *, read: _Read, seen: SeenCase | None) -> tuple[SeenMark, ...]:
    """One person's marks that count, by moment."""
    kept = _kept([one for one in read.rows if one.person_id == person_id])
    points = [one.point for one in kept]
    found = [_seen(one, points=points, seen=seen) for one in kept if one.withdrawn_on is None]
    order = list(Moment)
    return tuple(sorted(found, key=lambda one: order.index(one.moment)))


def _kept(rows: list[_Row]) -> list[_Row]:
    """What was not taken back: the marks that count, and those that they replaced."""
    by_key, kept = {one.pk: one for one in rows}, set[int]()
    for one in rows:
        found = one if one.withdrawn_on is None else None
        while found is not None:
            kept.add(found.pk)
            found = by_key.get(found.replaces_id or 0)
    return [one for one in rows if one.pk in kept]


def _seen(row: _Row, *, points: list[Point], seen: SeenCase | None) -> SeenMark:
    return SeenMark(
        pk=row.pk,
        moment=Moment(row.moment),
        mark=row.mark,
        given_on=row.given_on,
        written_on=row.written_on,
        asked_afterwards=row.asked_afterwards,
        tell_contact=row.tell_contact,
        is_mine=seen is not None and row.said_by_id == seen.participant.pk,
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
    """A personal link that still holds: where it belongs, whether its mark was given, and whose it is: yes and no only."""

    partnership_id: int
    link_id: int
    is_used: bool
    is_carers: bool
    says_no: bool


def hashed(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def link_for(token: str, *, today: date) -> FoundLink | None:
    """The link with this token, before a partnership is known; None for an unknown, expired or revoked one."""
    with connection.cursor() as cursor:
        cursor.execute(LINK, [hashed(token), today])
        found = cursor.fetchone()
    return None if found is None else FoundLink(*found)
