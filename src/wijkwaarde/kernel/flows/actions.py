"""Writes estimates: whole, once; a better one is a new one, also when only one row of a plan takes something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from waarde import EURO, Hours, PriceItem, Situation
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.flows import rules
from wijkwaarde.kernel.flows.models import Estimate, EstimateLine, Flow, UnpaidHours
from wijkwaarde.kernel.flows.queries import (
    KIND,
    Ground,
    PlanAmounts,
    amounts_on,
    check_may_see,
    ground_of,
    rows_of,
)
from wijkwaarde.kernel.flows.rules import Amount, Kept, NewAmount, NewFlow
from wijkwaarde.kernel.flows.terms import NO_ESTIMATE, EstimateKind, RowState
from wijkwaarde.kernel.plans.actions import agree_heard, agree_plan
from wijkwaarde.kernel.plans.models import PlanVersion
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import Heard
from wijkwaarde.kernel.prices.models import StoredEdition, StoredPrice
from wijkwaarde.kernel.prices.queries import price_of, prices_by_key
from wijkwaarde.kernel.shortlist.queries import stored_price


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEstimate:
    """What an estimate is about: `known` situations count as 0 without flows, the others are unknown."""

    kind: EstimateKind
    known: tuple[Situation, ...]
    flows: tuple[NewFlow, ...] = field(default=())
    case: Case | None = None
    edition: StoredEdition | None = None
    start: date | None = None
    price_year: str = ""
    currency: str = EURO


@transaction.atomic
def make_estimate(new: NewEstimate, *, by: Actor, today: date) -> Estimate:
    """Keep an estimate with all its flows. Errors: Refused when a flow cannot stand in it, or its price is not the list's."""
    rules.check_flows(new.flows, kind=new.kind, known=new.known)
    assert by.partnership_id is not None
    stored = {} if new.edition is None else prices_by_key(new.edition)
    estimate = Estimate.objects.create(
        partnership_id=by.partnership_id,
        case=new.case,
        edition=new.edition,
        kind=new.kind.value,
        situations=[situation.value for situation in new.known],
        start=new.start,
        price_year=new.price_year,
        currency=new.currency,
        size=len(new.flows),
        made_on=today,
        user_id=by.user_id,
        person_id=by.person_id,
        membership_id=by.membership_id,
    )
    Flow.objects.bulk_create(_rows(new.flows, estimate=estimate, stored=stored))
    return estimate


def _rows(flows: Sequence[NewFlow], *, estimate: Estimate, stored: dict[str, StoredPrice]) -> list[Flow]:
    return [
        _row(flow, estimate=estimate, item=_item(flow.price, stored=stored), position=position)
        for position, flow in enumerate(flows, start=1)
    ]


def _item(price: PriceItem, *, stored: dict[str, StoredPrice]) -> StoredPrice | None:
    """The stored price that this is; None for one written in the case itself. Errors: Refused."""
    if price.own:
        return None
    found = stored.get(price.key)
    if found is None or price_of(found) != price:
        raise Refused(
            _("De prijs '{name}' is niet die van de bewaarde prijslijst. Bewaar eerst de lijst met deze prijs.").format(
                name=price.name
            )
        )
    return found


def _row(flow: NewFlow, *, estimate: Estimate, item: StoredPrice | None, position: int) -> Flow:
    use, price = flow.use, flow.price
    row = Flow(
        partnership_id=estimate.partnership_id,
        estimate=estimate,
        position=position,
        situation=flow.situation.value,
        name=flow.name,
        item=item,
        quantity=use.quantity,
        frequency=use.frequency.value,
        periods=use.periods,
        begin=use.begin,
        end=use.end,
        band="" if use.band is None else use.band.value,
        norm=use.norm,
        bearer=flow.bearer,
        beneficiary=flow.beneficiary,
        plan_line_id=flow.plan_line_id,
        risk=flow.risk,
        chance=flow.chance,
        share_left=flow.share_left,
    )
    if item is None:
        row.price, row.price_name, row.price_unit = price.value, price.name, price.unit.value
        row.price_year, row.price_source = price.price_year or "", price.source.title
    return row


