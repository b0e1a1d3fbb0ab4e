"""Reads estimates: what their flows come to, and row by row what a plan takes for who may see that."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from waarde import (
    Band,
    BandNorm,
    FirstYear,
    Frequency,
    HelpSource,
    Hours,
    HoursKind,
    Line,
    PriceItem,
    Situation,
    Unit,
    Use,
    counted,
)
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.flows import rules
from wijkwaarde.kernel.flows.models import Estimate, EstimateLine, Flow, UnpaidHours
from wijkwaarde.kernel.flows.rules import Amount, Kept, PlanText
from wijkwaarde.kernel.flows.terms import NO_ESTIMATE, EstimateKind, RowState
from wijkwaarde.kernel.plans.models import PlanLine
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.prices.models import StoredEdition
from wijkwaarde.kernel.prices.queries import price_of
from wijkwaarde.kernel.shortlist.queries import Shortlist, norms_of, shortlist_of

KIND = "estimate"


@dataclass(frozen=True, slots=True)
class EstimateTotals:
    """Euros of the first year, not rounded: per situation (None where unknown), and what each party pays or receives."""

    one_off: dict[Situation, float | None]
    yearly: dict[Situation, float | None]
    by_bearer: dict[str, dict[Situation, float]]

    @property
    def first_year(self) -> dict[Situation, float | None]:
        """One-off and yearly together."""
        return {
            situation: None if once is None else once + (self.yearly[situation] or 0.0)
            for situation, once in self.one_off.items()
        }


def totals_of(estimate: Estimate) -> EstimateTotals:
    """What an estimate comes to, from its rows: quantity x price x period x chance (or the share that is left).

    A transfer counts per party and is zero in the total, as in `waarde`.
    """
    known = {Situation(situation) for situation in estimate.situations}
    one_off, yearly = (
        {situation: 0.0 if situation in known else None for situation in Situation} for _kind in range(2)
    )
    by_bearer: dict[str, dict[Situation, float]] = defaultdict(lambda: defaultdict(float))
    for flow in Flow.objects.filter(estimate=estimate).select_related("item").order_by("position"):
        situation, amount = Situation(flow.situation), amount_of(flow, start=estimate.start)
        by_bearer[flow.bearer][situation] += amount
        if flow.beneficiary:
            by_bearer[flow.beneficiary][situation] -= amount
            continue
        sums = one_off if flow.frequency == Frequency.ONCE.value else yearly
        sums[situation] = (sums[situation] or 0.0) + amount
    return EstimateTotals(one_off, yearly, {bearer: dict(amounts) for bearer, amounts in by_bearer.items()})


def amount_of(flow: Flow, *, start: date | None) -> float:
    """What one flow comes to in the 12 months from `start`, expected: in euros, not rounded, below 0 never."""
    use = Use(flow.quantity, Frequency(flow.frequency), flow.periods, flow.begin, flow.end)
    price = flow.item.value if flow.item is not None else flow.price
    assert price is not None  # a check constraint holds it
    return counted(use, year=FirstYear(start)) * price * _weight(flow)


def _weight(flow: Flow) -> float:
    """The chance of a risk; else the part of what runs that is left, while what is paid once counts whole."""
    if flow.chance is not None:
        return flow.chance
    return 1.0 if flow.frequency == Frequency.ONCE.value else flow.share_left


@dataclass(frozen=True, slots=True)
class PlanAmounts:
    """What runs now (None: nobody said so yet) and what the plan takes, row by row, with the estimate it was read from.

    `removed` was taken off now, `said_nothing` when somebody said that nothing runs; `agreed_on` of the plan,
    None while it is a draft.
    """

    base: int
    edition: StoredEdition | None
    now: tuple[Amount, ...] | None
    plan: tuple[Amount, ...]
    removed: tuple[str, ...] = ()
    said_nothing: bool = False
    agreed_on: date | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether the plan was agreed."""
        return self.agreed_on is not None


@dataclass(frozen=True, slots=True)
class Ground:
    """What amounts are read from: the newest estimate with its rows, the lines of the plan, the shortlist and the norms."""

    estimate: Estimate | None
    kept: tuple[Kept, ...]
    lines: tuple[PlanText, ...]
    shortlist: Shortlist
    norms: tuple[BandNorm, ...]
    agreed_on: date | None


def plan_amounts(seen: SeenCase, *, by: Actor, today: date) -> PlanAmounts:
    """What runs now and what the plan takes, for who helps and reads the case. Errors: NotFound."""
    check_may_see(seen)
    found = amounts_on(ground_of(seen, by=by, today=today))
    subjects = [seen.case.resident_id]
    by.record(Act.READ, KIND, object_id=found.base or None, subjects=subjects, purpose=seen.purpose)
    return found


def check_may_see(seen: SeenCase) -> None:
    """Whether who looks may see what a plan takes. Errors: NotFound."""
    if not rules.may_see_amounts(may_read=seen.may_read, is_resident=seen.is_resident):
        raise NotFound(KIND, subjects=(seen.case.resident_id,))


