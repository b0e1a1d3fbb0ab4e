"""The card of the micro-analysis on the page of a case, and in words what runs and was agreed; a resident's card has no amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarde import Line
from wijkwaarde.instruments.micro_analysis import rules, sentences
from wijkwaarde.instruments.micro_analysis.forms import FollowUpForm
from wijkwaarde.instruments.micro_analysis.from_plan import RiskOnList
from wijkwaarde.instruments.micro_analysis.queries import (
    Finding,
    FollowUp,
    Preparation,
    ToldAfterwards,
    finding_for,
    has_analysis,
    is_unfilled,
    unfilled,
)
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.flows.queries import line_of
from wijkwaarde.kernel.flows.rules import Amount
from wijkwaarde.web import format as formats
from wijkwaarde.web.amounts.wording import hours_words, use_words
from wijkwaarde.web.format import Money
from wijkwaarde.web.tables import Cell, Table, table


@dataclass(frozen=True, slots=True)
class AnalysisCard:
    """The card: where the analysis is, and what it found in one sentence; empty for the resident, and where there is none.

    `may_make`: who looks can make one, or a next one.
    """

    key: UUID
    finding: str
    is_resident: bool
    may_make: bool = False


def card_of(by: Actor, seen: SeenCase) -> dict[str, Any] | None:
    """What the card shows; None where there is no analysis, or not for who looks."""
    if seen.is_resident:
        return {"card": AnalysisCard(seen.case.key, "", is_resident=True)} if has_analysis(seen) else None
    found = finding_for(seen, by=by)
    may_make = rules.may_make_analysis(part=seen.part, reads_case=seen.may_read, is_command=False)
    may_make = may_make and seen.case.unmeasured_on is None
    if found is None and not may_make:
        return None
    words = "" if found is None else _words(found)
    return {"card": AnalysisCard(seen.case.key, words, is_resident=False, may_make=may_make)}


def _words(found: Finding) -> str:
    difference = {"claimed": found.claimed, "planned": found.planned}
    return sentences.finding(difference, money=Money(found.currency))


def taken(line: Line) -> str:
    """What a line takes, in words: of its price, and of people; that it costs no money where it takes neither."""
    price = line.price
    uses = [", ".join(use_words(use, unit=price.unit)) for use in line.uses] if price is not None else []
    return "; ".join([*uses, *map(hours_words, line.hours)]) or _("kost geen geld")


def _runs(row: Amount) -> str:
    return _("nog niet ingevuld") if is_unfilled(row) else taken(line_of(row))


@dataclass(frozen=True, slots=True)
class NowRow:
    """Something that runs now, and how much of it."""

    name: str
    taken: str


class MakePage:
    """What stands beside the five questions: what runs now, what is feared, and whether there is a plan to count."""

    def __init__(self, prepared: Preparation) -> None:
        now = prepared.amounts.now
        self.has_plan = prepared.amounts.is_agreed
        self.is_known = now is not None
        self.unfilled = ", ".join(unfilled(prepared.amounts, now_is_known=self.is_known))
        self.now = [NowRow(formats.sentence(row.name), _runs(row)) for row in now or ()]
        self.feared = prepared.seen.case.feared
        self.feared_lines = self.feared.splitlines()
        self.has_risks = bool(prepared.risks)
        self.was_followed_up = prepared.was_followed_up


class FollowUpPage:
    """What stands beside the questions of the follow-up: the lines as they were agreed, and the risks that were chosen."""

    def __init__(self, follow_up: FollowUp) -> None:
        self.base = follow_up.base
        self.is_early = follow_up.is_early
        self.lines = follow_up.case.solution or ()
        self.agreed = [taken(line) for line in self.lines]
        self.risks = [(risk.name, risk.shown) for risk in follow_up.case.risks]
        self.likely = follow_up.likely
        self.feared = follow_up.feared
        self.feared_lines = self.feared.splitlines()

    def form(self, data: Any) -> FollowUpForm:
        """The questions, with the answers that were sent, if any."""
        initial = {"base": self.base}
        return FollowUpForm(data, initial=initial, lines=self.lines, risks=self.risks, likely=self.likely)


def risk_table(listed: Mapping[str, RiskOnList], *, told: Mapping[str, ToldAfterwards]) -> Table:
    """The list of risks: how large each is in a group, what it costs when it happens, and what became of it here."""
    return table(
        caption=_("Wat kan er gebeuren als er niets verandert?"),
        first=_("Risico"),
        words=(_("Kosten als het gebeurt"), _("Bij ons")),
        numeric=(_("Klein"), _("Middel"), _("Groot")),
        rows=tuple(_risk_row(one, told=told.get(key)) for key, one in listed.items()),
    )


def _risk_row(one: RiskOnList, *, told: ToldAfterwards | None) -> tuple[Cell, tuple[Cell | str, ...]]:
    norm = one.norm
    stops = "" if one.stop_days is None else _("{days} dagen").format(days=formats.trimmed(one.stop_days))
    costs = "; ".join(f"{line.name} ({taken(line)})" for line in one.lines)
    stopped = _("Wat thuis loopt, stopt dan {days}.").format(days=stops) if stops else ""
    here = "–" if told is None else _("{happened} van {told}").format(happened=told.happened, told=told.told)
    chances = tuple(formats.percent(chance, digits=0) for chance in (norm.low, norm.middle, norm.high))
    return Cell(formats.sentence(norm.name), norm.cited), (Cell(formats.sentence(costs), stopped), here, *chances)
