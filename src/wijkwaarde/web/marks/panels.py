"""Marks in words and as a line: the card on the page of a case, the page of the question, and the mark that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.carers.queries import CaringAlong
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.measurements.actions import ByLink
from wijkwaarde.kernel.measurements.queries import SeenCarer, SeenMark, SeenMarks, marks_for, note_marks
from wijkwaarde.kernel.measurements.rules import may_say_no
from wijkwaarde.kernel.measurements.terms import HIGHEST, LOWEST, Moment
from wijkwaarde.web.charts import Line, Picture, lines
from wijkwaarde.web.format import day
from wijkwaarde.web.tables import Cell, Table, table

CARD = "marks/card.html"
# A row of the table of marks: when, with whose it is, the day and the mark.
type TableRow = tuple[Cell, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MarksCard:
    """The card: what the marks say, as a picture where there are two, as a table, and when the next one comes."""

    key: UUID
    is_resident: bool
    title: str
    found: tuple[str, ...]
    picture: Picture | None
    table: Table | None
    next: str
    give: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What stands around the fixed question: who is asked, what stands already, and why there may be none today.

    `about`: whose own life it is about, where that is not the resident; `no`: where somebody says that they want none, or
    takes that back.
    """

    is_resident: bool
    who: str
    about: str
    standing: str
    closed: str
    says_no: bool
    link: str
    no: str


@dataclass(frozen=True, slots=True)
class Given:
    """A mark that was just given, with what there is to talk about; none of that is kept.

    `shows`: ask who cares along whether `resident` may see it; `shown` and `answer`: what was said to that and to the other.
    """

    pk: int
    is_resident: bool
    title: str
    lower: str
    higher: str
    asks: bool
    answer: str
    shows: bool
    shown: str
    resident: str
    may_undo: bool


@dataclass(frozen=True, slots=True)
class GivenByLink:
    """What somebody sees who gave a mark with a link: of who cares along, their own line, and nothing else of the case."""

    is_carers: bool
    asks: str
    answer: str
    resident: str
    shown: str
    finding: str
    picture: Picture | None
    table: Table | None


def is_own(seen: SeenCase) -> bool:
    """Whether who looks is the resident, and not somebody who represents them."""
    return seen.is_resident and not seen.is_represented


def moment_words() -> dict[Moment, str]:
    """How each moment is said."""
    return {
        Moment.BEFORE: _("bij het begin"),
        Moment.SIX_WEEKS: _("na zes weken"),
        Moment.FOLLOW_UP: _("na een half jaar"),
    }


