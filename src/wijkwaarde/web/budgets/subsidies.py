"""Where the subsidy of each source stands in a year: a card with its amounts and its steps; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.budgets import rules
from wijkwaarde.kernel.budgets.queries import BudgetPlan, Source, Step, done_of
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.share_roads.queries import InDetermination
from wijkwaarde.web.budgets.forms import STEPS
from wijkwaarde.web.budgets.panels import CENTS, Fact
from wijkwaarde.web.format import day, money, sentence


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that was taken; `undo` is its address for who may."""

    name: str
    words: str
    undo: str


@dataclass(frozen=True, slots=True)
class SubsidyCard:
    """Where the subsidy of one source stands in a year."""

    key: int
    name: str
    state: str
    tone: str
    facts: tuple[Fact, ...]
    steps: tuple[StepLine, ...]
    further: str


type Shares = Mapping[int, Sequence[InDetermination]]


def subsidy_cards(
    plan: BudgetPlan, *, steps: Sequence[Step], shares: Shares, year: int, keeps: bool
) -> tuple[SubsidyCard, ...]:
    """A card for each source that takes part in a year, with the shares of a result that are in its determination."""
    first, last = date(year, 1, 1), date(year + 1, 1, 1)
    taking_part = [one for one in plan.sources if one.begin < last and (one.until is None or one.until > first)]
    return tuple(
        _subsidy(one, steps=[row for row in steps if row.source_id == one.pk], shares=shares, year=year, keeps=keeps)
        for one in taking_part
    )


def _subsidy(source: Source, *, steps: Sequence[Step], shares: Shares, year: int, keeps: bool) -> SubsidyCard:
    done = [done_of(one) for one in steps]
    state, tone = _state(done)
    return SubsidyCard(
        source.pk,
        source.name,
        state,
        tone,
        (*_amounts(done), *(_share(one) for step in steps for one in shares.get(step.pk, ()))),
        tuple(_step(one, budget_id=source.budget_id, keeps=keeps) for one in steps),
        reverse("budget_step", args=[source.budget_id, year, source.pk]) if keeps else "",
    )


def _state(done: Sequence[rules.Done]) -> tuple[str, str]:
    taken = {one.step for one in done}
    for step, words, tone in (
        (SubsidyStep.DETERMINATION, _("vastgesteld"), "done"),
        (SubsidyStep.ACCOUNT, _("verantwoord"), "busy"),
        (SubsidyStep.AWARD, _("verleend"), "busy"),
        (SubsidyStep.APPLICATION, _("aangevraagd"), "wait"),
    ):
        if step in taken:
            return words, tone
    return _("nog niet aangevraagd"), ""


def _amounts(done: Sequence[rules.Done]) -> tuple[Fact, ...]:
    if not done:
        return ()
    taken = {one.step for one in done}
    facts = [
        Fact(sentence(str(STEPS[step])), money(rules.total(done, step=step) / CENTS))
        for step in SubsidyStep
        if step in taken
    ]
    paid = rules.total(done, step=SubsidyStep.ADVANCE)
    left = rules.due(done) - paid
    words = _("Nog te krijgen") if left >= 0 else _("Terug te betalen")
    return (*facts, Fact(words, money(abs(left) / CENTS)))


def _share(one: InDetermination) -> Fact:
    words = _("In de vaststelling: deel van {who}, {years}")
    return Fact(words.format(who=one.organisation or _("de bewoners"), years=one.span), money(one.cents / CENTS))


def _step(one: Step, *, budget_id: int, keeps: bool) -> StepLine:
    who = [_("aangevraagd door {name}").format(name=one.applicant.name)]
    if one.receiver:
        who.append(_("voor {name}").format(name=one.receiver.name))
    told = f"{money(one.cents / CENTS)}, {day(one.on)}, {one.document}, {' '.join(who)}"
    undo = reverse("budget_step_back", args=[budget_id, one.pk]) if keeps else ""
    return StepLine(sentence(str(STEPS[SubsidyStep(one.step)])), told, undo)
