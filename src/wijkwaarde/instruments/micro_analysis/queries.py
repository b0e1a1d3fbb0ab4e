"""Reads saved analyses, and what a next one is made from, as somebody may see them; it writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from waarde import (
    Case,
    Difference,
    Frequency,
    HelpSource,
    Level,
    Line,
    Mark,
    PriceItem,
    RiskNorm,
    Source,
    Unit,
    Use,
    analyse,
    cents,
    from_record,
)
from wijkwaarde.instruments.micro_analysis import rules
from wijkwaarde.instruments.micro_analysis.from_files import Analysed
from wijkwaarde.instruments.micro_analysis.from_plan import RiskOnList
from wijkwaarde.instruments.micro_analysis.models import GroupTotal, ListedRisk, ListedRiskLine, MicroAnalysis
from wijkwaarde.instruments.micro_analysis.reduction import without_chances
from wijkwaarde.instruments.micro_analysis.rules import ChosenRisk
from wijkwaarde.instruments.micro_analysis.terms import FEWEST_IN_GROUP, FEWEST_TOLD, Turned
from wijkwaarde.instruments.micro_analysis.texts import texts_from_plain
from wijkwaarde.kernel import errors
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.queries import professionals
from wijkwaarde.kernel.asked_often import asked_often
from wijkwaarde.kernel.cases.queries import SeenCase, case_for
from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.flows.queries import PlanAmounts, line_of, plan_amounts
from wijkwaarde.kernel.flows.rules import Amount
from wijkwaarde.kernel.measurements.queries import marks_of_case
from wijkwaarde.kernel.measurements.terms import FOLLOW_UP_MONTHS, Moment
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.kernel.prices.models import StoredEdition as StoredPrices
from wijkwaarde.kernel.prices.queries import (
    price_of,
    stands_for,
    stored_editions,
)
from wijkwaarde.kernel.retention.queries import held_cases, terms
from wijkwaarde.kernel.retention.terms import RuleKey

KIND = "micro_analysis"
SHORTEST_MONTH = 28
# How a line turned out when somebody said where it stands; who says nothing more, agrees.
TURNED = {LineState.DONE: Turned.AS_AGREED, LineState.BUSY: Turned.AS_AGREED, LineState.STOPPED: Turned.NOT}
# What an analysis calls the moments of the fixed question.
MOMENTS = {Moment.BEFORE: "before", Moment.SIX_WEEKS: "6-weeks", Moment.FOLLOW_UP: "follow-up"}


@dataclass(frozen=True)
class SavedAnalysis:
    """An analysis as somebody may see it; it is computed anew when first asked for, without chances where these stay hidden."""

    saved: MicroAnalysis
    is_resident: bool
    sees_chances: bool

    @cached_property
    def analysed(self) -> Analysed:
        """The analysis with everything in it: for `result`, not for a page."""
        return analysed_of(self.saved)

    @cached_property
    def result(self) -> dict[str, Any]:
        """What its reader may see."""
        whole = self.analysed.result
        return whole if self.sees_chances else without_chances(whole)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an analysis found, in cents: how much less the plan costs than 'nothing' and than now; None where unknown."""

    claimed: float | None
    planned: float | None
    currency: str


def analysis_for(key: UUID, *, by: Actor, today: date) -> SavedAnalysis:
    """The newest analysis of the case with this key, computed anew from its record. Errors: NotFound."""
    seen = case_for(key, by=by, today=today)
    found = _newest(seen)
    if found is None:
        raise errors.NotFound(KIND, subjects=(seen.case.resident_id,))
    if not rules.may_read_analysis(part=seen.part, reads_case=seen.may_read):
        raise errors.NotFound(KIND, object_id=found.pk, subjects=(seen.case.resident_id,))
    note_reading(found, by=by, seen=seen)
    sees = rules.may_see_chances(part=seen.part, reads_case=seen.may_read, stands_behind=stands_for(by=by, today=today))
    return SavedAnalysis(found, rules.hides_amounts(part=seen.part), sees)