def marks_card(seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:
    """The card for who may read the case."""
    if not seen.may_read:
        return CARD, None
    marks = marks_for(seen)
    note_marks(by, seen=seen, subjects=[one.person_id for one in marks.carers if one.marks or one.given])
    return CARD, {"card": _card(marks, seen=seen, today=today)}


def _card(marks: SeenMarks, *, seen: SeenCase, today: date) -> MarksCard:
    compared = _compared(marks.marks)
    title = _finding(compared, is_resident=is_own(seen))
    people = [(_first(seen.case.resident.name), compared)]
    people += [(_first(one.name), _compared(one.marks)) for one in marks.carers]
    return MarksCard(
        key=seen.case.key,
        is_resident=is_own(seen),
        title=title,
        found=tuple(_found(one) for one in marks.carers if len(_compared(one.marks)) > 1),
        picture=_picture(people, title=title),
        table=_table(_rows(marks, seen=seen)),
        next=_next(marks, seen=seen, today=today),
        give=_give(marks, seen=seen, today=today),
        told=_told(marks, seen=seen),
    )


def _compared(marks: tuple[SeenMark, ...]) -> tuple[SeenMark, ...]:
    return tuple(one for one in marks if not one.asked_afterwards)


def _first(name: str) -> str:
    """A name as people say it."""
    return name.split(maxsplit=1)[0]


def _found(one: SeenCarer) -> str:
    """What the marks of who cares along say, beside the resident's and never together with them."""
    compared = _compared(one.marks)
    first, last = compared[0].mark, compared[-1].mark
    same, moved = _("{who}: het cijfer is weer een {last}."), _("{who}: het cijfer ging van {first} naar {last}.")
    who = f"{one.name}, {one.relation}"
    return (same if first == last else moved).format(who=who, first=first, last=last)


def _finding(compared: tuple[SeenMark, ...], *, is_resident: bool) -> str:
    if not compared:
        return _("Hoe gaat het met je?") if is_resident else _("Hoe gaat het?")
    first, last = compared[0].mark, compared[-1].mark
    if len(compared) == 1:
        return _("{moment}: een {mark}").format(moment=_capital(moment_words()[compared[0].moment]), mark=first)
    if first == last:
        return _("Het cijfer is weer een {mark}").format(mark=last)
    return _("Het cijfer ging van {first} naar {last}").format(first=first, last=last)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _picture(people: Sequence[tuple[str, tuple[SeenMark, ...]]], *, title: str) -> Picture | None:
    """A line for everybody with marks, two people two lines; none while nobody has two."""
    shown = [(name, {one.moment: one.mark for one in marks}) for name, marks in people if marks]
    if not any(len(marks) > 1 for _name, marks in shown):
        return None
    names = moment_words()
    moments = tuple(one for one in Moment if any(one in marks for _name, marks in shown))
    only = len(shown) == 1
    told = "; ".join(
        f"{names[moment] if only else f'{name}, {names[moment]}'}: {marks[moment]}"
        for name, marks in shown
        for moment in moments
        if moment in marks
    )
    return lines(
        tuple(_line(_("Cijfer") if only else name, marks, moments=moments) for name, marks in shown),
        moments=tuple(names[one] for one in moments),
        lowest=LOWEST,
        highest=HIGHEST,
        key="cijfers",
        title=title,
        description=f"{told}.",
    )


def _line(name: str, marks: dict[Moment, int], *, moments: tuple[Moment, ...]) -> Line:
    found = [marks.get(one) for one in moments]
    return Line(
        name,
        tuple(None if mark is None else float(mark) for mark in found),
        tuple("" if mark is None else str(mark) for mark in found),
    )


def _rows(marks: SeenMarks, *, seen: SeenCase) -> tuple[TableRow, ...]:
    """The resident's marks, then those of who cares along; where the resident may not see a figure, that it was given."""
    names = moment_words()
    rows = [(_named(one, name=names[one.moment]), (day(one.given_on), str(one.mark))) for one in marks.marks]
    for carer in marks.carers:
        whose = f"{carer.name}, {carer.relation}"
        figures = {one.moment: str(one.mark) for one in carer.marks}
        shown = carer.given if seen.is_resident else tuple((one.moment, one.given_on) for one in carer.marks)
        rows += [
            (Cell(_capital(names[moment]), whose), (day(on), figures.get(moment, _("gegeven")))) for moment, on in shown
        ]
    return tuple(rows)


def _table(rows: tuple[TableRow, ...]) -> Table | None:
    if not rows:
        return None
    return table(caption=_("De cijfers"), first=_("Wanneer"), words=(_("Op"),), numeric=(_("Cijfer"),), rows=rows)


def _named(one: SeenMark, *, name: str) -> Cell:
    """The moment; of a start mark from after the plan, that it is kept apart."""
    return (
        Cell(_capital(name), _("gevraagd toen het plan er al was; telt niet mee in de lijn"))
        if one.asked_afterwards
        else Cell(_capital(name))
    )


def _next(marks: SeenMarks, *, seen: SeenCase, today: date) -> str:
    if marks.says_no:
        return _none_wanted(name=seen.case.resident.name, own=is_own(seen))
    found = marks.due(today)
    if found is None or found.moment is Moment.BEFORE:
        return ""
    if found.holds(today):
        return _("Het is tijd voor het cijfer {moment}.").format(moment=moment_words()[found.moment])
    return _("Het volgende cijfer komt vanaf {day}.").format(day=day(found.opens))


def _none_wanted(*, name: str, own: bool) -> str:
    if own:
        return _("Je geeft liever geen cijfer. Dat is goed. Je hulp gaat gewoon door.")
    return _("{name} geeft liever geen cijfer. Vraag er niet om.").format(name=name)


def _give(marks: SeenMarks, *, seen: SeenCase, today: date) -> str:
    """The words of the button; none on a day for which the resident is not asked."""
    moment = marks.moment(today)
    if marks.says_no:
        return _("Toch een cijfer geven") if seen.is_resident and seen.case.unmeasured_on is None else ""
    if not is_own(seen):
        return _("Cijfer opschrijven")
    if moment is None:
        return ""
    return _("Cijfer veranderen") if marks.current(moment) else _("Cijfer geven")


def _told(marks: SeenMarks, *, seen: SeenCase) -> tuple[str, ...]:
    """For the fixed contact: whose newest mark fell, where they want the contact to know."""
    if seen.part is not Part.CONTACT:
        return ()
    words = _("{name} gaf een lager cijfer en wil dat jij het weet. Bel om te vragen hoe het gaat.")
    people = [(seen.case.resident.name, marks.marks), *((one.name, one.marks) for one in marks.carers)]
    last = [(name, found[-1]) for name, found in people if found]
    return tuple(words.format(name=name) for name, one in last if one.has_fallen and one.tell_contact)


def question(seen: SeenCase, *, carer: CaringAlong | None, today: date) -> Question:
    """What stands around the question, of the resident or of who cares along."""
    every = marks_for(seen)
    marks = every if carer is None else every.of_carer(carer.pk)
    moment, is_contact = marks.moment(today), seen.part is Part.CONTACT
    now, later = marks.current(moment), marks.due(today)
    place = [seen.case.key] if carer is None else [seen.case.key, carer.pk]
    who = seen.case.resident.name if carer is None else carer.person.name
    may_no = may_say_no(is_resident=seen.is_resident, is_contact=is_contact, is_carer=carer is not None)
    link, no = ("mark_link", "no_marks") if carer is None else ("carer_mark_link", "carer_no_marks")
    return Question(
        is_resident=is_own(seen),
        who=who,
        about="" if carer is None else carer.person.name,
        standing="" if now is None or marks.says_no else _standing(now),
        closed=_why_closed(
            marks, who=who, seen=seen, is_open=moment is not None, opens=None if later is None else later.opens
        ),
        says_no=marks.says_no,
        link=reverse(link, args=place) if moment and is_contact and not marks.says_no else "",
        no=reverse(no, args=place) if may_no and seen.case.unmeasured_on is None else "",
    )


def _why_closed(marks: SeenMarks, *, who: str, seen: SeenCase, is_open: bool, opens: date | None) -> str:
    if marks.says_no:
        return _none_wanted(name=who, own=is_own(seen))
    return "" if is_open else _closed(opens)


def _standing(one: SeenMark) -> str:
    words = _("Er staat al een {mark}, van {day}. Een nieuw cijfer komt daarvoor in de plaats.")
    return words.format(mark=one.mark, day=day(one.given_on))


def _closed(opens: date | None) -> str:
    if opens is None:
        return _("Alle cijfers zijn gegeven. Dank je wel.")
    return _("Vandaag vragen we geen cijfer. Het volgende cijfer komt vanaf {day}.").format(day=day(opens))


def given(one: SeenMark, *, seen: SeenCase, carer: SeenCarer | None, today: date) -> Given:
    """The mark, said back."""
    title = _("Je gaf een {mark}") if is_own(seen) else _("{name} gaf een {mark}")
    name = seen.case.resident.name if carer is None else carer.name
    return Given(
        pk=one.pk,
        is_resident=is_own(seen),
        title=title.format(mark=one.mark, name=name),
        lower=_lower(one.mark),
        higher=_higher(one.mark),
        asks=one.has_fallen and seen.part is not Part.CONTACT,
        answer=_answer(one.tell_contact),
        shows=carer is not None,
        shown="" if carer is None else _answer(carer.resident_sees),
        resident=seen.case.resident.name,
        may_undo=one.written_on == today,
    )


def by_link(told: ByLink) -> GivenByLink:
    """What was given with a link, and what is asked about it."""
    compared = _compared(told.marks)
    finding = _finding(compared, is_resident=True) if len(compared) > 1 else ""
    names = moment_words()
    rows = tuple((_named(one, name=names[one.moment]), (day(one.given_on), str(one.mark))) for one in told.marks)
    return GivenByLink(
        is_carers=told.is_carers,
        asks=_may_know(told) if told.mark.has_fallen else "",
        answer=_answer(told.mark.tell_contact),
        resident=told.resident,
        shown=_answer(told.resident_sees),
        finding=finding,
        picture=_picture([("", compared)], title=finding),
        table=_table(rows),
    )


def _may_know(told: ByLink) -> str:
    if told.is_carers or not told.contact:
        return _("Mag het vaste contact dit weten?")
    return _("Mag {name} dit weten?").format(name=told.contact)


def _lower(mark: int) -> str:
    if mark == LOWEST:
        return _("Wat houdt je op de been?")
    return _("Het is een {mark} en geen {less}. Wat helpt daarbij?").format(mark=mark, less=mark - 1)


def _higher(mark: int) -> str:
    if mark == HIGHEST:
        return _("Wat is er nodig om het zo te houden?")
    return _("Wat is er nodig voor een {more}?").format(more=mark + 1)


def _answer(said: bool | None) -> str:  # noqa: FBT001 - what was said, or that nothing was
    if said is None:
        return ""
    return _("Je zei: ja, dat mag.") if said else _("Je zei: nee, liever niet.")


def square_code(url: str) -> SafeString:
    """An address as a square code for a phone's camera. Safe in a page: segno writes one path, and no word of the address."""
    return mark_safe(segno.make(url, micro=False).svg_inline(scale=5))  # noqa: S308