@transaction.atomic
def save_amount(
    new: NewAmount, *, by: Actor, seen: SeenCase, situation: Situation, was: str, base: int, today: date
) -> Estimate | None:
    """Keep what one row takes; `was` is its name on the page (empty: a new row of now), `base` the estimate it was made from.

    Every other row stays as it is. The same form again writes nothing. Errors: Refused, NotFound, Stale.
    """
    ground = _held(by=by, seen=seen, today=today)
    price = _chosen(new.price_id, by=by)
    year = ground.shortlist.edition.price_year if ground.shortlist.edition is not None else ""
    row = rules.amount_from(new, situation=situation, price=price, norms=ground.norms, price_year=year)
    if _is_said(ground, row=row):
        return ground.estimate
    _check_stale(seen, ground=ground, situation=situation, name=was or row.name, base=base)
    found = amounts_on(ground)
    if situation is Situation.NOW:
        now, removed = rules.now_with(found.now or (), plan=found.plan, removed=found.removed, row=row, was=was)
        changed = replace(found, now=now, removed=removed)
    else:
        changed = replace(found, plan=rules.plan_with(found.plan, row=row, was=was))
    return _keep(changed, ground=ground, by=by, seen=seen, today=today)


@transaction.atomic
def agree_with_amounts(*, by: Actor, seen: SeenCase, version: int, today: date) -> PlanVersion:
    """The resident's yes, kept with what the plan takes as far as that is known. Errors: those of `agree_plan`."""
    agreed = agree_plan(by=by, seen=seen, version=version, today=today)
    _keep_agreed(by=by, seen=seen, today=today)
    return agreed


@transaction.atomic
def agree_heard_with_amounts(
    *, by: Actor, seen: SeenCase, lines: Sequence[NewLine], heard: Heard, version: int, today: date
) -> PlanVersion:
    """A yes that was heard, kept with what the plan takes as far as that is known. Errors: those of `agree_heard`."""
    agreed = agree_heard(by=by, seen=seen, lines=lines, heard=heard, version=version, today=today)
    _keep_agreed(by=by, seen=seen, today=today)
    return agreed


def _keep_agreed(*, by: Actor, seen: SeenCase, today: date) -> None:
    """Keep what the agreed plan takes, said or proposed; nothing where nothing is priced, or where that is kept already."""
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)
    ground = ground_of(seen, by=by, today=today)
    found = amounts_on(ground)
    lines = {one.plan_line_id for one in found.plan if one.plan_line_id is not None}
    is_kept = any(one.amount.plan_line_id in lines for one in ground.kept)
    is_priced = any(one.price is not None and one.use is not None for one in found.plan)
    if not is_kept and (is_priced or ground.estimate is not None):
        _keep(found, ground=ground, by=by, seen=seen, today=today)


def _held(*, by: Actor, seen: SeenCase, today: date) -> Ground:
    """Keep the writer's part as it is, let others who write amounts in this case wait, and read what there is."""
    check_may_see(seen)
    hold(seen, today=today)
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)
    return ground_of(seen, by=by, today=today)


def _chosen(price_id: int | None, *, by: Actor) -> PriceItem | None:
    return None if price_id is None else price_of(stored_price(price_id, by=by))


def _is_said(ground: Ground, *, row: Amount) -> bool:
    return any(one.state is RowState.SAID and _bare(one.amount) == row for one in ground.kept)


def _bare(amount: Amount) -> Amount:
    """A row as a form says it, without what follows from the plan."""
    return replace(amount, plan_line_id=None, who="", source=None, proposed=False)


def _check_stale(seen: SeenCase, *, ground: Ground, situation: Situation, name: str, base: int) -> None:
    """Refuse when somebody changed this row since the page was made; other rows do not matter. Errors: Stale."""
    newest = NO_ESTIMATE if ground.estimate is None else ground.estimate.pk
    if base == newest:
        return
    seen_then = Estimate.objects.filter(case=seen.case, kind=EstimateKind.PLAN.value, pk=base).first()
    then = _row_in(rows_of(seen_then), situation=situation, name=name)
    now = _row_in(ground.kept, situation=situation, name=name)
    if then != now:
        text = _("Iemand anders heeft dit net veranderd. Kijk hoe het er nu staat, en bewaar opnieuw.")
        raise Stale(text, saved={}, version=newest)