def analysed_of(saved: MicroAnalysis) -> Analysed:
    """A saved analysis computed anew from its own record, so that its figures are those of the day it was made."""
    case, draws, seed = from_record(saved.record)
    return Analysed(Path(KIND), analyse(case, draws=draws, seed=seed), texts_from_plain(saved.texts))


def finding_for(seen: SeenCase, *, by: Actor) -> Finding | None:
    """What the newest analysis of a case found; None where there is none, or it may not be read."""
    found = _newest(seen)
    if found is None or not rules.may_read_analysis(part=seen.part, reads_case=seen.may_read):
        return None
    note_reading(found, by=by, seen=seen)
    analysis = analysed_of(found).analysis
    claimed, planned = (analysis.differences[kind] for kind in (Difference.CLAIMED, Difference.PLANNED))
    return Finding(_in_cents(claimed), _in_cents(planned), analysis.case.price_list.currency)


def has_analysis(seen: SeenCase) -> bool:
    """Whether there is an analysis of this case that its reader may open; nothing of it is read."""
    may_read = rules.may_read_analysis(part=seen.part, reads_case=seen.may_read)
    if not may_read or seen.case.unmeasured_on is not None:
        return False
    forgotten = Q() if seen.case.forgotten_on is None else Q(made_on__gt=seen.case.forgotten_on)
    return MicroAnalysis.objects.filter(forgotten, case=seen.case).exists()


def note_reading(saved: MicroAnalysis, *, by: Actor, seen: SeenCase) -> None:
    """Note for the trail that an analysis was read."""
    by.record(Act.READ, KIND, object_id=saved.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)


def _newest(seen: SeenCase) -> MicroAnalysis | None:
    """The newest that may still be read: none where the resident wants nothing measured, or nothing kept until a day."""
    if seen.case.unmeasured_on is not None:
        return None
    found, forgotten_on = next(iter(_newest_of(case_id=seen.case.pk)), None), seen.case.forgotten_on
    return None if found is None or (forgotten_on is not None and found.made_on <= forgotten_on) else found


@asked_often
def _newest_of(*, case_id: int) -> QuerySet[MicroAnalysis]:
    return MicroAnalysis.objects.filter(case_id=case_id).order_by("-made_on", "-pk")[:1]


def _in_cents(amount: float | None) -> float | None:
    return None if amount is None else cents(amount)


def risks_on_list(*, by: Actor, today: date) -> dict[str, RiskOnList]:
    """The risks of the partnership's list that hold today, by key, with what each costs when it happens."""
    priced = Prefetch("lines", ListedRiskLine.objects.select_related("item").order_by("position"))
    return {row.key: _on_list(row, lines=row.lines.all()) for row in _holding(by=by, today=today, with_lines=priced)}


def risks_to_choose(*, by: Actor, today: date) -> dict[str, RiskOnList]:
    """The same risks without what they cost: enough to choose from."""
    return {row.key: _on_list(row, lines=()) for row in _holding(by=by, today=today)}


def _holding(*, by: Actor, today: date, with_lines: Prefetch[str, Any, Any] | None = None) -> list[ListedRisk]:
    """The newest row of every risk that holds today, in the order of their names."""
    holds = Q(until__isnull=True) | Q(until__gt=today)
    rows = ListedRisk.objects.filter(holds, partnership_id=by.partnership_id or 0, since__lte=today).order_by("since")
    newest = {row.key: row for row in (rows if with_lines is None else rows.prefetch_related(with_lines))}
    return sorted(newest.values(), key=lambda row: row.name)


@dataclass(frozen=True, slots=True)
class ToldAfterwards:
    """Of how many analyses it was said whether a risk happened, and in how many it did."""

    told: int
    happened: int


def told_afterwards(*, by: Actor) -> dict[str, ToldAfterwards]:
    """What became of each risk, by its key, over the newest analysis of every case; none that so few were told of that
    somebody could be meant.
    """
    measured = MicroAnalysis.objects.filter(partnership_id=by.partnership_id or 0, case__unmeasured_on__isnull=True)
    rows = measured.order_by("case_id", "-made_on", "-pk")
    newest = rows.distinct("case_id").values_list("happened", flat=True)
    counts: dict[str, Counter[str]] = {}
    for happened in newest:
        for key, answer in happened.items():
            counts.setdefault(key, Counter())[answer] += 1
    found = {key: ToldAfterwards(one["yes"] + one["no"], one["yes"]) for key, one in counts.items()}
    return {key: one for key, one in found.items() if one.told >= FEWEST_TOLD}


