"""The words of a case beside its figures: what people said and agreed; nothing is counted here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlanLineText:
    """One line of the plan as it was agreed: what, who does it, and from what source (a slug, or empty)."""

    what: str
    who: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """What stands in a case beside the figures; empty where nothing was said.

    `fiction` is True for people who do not exist, and is shown. `feared_happened` is the answer at follow-up.
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
