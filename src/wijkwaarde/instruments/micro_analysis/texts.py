"""The words of a case beside its figures: what people said and agreed; nothing is counted here."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

KINDS = {"str": str, "bool": bool}


@dataclass(frozen=True, slots=True)
class PlanLineText:
    """One line of the plan as it was agreed: what, who does it, and from what source (a slug, or empty)."""

    what: str
    who: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """What stands in a case beside the figures; empty where nothing was said.

    `fiction` is True for people who do not exist, and is shown. `feared_happened` is the answer at follow-up;
    `looked_along` who checked the analysis, with their organisation.
    """

    title: str
    question: str = ""
    wants: str = ""
    cans: str = ""
    needs: str = ""
    feared: str = ""
    feared_happened: str = ""
    start: date | None = None
    fiction: bool = False
    plan: tuple[PlanLineText, ...] = ()
    looked_along: str = ""


def texts_from_plain(data: dict[str, Any]) -> CaseTexts:
    """The words of a saved analysis; an AttributeError, KeyError or TypeError where they are not complete."""
    start = data.get("start")
    plan = tuple(PlanLineText(**line) for line in data.get("plan", ()))
    texts = CaseTexts(**(data | {"plan": plan, "start": date.fromisoformat(start) if start else None}))
    _check_kinds(texts)
    for line in plan:
        _check_kinds(line)
    return texts


def _check_kinds(told: CaseTexts | PlanLineText) -> None:
    for part in fields(told):
        value = getattr(told, part.name)
        if type(value) is not KINDS.get(str(part.type), type(value)):
            raise TypeError(f"{part.name}: {value!r}")