def risk_list_for(*, by: Actor, today: date) -> dict[str, RiskOnList]:
    """The list of risks for who works here. Errors: NotFound for others."""
    if by.membership_id is None:
        raise errors.NotFound("listed_risk")
    return risks_on_list(by=by, today=today)


def _on_list(row: ListedRisk, *, lines: Iterable[ListedRiskLine]) -> RiskOnList:
    norm = RiskNorm(row.key, row.name, row.low, row.middle, row.high, row.source, row.edition)
    return RiskOnList(norm, tuple(_risk_line(line) for line in lines), row.stop_days)


def _risk_line(line: ListedRiskLine) -> Line:
    price = price_of(line.item) if line.item is not None else own_price_of(line.own_price or {})
    return Line(line.name, price, (Use(line.quantity, Frequency(line.frequency)),))


def own_price_of(told: dict[str, Any]) -> PriceItem:
    """A price that stands with a risk itself, with its source."""
    return PriceItem(
        told["key"],
        told["name"],
        told["value"],
        Unit(told["unit"]),
        told["bearer"],
        Source(told["source"]),
        price_year=told.get("price_year"),
        grade=told.get("grade", ""),
        own=True,
    )


@dataclass(frozen=True, slots=True)
class Preparation:
    """What somebody needs to make an analysis of a case: amounts, risks, who may look along, and what was chosen before.

    `edition` is the price list that all of it is counted with, None where the partnership keeps none; of the risks it has
    what is needed to choose, not what they cost. `was_followed_up`: the one before says how it went, and a new one does not.
    """

    seen: SeenCase
    edition: StoredPrices | None
    amounts: PlanAmounts
    risks: dict[str, RiskOnList]
    colleagues: tuple[tuple[int, str], ...]
    chosen: tuple[ChosenRisk, ...]
    was_followed_up: bool = False


def preparation_for(seen: SeenCase, *, by: Actor, today: date) -> Preparation:
    """What an analysis of this case is made from. Errors: NotFound; Refused for who makes no analyses."""
    if not rules.may_make_analysis(part=seen.part, reads_case=seen.may_read, is_command=False):
        raise errors.NotFound(KIND, subjects=(seen.case.resident_id,))
    rules.check_is_measured(is_measured=seen.case.unmeasured_on is None)
    stands_behind = stands_for(by=by, today=today)
    rules.check_may_make_here(part=seen.part, reads_case=seen.may_read, stands_behind=stands_behind)
    found, amounts = _newest(seen), plan_amounts(seen, by=by, today=today)
    before = None if found is None else from_record(found.record)[0]
    listed = risks_to_choose(by=by, today=today)
    return Preparation(
        seen,
        amounts.edition or stored_editions(by=by).first(),
        amounts,
        listed,
        tuple(_colleagues(by=by, today=today)),
        () if before is None else tuple(risk for risk in _chosen_in(before) if risk.key in listed),
        before is not None and before.realised is not None,
    )


def _colleagues(*, by: Actor, today: date) -> Iterator[tuple[int, str]]:
    """Who may look along: professionals of the other organisations."""
    for one in professionals(by=by, today=today):
        if one.organisation_id != by.organisation_id:
            yield one.pk, f"{one.name}, {one.organisation.name}"


def _chosen_in(case: Case) -> tuple[ChosenRisk, ...]:
    return tuple(ChosenRisk(risk.name, Level(risk.level), risk.stops) for risk in case.risks if risk.level)


def lines_counted(amounts: PlanAmounts) -> tuple[tuple[Line, ...] | None, tuple[Line, ...]]:
    """What runs now (None: not known) and the plan, as waarde counts them."""
    now = None if amounts.now is None else tuple(line_of(one) for one in amounts.now)
    return now, tuple(line_of(one) for one in amounts.plan)


