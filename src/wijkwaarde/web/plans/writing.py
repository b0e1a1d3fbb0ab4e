"""What the pages on which a plan is written share: who can be named, the lines to start with, where a refusal belongs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wijkwaarde.kernel.cases.queries import SeenCase, participants_of
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.plans.queries import SeenPlan, agreement
from wijkwaarde.kernel.plans.rules import likely_source
from wijkwaarde.web.plans.forms import FIRST, ROWS, PlanForm, rows_in
from wijkwaarde.web.plans.panels import shown_name


def place_of(field: str, *, form: PlanForm) -> str | None:
    """The field of the page that a rule speaks of: it counts the lines that were written, the page also the empty ones."""
    name, _line, number = field.rpartition("_")
    written = form.written()
    if not number.isdecimal() or not 0 < int(number) <= len(written):
        return field if field in form.fields else None
    return f"{name}_{written[int(number) - 1]}"


def doers_of(seen: SeenCase, *, today: date) -> dict[str, int]:
    """Who takes part, by the name that is shown: "Ikzelf" for who writes, and a job where two share a name."""
    told: dict[str, int] = {}
    for one in participants_of(seen, today=today):
        name = shown_name(one, seen=seen)
        job = one.membership.job if one.membership else str(one.pk)
        told[f"{name} ({job})" if name in told else name] = one.pk
    return told


def called(seen: SeenCase, *, doers: Mapping[str, int]) -> dict[str, int]:
    """Who takes part by how they may be called: as they are shown, and who writes by their own name too."""
    own = seen.participant.membership
    name = own.name if own else seen.case.resident.name
    return {name: seen.participant.pk, **doers}


def start_of(plan: SeenPlan, *, doers: dict[str, int]) -> dict[str, Any]:
    """What the form starts with: the draft, or the agreed plan as the beginning of a new version."""
    names = {key: name for name, key in doers.items()}
    start = plan.draft or plan.agreed
    lines = start.lines if start else ()
    told: dict[str, Any] = {"version": plan.draft.version.version if plan.draft else 0, ROWS: rows_in({})}
    for number, line in enumerate(lines, start=1):
        part = None if line.participant is None else Part(line.participant.part)
        is_likely = line.source == likely_source(part).value
        told |= {
            ROWS: max(number, told[ROWS]),
            f"{FIRST}{number}": agreement(line).first_id,
            f"what_{number}": line.what,
            f"who_{number}": names.get(line.participant_id or 0, line.who),
            f"before_{number}": line.before,
            f"source_{number}": "" if is_likely else line.source,
            f"band_{number}": line.band,
            f"begin_{number}": line.begin,
            f"until_{number}": line.until,
            f"domain_{number}": line.domain,
        }
    return told
