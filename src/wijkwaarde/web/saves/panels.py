"""What is saved from each page: the same as the page shows to who asks, all of it and not only the first of its pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.barriers.queries import barriers_of, rule_keys, rules_with
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.queries import (
    SeenCase,
    TakingPart,
    extents_of,
    participants_of,
    participations,
    taking_part,
)
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.measurements.queries import marks_for
from wijkwaarde.kernel.plans.queries import SeenLine, plan_for
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.web.barriers.panels import state_words as barrier_words
from wijkwaarde.web.marks.panels import moment_words
from wijkwaarde.web.plans.panels import doer_of
from wijkwaarde.web.plans.wording import band_words, source_words, state_words
from wijkwaarde.web.saves.book import Book, Cell, Table


def people_book(*, by: Actor, today: date, words: str) -> Book:
    """Everybody in whose case the actor takes part, as *Mijn mensen* lists them."""
    parts = {Part.CONTACT.value: _("vast contact"), Part.PROFESSIONAL.value: _("doet mee")}
    found = participations(taking_part(by=by, today=today, words=words), by=by, today=today)
    rows = [(one.case.resident.name, parts.get(one.part, ""), one.begin) for one in found]
    return Book("mensen", (Table(_("Mijn mensen"), (_("Naam"), _("Wat ik doe"), _("Sinds")), rows),))


def rules_book(*, by: Actor, words: str) -> Book:
    """The rules in the way for a manager: no names of who it is about. Errors: NotFound."""
    states = barrier_words()
    rows: list[tuple[Cell, ...]] = [
        (
            one.rule,
            one.organisation,
            one.called,
            one.raised_on,
            one.answer_before,
            states[one.state],
            one.answer,
            one.closed_on,
            one.manager,
            one.times,
        )
        for one in rules_with(rule_keys(by=by, words=words), by=by)
    ]
    columns = (
        *(_("Regel"), _("Organisatie"), _("Gebeld met"), _("Opgeschreven op"), _("Antwoord vóór"), _("Hoe het staat")),
        *(_("Antwoord"), _("Antwoord op"), _("Manager"), _("Hoe vaak eerder")),
    )
    return Book("regels", (Table(_("Regels in de weg"), columns, rows),))


def case_book(seen: SeenCase, *, today: date) -> Book:
    """All that the page of a case shows to who may read it: the question, the plan, the marks, what is in the way, who."""
    tables = (_question(seen), _plan(seen), _marks(seen), _barriers(seen), _people(seen, today=today))
    return Book("plan", tuple(table for table in tables if table.rows))


def _question(seen: SeenCase) -> Table:
    case = seen.case
    told = (
        (_("Vraag"), case.words),
        (_("Ik wil"), case.wants),
        (_("Ik kan"), case.cans),
        (_("Ik heb nodig"), case.needs),
        (_("Waar ik bang voor ben"), case.feared),
        (_("Gesteld op"), case.opened_on),
    )
    return Table(_("Vraag"), (_("Onderdeel"), _("Tekst")), [row for row in told if row[1]])


def _plan(seen: SeenCase) -> Table:
    agreed = plan_for(seen).agreed
    columns = (
        *(_("Afspraak"), _("Wie doet dit?"), _("Van wie komt de hulp?"), _("Hoe vaak ongeveer?"), _("Vóór")),
        *(_("Vanaf"), _("Tot en met"), _("Hoe het gaat")),
    )
    return Table(_("Plan"), columns, [_line(line, seen=seen) for line in agreed.lines] if agreed else [])


def _line(line: SeenLine, *, seen: SeenCase) -> tuple[Cell, ...]:
    source = source_words(is_resident=seen.is_resident)[line.source]
    state = state_words()[LineState(line.state)]
    how_often = band_words().get(line.band, "")
    return line.what, doer_of(line, seen=seen), source, how_often, line.before, line.begin, line.until, state


def _marks(seen: SeenCase) -> Table:
    words = moment_words()
    rows = [(words[one.moment], one.given_on, one.mark) for one in marks_for(seen).marks]
    return Table(_("Cijfers"), (_("Wanneer"), _("Op welke dag"), _("Cijfer")), rows)


def _barriers(seen: SeenCase) -> Table:
    states = barrier_words()
    rows = [
        (one.rule, states[BarrierState(one.state)], one.raised_on, one.answer_before, one.answer)
        for one in barriers_of(seen)
    ]
    columns = (_("Regel"), _("Hoe het staat"), _("Opgeschreven op"), _("Antwoord vóór"), _("Antwoord"))
    return Table(_("In de weg"), columns, rows)


def _people(seen: SeenCase, *, today: date) -> Table:
    people = participants_of(seen, today=today)
    extents = extents_of(people)
    rows = [_member(one, sees=extents.get(one.pk) is not None) for one in people if one.membership]
    return Table(_("Wie doet mee"), (_("Naam"), _("Functie"), _("Organisatie"), _("Sinds"), _("Ziet mee")), rows)


def _member(one: TakingPart, *, sees: bool) -> tuple[Cell, ...]:
    member = one.membership
    assert member is not None, "only members are in this table"
    return member.name, member.job, member.organisation.name, one.begin, _("ja") if sees else _("nee")
