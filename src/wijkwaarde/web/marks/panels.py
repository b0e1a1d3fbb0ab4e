"""Marks in words and as a line: the card on the page of a case, the page of the question, and the mark that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.measurements.queries import SeenMark, SeenMarks, marks_for
from wijkwaarde.kernel.measurements.terms import HIGHEST, LOWEST, Moment
from wijkwaarde.web.charts import Line, Picture, lines
from wijkwaarde.web.format import day
from wijkwaarde.web.tables import Cell, Table, table

CARD = "marks/card.html"


@dataclass(frozen=True, slots=True)
class MarksCard:
    """The card: what the marks say, as a picture where there are two, as a table, and when the next one comes."""

    key: UUID
    is_resident: bool
    title: str
    picture: Picture | None
    table: Table | None
    next: str
    give: str
    told: str


@dataclass(frozen=True, slots=True)
class Question:
    """What stands around the fixed question: who is asked, what stands already, and why there may be none today."""

    is_resident: bool
    resident: str
    standing: str
    closed: str
    may_link: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A mark that was just given, with what there is to talk about; none of that is kept."""

    pk: int
    is_resident: bool
    title: str
    lower: str
    higher: str
    asks: bool
    answer: str
    may_undo: bool


def moment_words() -> dict[Moment, str]:
    """How each moment is said."""
    return {
        Moment.BEFORE: _("bij het begin"),
        Moment.SIX_WEEKS: _("na zes weken"),
        Moment.FOLLOW_UP: _("na een half jaar"),
    }


def marks_card(seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:  # noqa: ARG001 - every card is asked so
    """The card for who may read the case."""
    if not seen.may_read:
        return CARD, None
    marks = marks_for(seen)
    return CARD, {"card": _card(marks, seen=seen, today=today)}


def _card(marks: SeenMarks, *, seen: SeenCase, today: date) -> MarksCard:
    compared = tuple(one for one in marks.marks if not one.asked_afterwards)
    title = _finding(compared, is_resident=seen.is_resident)
    return MarksCard(
        key=seen.case.key,
        is_resident=seen.is_resident,
        title=title,
        picture=_picture(compared, title=title) if len(compared) > 1 else None,
        table=_table(marks.marks) if marks.marks else None,
        next=_next(marks, today=today),
        give=_give(marks, seen=seen, today=today),
        told=_told(marks, seen=seen),
    )


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


def _picture(compared: tuple[SeenMark, ...], *, title: str) -> Picture:
    names = moment_words()
    told = tuple((names[one.moment], one.mark) for one in compared)
    return lines(
        (Line(_("Cijfer"), tuple(float(mark) for _name, mark in told), tuple(str(mark) for _name, mark in told)),),
        moments=tuple(name for name, _mark in told),
        lowest=LOWEST,
        highest=HIGHEST,
        key="cijfers",
        title=title,
        description="; ".join(f"{name}: {mark}" for name, mark in told) + ".",
    )


def _table(marks: tuple[SeenMark, ...]) -> Table:
    names = moment_words()
    return table(
        caption=_("De cijfers"),
        first=_("Wanneer"),
        words=(_("Op"),),
        numeric=(_("Cijfer"),),
        rows=tuple((_named(one, name=names[one.moment]), (day(one.given_on), str(one.mark))) for one in marks),
    )


def _named(one: SeenMark, *, name: str) -> Cell:
    """The moment; of a start mark from after the plan, that it is kept apart."""
    return (
        Cell(_capital(name), _("gevraagd toen het plan er al was; telt niet mee in de lijn"))
        if one.asked_afterwards
        else Cell(_capital(name))
    )


def _next(marks: SeenMarks, *, today: date) -> str:
    found = marks.due(today)
    if found is None or found.moment is Moment.BEFORE:
        return ""
    if found.holds(today):
        return _("Het is tijd voor het cijfer {moment}.").format(moment=moment_words()[found.moment])
    return _("Het volgende cijfer komt vanaf {day}.").format(day=day(found.opens))


def _give(marks: SeenMarks, *, seen: SeenCase, today: date) -> str:
    """The words of the button; none on a day for which the resident is not asked."""
    moment = marks.moment(today)
    if not seen.is_resident:
        return _("Cijfer opschrijven")
    if moment is None:
        return ""
    return _("Cijfer veranderen") if marks.current(moment) else _("Cijfer geven")


def _told(marks: SeenMarks, *, seen: SeenCase) -> str:
    """For the fixed contact: that the newest mark fell, where the resident wants them to know."""
    last = marks.marks[-1] if marks.marks else None
    if seen.part is not Part.CONTACT or last is None or not (last.has_fallen and last.tell_contact):
        return ""
    return _("{name} gaf een lager cijfer en wil dat jij het weet. Bel om te vragen hoe het gaat.").format(
        name=seen.case.resident.name
    )


def question(seen: SeenCase, *, today: date) -> Question:
    """What stands around the question."""
    marks = marks_for(seen)
    moment = marks.moment(today)
    now, later = marks.current(moment), marks.due(today)
    return Question(
        is_resident=seen.is_resident,
        resident=seen.case.resident.name,
        standing="" if now is None else _standing(now),
        closed="" if moment is not None else _closed(None if later is None else later.opens),
        may_link=moment is not None and seen.part is Part.CONTACT,
    )


def _standing(one: SeenMark) -> str:
    words = _("Er staat al een {mark}, van {day}. Een nieuw cijfer komt daarvoor in de plaats.")
    return words.format(mark=one.mark, day=day(one.given_on))


def _closed(opens: date | None) -> str:
    if opens is None:
        return _("Alle cijfers zijn gegeven. Dank je wel.")
    return _("Vandaag vragen we geen cijfer. Het volgende cijfer komt vanaf {day}.").format(day=day(opens))


def given(one: SeenMark, *, seen: SeenCase, today: date) -> Given:
    """The mark, said back."""
    title = _("Je gaf een {mark}") if seen.is_resident else _("{name} gaf een {mark}")
    return Given(
        pk=one.pk,
        is_resident=seen.is_resident,
        title=title.format(mark=one.mark, name=seen.case.resident.name),
        lower=_lower(one.mark),
        higher=_higher(one.mark),
        asks=one.has_fallen and seen.part is not Part.CONTACT,
        answer="" if one.tell_contact is None else _answer(tell=one.tell_contact),
        may_undo=one.written_on == today,
    )


def _lower(mark: int) -> str:
    if mark == LOWEST:
        return _("Wat houdt je op de been?")
    return _("Het is een {mark} en geen {less}. Wat helpt daarbij?").format(mark=mark, less=mark - 1)


def _higher(mark: int) -> str:
    if mark == HIGHEST:
        return _("Wat is er nodig om het zo te houden?")
    return _("Wat is er nodig voor een {more}?").format(more=mark + 1)


def _answer(*, tell: bool) -> str:
    return _("Je zei: ja, dat mag.") if tell else _("Je zei: nee, liever niet.")


def square_code(url: str) -> SafeString:
    """An address as a square code for a phone's camera. Safe in a page: segno writes one path, and no word of the address."""
    return mark_safe(segno.make(url, micro=False).svg_inline(scale=5))  # noqa: S308