def _row_in(kept: Sequence[Kept], *, situation: Situation, name: str) -> tuple[RowState, Amount] | None:
    """What somebody said about a row; None as long as nobody did."""
    for one in kept:
        if (one.amount.situation, one.amount.name) == (situation, name) and one.state is not RowState.PROPOSED:
            return one.state, _bare(one.amount)
    return None


@transaction.atomic
def leave_to_proposal(
    name: str, *, by: Actor, seen: SeenCase, situation: Situation, base: int, today: date
) -> Estimate | None:
    """Let a row be as if nobody had looked: a proposal again, or gone when it was added. Twice counts once. Errors: Stale."""
    ground = _held(by=by, seen=seen, today=today)
    left = tuple(one for one in ground.kept if (one.amount.situation, one.amount.name) != (situation, name))
    if _row_in(ground.kept, situation=situation, name=name) is None:
        return ground.estimate
    _check_stale(seen, ground=ground, situation=situation, name=name, base=base)
    return _keep(amounts_on(replace(ground, kept=left)), ground=ground, by=by, seen=seen, today=today)


@transaction.atomic
def take_off_now(name: str, *, by: Actor, seen: SeenCase, base: int, today: date) -> Estimate | None:
    """Take a row off what runs now; taken off twice counts once. Errors: NotFound, Stale."""
    ground = _held(by=by, seen=seen, today=today)
    found = amounts_on(ground)
    left = tuple(one for one in found.now or () if one.name != name)
    if len(left) == len(found.now or ()):
        return ground.estimate
    _check_stale(seen, ground=ground, situation=Situation.NOW, name=name, base=base)
    changed = replace(found, now=left or None, removed=(*found.removed, name))
    return _keep(changed, ground=ground, by=by, seen=seen, today=today)


@transaction.atomic
def put_back_now(name: str, *, by: Actor, seen: SeenCase, today: date) -> Estimate | None:
    """Put a row back that was taken off, as it was said last. Put back twice counts once. Errors: NotFound, Refused."""
    ground = _held(by=by, seen=seen, today=today)
    found = amounts_on(ground)
    if name not in found.removed:
        return ground.estimate
    removed = tuple(one for one in found.removed if one != name)
    said = _last_said(seen.case, name=name)
    now = found.now if said is None else (*(found.now or ()), said)
    return _keep(replace(found, now=now, removed=removed), ground=ground, by=by, seen=seen, today=today)


def _last_said(case: Case, *, name: str) -> Amount | None:
    """A row of now as somebody said it last; None when nobody ever did."""
    last = EstimateLine.objects.filter(
        estimate__case=case, situation=Situation.NOW.value, name=name, state=RowState.SAID.value
    )
    newest = last.order_by("-pk").select_related("estimate").first()
    if newest is None:
        return None
    return next(one.amount for one in rows_of(newest.estimate) if one.amount.name == name and _is_now(one.amount))


def _is_now(amount: Amount) -> bool:
    return amount.situation is Situation.NOW


@transaction.atomic
def say_nothing_runs(*, by: Actor, seen: SeenCase, today: date) -> Estimate | None:
    """Keep that nothing runs now; rows that stood there are taken off, and can be put back. Errors: NotFound."""
    ground = _held(by=by, seen=seen, today=today)
    found = amounts_on(ground)
    if found.said_nothing:
        return ground.estimate
    removed = (*found.removed, *(one.name for one in found.now or ()))
    changed = replace(found, now=(), removed=removed)
    return _keep(changed, ground=ground, by=by, seen=seen, today=today)