def ground_of(seen: SeenCase, *, by: Actor, today: date) -> Ground:
    """What the amounts of a case are read from."""
    plan = plan_for(seen)
    version = plan.agreed or plan.draft
    lines = [_text_of(line, seen=seen, is_agreed=plan.agreed is not None) for line in version.lines] if version else []
    estimate = newest_estimate(seen.case)
    return Ground(
        estimate=estimate,
        kept=rows_of(estimate),
        lines=rules.told_apart(lines),
        shortlist=shortlist_of(by=by),
        norms=tuple(norms_of(by=by, today=today)),
        agreed_on=plan.agreed.version.agreed_on if plan.agreed is not None else None,
    )


def _text_of(line: PlanLine, *, seen: SeenCase, is_agreed: bool) -> PlanText:
    return PlanText(
        name=line.what,
        who=_doer(line, seen=seen),
        source=HelpSource(line.source),
        band=Band(line.band) if line.band else None,
        line_id=line.pk if is_agreed else None,
    )


def _doer(line: PlanLine, *, seen: SeenCase) -> str:
    one = line.participant
    if one is None:
        return line.who
    return one.membership.name if one.membership is not None else seen.case.resident.name


def newest_estimate(case: Case) -> Estimate | None:
    """The newest estimate of the plan of a case."""
    return Estimate.objects.filter(case=case, kind=EstimateKind.PLAN.value).order_by("-pk").first()


def rows_of(estimate: Estimate | None) -> tuple[Kept, ...]:
    """The rows of an estimate of a plan, in order; none without an estimate."""
    if estimate is None:
        return ()
    lines = list(EstimateLine.objects.filter(estimate=estimate).select_related("flow__item").order_by("position"))
    hours: dict[int, list[Hours]] = defaultdict(list)
    for one in UnpaidHours.objects.filter(line__estimate=estimate).order_by("line_id", "position"):
        hours[one.line_id].append(_hours(one))
    return tuple(Kept(_amount(line, hours=hours[line.pk]), RowState(line.state)) for line in lines)


def _hours(row: UnpaidHours) -> Hours:
    use = None if row.quantity is None else Use(row.quantity, Frequency(row.frequency), row.periods)
    return Hours(row.who, HoursKind(row.kind), use)


def _amount(line: EstimateLine, *, hours: list[Hours]) -> Amount:
    bare = Amount(
        situation=Situation(line.situation),
        name=line.name,
        hours=tuple(hours),
        plan_line_id=line.plan_line_id,
        runs_on=line.runs_on,
        proposed=line.state == RowState.PROPOSED.value,
    )
    flow: Flow | None = getattr(line, "flow", None)
    if flow is None:
        return bare
    price = _price(flow)
    told_bearer = "" if flow.bearer == price.bearer else flow.bearer
    return replace(bare, price=price, use=_use(flow), bearer=told_bearer, beneficiary=flow.beneficiary)


def _price(flow: Flow) -> PriceItem:
    if flow.item is not None:
        return price_of(flow.item)
    assert flow.price is not None  # a check constraint holds it
    return rules.own_price(
        name=flow.price_name,
        value=flow.price,
        unit=Unit(flow.price_unit),
        bearer=flow.bearer,
        source=flow.price_source,
        price_year=flow.price_year,
    )


def _use(flow: Flow) -> Use:
    return Use(
        quantity=flow.quantity,
        frequency=Frequency(flow.frequency),
        periods=flow.periods,
        begin=flow.begin,
        end=flow.end,
        band=Band(flow.band) if flow.band else None,
        norm=flow.norm,
    )


def amounts_on(ground: Ground) -> PlanAmounts:
    """What was said, and what is proposed where nobody looked."""
    said = {(one.amount.situation, one.amount.name): one.amount for one in ground.kept if one.state is RowState.SAID}
    removed = tuple(one.amount.name for one in ground.kept if one.state is RowState.REMOVED)
    plan = rules.plan_rows(
        ground.lines,
        said={
            name: one for (situation, name), one in said.items() if situation is Situation.SOLUTION and not one.runs_on
        },
        among=ground.shortlist.items,
        norms=ground.norms,
    )
    runs = {name: one for (situation, name), one in said.items() if situation is Situation.NOW}
    now = rules.now_rows(plan, said=runs, removed=removed)
    said_nothing = _said_nothing(ground)
    return PlanAmounts(
        base=NO_ESTIMATE if ground.estimate is None else ground.estimate.pk,
        edition=ground.shortlist.edition,
        now=now if now or said_nothing else None,
        plan=(*plan, *rules.running_on(now, plan=plan)),
        removed=removed,
        said_nothing=said_nothing and not now,
        agreed_on=ground.agreed_on,
    )


def _said_nothing(ground: Ground) -> bool:
    """Whether somebody said that nothing runs: then now is known without a row."""
    if ground.estimate is None or Situation.NOW.value not in ground.estimate.situations:
        return False
    return not any(one.amount.situation is Situation.NOW and one.state is not RowState.REMOVED for one in ground.kept)


def line_of(amount: Amount) -> Line:
    """A row as waarde counts it; a price of which nobody knows how much it is, counts for nothing."""
    is_known = amount.price is not None and amount.use is not None
    return Line(
        name=amount.name,
        price=amount.price if is_known else None,
        uses=(amount.use,) if is_known and amount.use is not None else (),
        bearer=amount.bearer or None,
        beneficiary=(amount.beneficiary or None) if is_known else None,
        doer=amount.who,
        source=amount.source,
        hours=amount.hours,
    )
