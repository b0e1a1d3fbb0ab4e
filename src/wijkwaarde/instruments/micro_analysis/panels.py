"""The card of the micro-analysis on the page of a case; a resident's card has no amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wijkwaarde.instruments.micro_analysis import sentences
from wijkwaarde.instruments.micro_analysis.queries import Finding, finding_for, has_analysis
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.web.format import Money


@dataclass(frozen=True, slots=True)
class AnalysisCard:
    """The card: where the analysis is, and what it found in one sentence; empty for the resident."""

    key: UUID
    finding: str
    is_resident: bool


def card_of(by: Actor, seen: SeenCase) -> dict[str, Any] | None:
    """What the card shows; None where there is no analysis, or not for who looks."""
    if seen.is_resident:
        return {"card": AnalysisCard(seen.case.key, "", is_resident=True)} if has_analysis(seen) else None
    found = finding_for(seen, by=by)
    return None if found is None else {"card": AnalysisCard(seen.case.key, _words(found), is_resident=False)}


def _words(found: Finding) -> str:
    difference = {"claimed": found.claimed, "planned": found.planned}
    return sentences.finding(difference, money=Money(found.currency))