def _keep(found: PlanAmounts, *, ground: Ground, by: Actor, seen: SeenCase, today: date) -> Estimate:
    """A new estimate with every row: said, proposed, and taken off."""
    now, removed = found.now or (), [_removed(name) for name in found.removed]
    agreed = [one for one in found.plan if not one.runs_on]
    plan = (*agreed, *rules.running_on(now, plan=agreed))
    known = [*([Situation.NOW] if found.now is not None else []), *([Situation.SOLUTION] if plan else [])]
    rows = [*(Kept(one, _state(one)) for one in now), *removed, *(Kept(one, _state(one)) for one in plan)]
    flows = [one.amount for one in rows if one.amount.price is not None and one.amount.use is not None]
    estimate = Estimate.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        edition=ground.shortlist.edition,
        kind=EstimateKind.PLAN.value,
        situations=[situation.value for situation in known],
        price_year=ground.shortlist.edition.price_year if ground.shortlist.edition else "",
        currency=EURO,
        size=len(flows),
        line_count=len(rows),
        made_on=today,
        user_id=by.user_id,
        person_id=by.person_id,
        membership_id=by.membership_id,
    )
    _fill(estimate, rows=rows, known=known, seen=seen)
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, KIND, object_id=estimate.pk, subjects=subjects, purpose=seen.purpose)
    return estimate


def _removed(name: str) -> Kept:
    return Kept(Amount(situation=Situation.NOW, name=name), RowState.REMOVED)


def _state(amount: Amount) -> RowState:
    return RowState.PROPOSED if amount.proposed else RowState.SAID


def _fill(estimate: Estimate, *, rows: Sequence[Kept], known: Sequence[Situation], seen: SeenCase) -> None:
    lines = EstimateLine.objects.bulk_create(
        _line(one, estimate=estimate, position=position) for position, one in enumerate(rows, start=1)
    )
    priced = [(line, one.amount) for line, one in zip(lines, rows, strict=True) if one.amount.price and one.amount.use]
    new = [_new_flow(amount) for _line, amount in priced]
    rules.check_flows(new, kind=EstimateKind.PLAN, known=known)
    items = _stored([flow.price for flow in new], seen=seen)
    flows = [
        _row(flow, estimate=estimate, item=items.get(flow.price), position=position)
        for position, flow in enumerate(new, start=1)
    ]
    for flow, (line, _amount) in zip(flows, priced, strict=True):
        flow.line = line
    Flow.objects.bulk_create(flows)
    UnpaidHours.objects.bulk_create(
        _hours_row(hours, line=line, position=position)
        for line, one in zip(lines, rows, strict=True)
        for position, hours in enumerate(one.amount.hours, start=1)
    )


def _line(one: Kept, *, estimate: Estimate, position: int) -> EstimateLine:
    return EstimateLine(
        partnership_id=estimate.partnership_id,
        estimate=estimate,
        position=position,
        situation=one.amount.situation.value,
        name=one.amount.name,
        state=one.state.value,
        runs_on=one.amount.runs_on,
        plan_line_id=one.amount.plan_line_id,
        hours_count=len(one.amount.hours),
    )


def _new_flow(amount: Amount) -> NewFlow:
    assert amount.price is not None
    assert amount.use is not None
    return NewFlow(
        situation=amount.situation,
        name=amount.name,
        price=amount.price,
        use=amount.use,
        bearer=amount.payer,
        beneficiary=amount.beneficiary,
        plan_line_id=amount.plan_line_id,
    )


def _stored(prices: Sequence[PriceItem], *, seen: SeenCase) -> dict[PriceItem, StoredPrice]:
    """The stored prices that these are, the newest of those that are the same; one that stands with a row is none."""
    keys = {price.key for price in prices if not price.own}
    rows = StoredPrice.objects.filter(partnership_id=seen.case.partnership_id, key__in=keys).order_by("pk")
    return {price_of(row): row for row in rows}


def _hours_row(hours: Hours, *, line: EstimateLine, position: int) -> UnpaidHours:
    use = hours.use
    return UnpaidHours(
        partnership_id=line.partnership_id,
        line=line,
        position=position,
        who=hours.who,
        kind=hours.kind.value,
        quantity=None if use is None else use.quantity,
        frequency="" if use is None else use.frequency.value,
        periods=None if use is None else use.periods,
    )
