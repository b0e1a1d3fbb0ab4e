"""The plan as plain text, for the own file of a professional; without names of the resident and without money."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wijkwaarde.web.plans.panels import LineRow, PlanPanel


def plan_text(panel: PlanPanel) -> str:
    """What was agreed, line by line, in the words of the page; a sentence when nothing was agreed yet."""
    if not panel.lines:
        return _("Er is nog geen plan afgesproken.") + "\n"
    head = _("Plan, afgesproken op {day}").format(day=panel.agreed)
    return "\n\n".join([head, *(_line(line, number=place) for place, line in enumerate(panel.lines, start=1))]) + "\n"


def _line(line: LineRow, *, number: int) -> str:
    told = [
        f"{number}. {line.what}",
        _("Wie: {name}").format(name=line.doer),
        *([_("Klaar {day}").format(day=line.before)] if line.before else []),
        *([_("Hulp: {words}").format(words=", ".join(line.facts))] if line.facts else []),
        *([_("Afspraaknummer: {number}").format(number=line.number)] if line.number else []),
        _("Stand: {words}").format(words=line.state_words),
        *(f"{note.who}: {note.text}" for note in line.notes),
    ]
    return "\n   ".join(told)