def repriced(lines: Iterable[Line], *, prices: Mapping[str, PriceItem]) -> tuple[Line, ...]:
    """The same lines with the prices of one edition, by their key; what stands with a line itself stays.

    Errors: Refused where the edition has no such price.
    """
    return tuple(_repriced(line, prices=prices) for line in lines)


def _repriced(line: Line, *, prices: Mapping[str, PriceItem]) -> Line:
    if line.price is None or line.price.own:
        return line
    if line.price.key not in prices:
        text = _("De prijs '{name}' staat niet meer in de prijslijst. Kies bij '{line}' een andere.")
        raise errors.Refused(text.format(name=line.price.name, line=line.name))
    return replace(line, price=prices[line.price.key])


def unfilled(amounts: PlanAmounts, *, now_is_known: bool) -> list[str]:
    """The names of the lines that count for nothing because nobody said what they take; those of now only where it is known."""
    rows = (*amounts.plan, *((amounts.now or ()) if now_is_known else ()))
    return list(dict.fromkeys(one.name for one in rows if is_unfilled(one)))


def is_unfilled(row: Amount) -> bool:
    """Whether nobody said what a row takes, or how much of its price; people who ask no money need no price."""
    free = (HelpSource.SELF, HelpSource.OWN_NETWORK, HelpSource.VOLUNTEER)
    if row.price is None:
        return row.proposed and row.source not in free
    return row.use is None


def marks_for(seen: SeenCase, *, by: Actor, today: date) -> tuple[Mark, ...]:
    """The marks of this case as far as who looks may see them."""
    return tuple(
        Mark(who, MOMENTS[moment], mark, day) for who, moment, mark, day in marks_of_case(seen, by=by, today=today)
    )


def saved_for(seen: SeenCase, *, by: Actor, today: date) -> MicroAnalysis:
    """The newest analysis of this case, for who may make a next one. Errors: NotFound, Refused."""
    found = _newest(seen)
    if found is None or not rules.may_make_analysis(part=seen.part, reads_case=seen.may_read, is_command=False):
        raise errors.NotFound(KIND, subjects=(seen.case.resident_id,))
    stands_behind = stands_for(by=by, today=today)
    rules.check_may_make_here(part=seen.part, reads_case=seen.may_read, stands_behind=stands_behind)
    note_reading(found, by=by, seen=seen)
    return found


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The newest analysis to say of how it went: its case, how lines probably turned out by name, and what was feared.

    `base` is the analysis itself: who answers says so of these lines, and of no later ones. `is_early`: the plan does not
    run long enough yet to know.
    """

    base: int
    case: Case
    likely: dict[str, Turned]
    feared: str
    is_early: bool


def follow_up_for(seen: SeenCase, *, by: Actor, today: date) -> FollowUp:
    """What somebody needs to say how a plan went. Errors: NotFound, Refused."""
    found = saved_for(seen, by=by, today=today)
    case, _draws, _seed = from_record(found.record)
    agreed = plan_for(seen).agreed
    states = {line.what: LineState(line.state) for line in (agreed.lines if agreed else ())}
    likely = {name: TURNED[state] for name, state in states.items() if state in TURNED}
    is_early = case.start is not None and today < months_after(case.start, months=FOLLOW_UP_MONTHS[0])
    return FollowUp(found.pk, case, likely, seen.case.feared, is_early)


def analyses_due(*, by: Actor, today: date) -> list[MicroAnalysis]:
    """The analyses of the actor's partnership whose year is over and that nothing holds, the oldest first."""
    months = next(one.months for one in terms(by=by, today=today) if one.key is RuleKey.ANALYSIS)
    rows = MicroAnalysis.objects.filter(partnership_id=by.inside).exclude(case__in=held_cases(today=today))
    old = rows.filter(made_on__lte=today - timedelta(days=months * SHORTEST_MONTH)).order_by("made_on", "pk")
    return [one for one in old if months_after(one.made_on, months=months) < today]


def groups(*, by: Actor) -> list[GroupTotal]:
    """The sums of the years of which at least five cases are left as sums."""
    found = GroupTotal.objects.filter(partnership_id=by.inside, cases__gte=FEWEST_IN_GROUP)
    return list(found.order_by("year", "currency"))
