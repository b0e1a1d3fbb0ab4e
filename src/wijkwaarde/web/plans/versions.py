"""The versions of a plan in words: what was agreed when, and what changed against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.plans.queries import SeenLine, SeenVersion, agreement
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.web.format import day
from wijkwaarde.web.plans.panels import LineRow, before_of, billed_as, doer_of, facts_of, heard_of, shown_name


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version: which, agreed when and proposed by whom, its lines, and what is no longer in it."""

    title: str
    agreed: str
    lines: tuple[LineRow, ...]
    gone: tuple[str, ...]


def version_rows(found: Sequence[SeenVersion], *, seen: SeenCase) -> list[VersionRow]:
    """The versions, the newest first; each line says whether it is new, changed, or as it was."""
    pairs = [*pairwise(found), *((one, None) for one in found[-1:])]
    return [_version(one, before=before.lines if before else (), seen=seen) for one, before in pairs]


def _version(one: SeenVersion, *, before: Sequence[SeenLine], seen: SeenCase) -> VersionRow:
    agreed = one.version.agreed_on
    words = _("Afgesproken op {day}. Het voorstel was van {name}.")
    name = shown_name(one.version.written_by, seen=seen)
    told = heard_of(one, seen=seen) or ("" if agreed is None else words.format(day=day(agreed), name=name))
    kept = {line.what.casefold() for line in one.lines}
    return VersionRow(
        title=_("Plan {number}").format(number=one.version.number),
        agreed=told,
        lines=tuple(_line(line, before=before, seen=seen) for line in one.lines),
        gone=tuple(line.what for line in before if line.what.casefold() not in kept),
    )


def _line(line: SeenLine, *, before: Sequence[SeenLine], seen: SeenCase) -> LineRow:
    return LineRow(
        what=line.what,
        doer=doer_of(line, seen=seen),
        before=before_of(line),
        state=LineState.OPEN.value,
        state_words=_change(line, before=before),
        url="",
        facts=facts_of(line, seen=seen),
        number=billed_as(line, seen=seen),
    )


def _change(line: SeenLine, *, before: Sequence[SeenLine]) -> str:
    """What changed: the same words are the same agreement, with somebody else or another day perhaps."""
    if not before or any(agreement(line) == agreement(other) for other in before):
        return _("blijft zo") if before else _("afgesproken")
    is_changed = any(line.what.casefold() == other.what.casefold() for other in before)
    return _("anders") if is_changed else _("nieuw")
