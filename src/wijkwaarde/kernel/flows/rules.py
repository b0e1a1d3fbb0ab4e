"""What a flow is before it is kept, and what may stand in an estimate, and what a row of a plan takes; it counts nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from django.utils.translation import gettext as _

from waarde import (
    Band,
    BandNorm,
    HelpSource,
    Hours,
    PriceItem,
    Situation,
    Source,
    Unit,
    Use,
    WaardeError,
    use_of_band,
)
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.flows.terms import LONGEST_NAME, EstimateKind, RowState
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.shortlist.rules import ShortPrice, meant_by


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFlow:
    """One use of one price in one situation, as an action gets it.

    A price that is `own` is kept with the flow, any other is one of the edition of the estimate. `chance` goes with
    `risk`; `share_left` is the part that is left after what risks stop, 1 for a flow of a risk itself.
    """

    situation: Situation
    name: str
    price: PriceItem
    use: Use
    bearer: str
    beneficiary: str = ""
    plan_line_id: int | None = None
    risk: str = ""
    chance: float | None = None
    share_left: float = 1.0


def may_hold_chances(kind: EstimateKind) -> bool:
    """Whether an estimate of this kind may hold risks with their chance: only that of an analysis."""
    return kind is EstimateKind.ANALYSIS


def check_flows(flows: Sequence[NewFlow], *, kind: EstimateKind, known: Sequence[Situation]) -> None:
    """Refuse flows that cannot stand in an estimate of this kind with these known situations. Errors: Refused."""
    for flow in flows:
        if not may_hold_chances(kind) and (flow.chance is not None or flow.share_left != 1):
            raise Refused(_("Een kans staat alleen in een analyse, nooit in een plan."))
        if flow.situation not in known:
            raise Refused(_("'{name}' staat in een situatie die nog niet bekend is.").format(name=flow.name))
        for slug in (flow.bearer, *filter(None, [flow.beneficiary])):
            if slug not in bearers():
                raise Refused(_("De betaler '{bearer}' is niet bekend.").format(bearer=slug), field="bearer")
        if flow.price.own and not flow.price.source.title.strip():
            raise Refused(_("De prijs van '{name}' heeft geen bron.").format(name=flow.name), field="source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What one row takes: a price with how much of it, or hours of people, or neither (it costs no money).

    `proposed`: nobody looked at it yet; then no price means that it is not filled in. `bearer` is empty where the price
    says who pays. `runs_on`: a row of now that goes on in the plan, as much.
    """

    situation: Situation
    name: str
    price: PriceItem | None = None
    use: Use | None = None
    bearer: str = ""
    beneficiary: str = ""
    who: str = ""
    source: HelpSource | None = None
    hours: tuple[Hours, ...] = ()
    plan_line_id: int | None = None
    runs_on: bool = False
    proposed: bool = False

    @property
    def payer(self) -> str:
        """Who pays; empty without a price."""
        return self.bearer or (self.price.bearer if self.price is not None else "")


def own_price(*, name: str, value: float, unit: Unit, bearer: str, source: str, price_year: str) -> PriceItem:
    """A price that stands with one row, in no list; the same words, amount and unit are the same price.

    >>> own_price(name="cursus", value=350, unit=Unit.COURSE, bearer="small-purse", source="folder", price_year="").key
    'cursus 350 course'
    """
    return PriceItem(
        key=f"{name} {value:g} {unit.value}",
        name=name,
        value=value,
        unit=unit,
        bearer=bearer,
        source=Source(source),
        price_year=price_year or None,
        own=True,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as an estimate holds it: what it takes, and whether somebody said so."""

    amount: Amount
    state: RowState


@dataclass(frozen=True, slots=True)
class PlanText:
    """A line of a plan in plain values: what, who does it, from whom the help comes, how often, and its id once agreed."""

    name: str
    who: str
    source: HelpSource
    band: Band | None
    line_id: int | None


def may_see_amounts(*, may_read: bool, is_resident: bool) -> bool:
    """Whether somebody sees what a plan takes: who helps and reads the case. A resident does not, until they ask for it."""
    return may_read and not is_resident


def told_apart(lines: Sequence[PlanText]) -> tuple[PlanText, ...]:
    """The same lines, a second one with the same words numbered: a row is found by its name."""
    names: set[str] = set()
    found = []
    for line in lines:
        name = next(name for name in _names(line.name) if name not in names)
        names.add(name)
        found.append(replace(line, name=name))
    return tuple(found)


def _names(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        ending = f" ({number})"
        yield name[: LONGEST_NAME - len(ending)] + ending


def proposal(line: PlanText, *, among: Sequence[ShortPrice], norms: Sequence[BandNorm]) -> Amount:
    """What a line of the plan probably takes, as long as nobody looked: the price that its words mean, as often as its band."""
    price = meant_by(line.name, among=among)
    use = None
    if price is not None and line.band is not None:
        use = _use_of(line.band, price=price, norms=norms)
    return Amount(
        situation=Situation.SOLUTION,
        name=line.name,
        price=price,
        use=use,
        who=line.who,
        source=line.source,
        plan_line_id=line.line_id,
        proposed=True,
    )


def _use_of(band: Band, *, price: PriceItem, norms: Sequence[BandNorm], periods: float | None = None) -> Use | None:
    """What a band stands for with a price; None where no norm says it. Errors: WaardeError for impossible periods."""
    try:
        return use_of_band(band, price=price, norms=norms, periods=periods)
    except WaardeError as error:
        if error.key == "band-without-quantity":
            return None
        raise


def plan_rows(
    lines: Sequence[PlanText],
    *,
    said: Mapping[str, Amount],
    among: Sequence[ShortPrice],
    norms: Sequence[BandNorm],
) -> tuple[Amount, ...]:
    """A row for each line of the plan: as somebody said it, else as it is proposed."""
    return tuple(
        replace(said[line.name], who=line.who, source=line.source, plan_line_id=line.line_id)
        if line.name in said
        else proposal(line, among=among, norms=norms)
        for line in lines
    )


def now_rows(plan: Sequence[Amount], *, said: Mapping[str, Amount], removed: Collection[str]) -> tuple[Amount, ...]:
    """What runs now: a copy of what the plan goes on with, where nobody said something else, and what somebody added."""
    copies = [one for one in plan if one.source is HelpSource.EXISTING and one.name not in removed]
    found = [said.get(one.name) or _copied(one) for one in copies]
    names = {one.name for one in found}
    return (*found, *(one for name, one in said.items() if name not in names))


def _copied(one: Amount) -> Amount:
    return replace(one, situation=Situation.NOW, plan_line_id=None, proposed=True)


def running_on(now: Sequence[Amount], *, plan: Sequence[Amount]) -> tuple[Amount, ...]:
    """The rows of now that go on in the plan, as rows of the plan; one that the plan names itself is not there twice."""
    names = {one.name for one in plan}
    return tuple(replace(one, situation=Situation.SOLUTION) for one in now if one.runs_on and one.name not in names)
