"""What a flow is before it is kept, and what may stand in an estimate, and what a row of a plan takes; it counts nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from django.utils.translation import gettext as _

from waarde import (
    Band,
    BandNorm,
    Frequency,
    HelpSource,
    Hours,
    HoursKind,
    PriceItem,
    Situation,
    Source,
    Unit,
    Use,
    WaardeError,
    use_of_band,
)
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.flows.terms import LARGEST_AMOUNT, LONGEST_NAME, MOST_ROWS, EstimateKind, RowState
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


def plan_with(plan: Sequence[Amount], *, row: Amount, was: str) -> tuple[Amount, ...]:
    """The same plan with what one agreement takes changed. Errors: Refused when the plan has that line no more."""
    place = next((place for place, one in enumerate(plan) if one.name == was and not one.runs_on), None)
    if place is None:
        raise Refused(_("Deze afspraak staat niet meer in het plan. Kijk hoe het plan nu is."))
    old = plan[place]
    said = replace(row, name=old.name, plan_line_id=old.plan_line_id, source=old.source, runs_on=False)
    return (*plan[:place], said, *plan[place + 1 :])


def now_with(
    now: Sequence[Amount], *, plan: Sequence[Amount], removed: Sequence[str], row: Amount, was: str
) -> tuple[tuple[Amount, ...], tuple[str, ...]]:
    """What runs now with a row added or changed, and what was taken off. Errors: Refused when its name is taken, or it is full."""
    rows = list(now)
    if row.name in {one.name for one in rows if one.name != was}:
        raise Refused(_("Deze regel staat er al. Geef hem een andere naam."), field="name")
    if row.runs_on and row.name in {one.name for one in plan if not one.runs_on}:
        raise Refused(_("Dit staat al bij het plan. Vul daar in hoeveel het wordt."), field="runs_on")
    if not was and len(rows) >= MOST_ROWS:
        raise Refused(_("Er passen {most} regels bij nu. Voeg er een paar samen.").format(most=MOST_ROWS))
    place = next((place for place, one in enumerate(rows) if was and one.name == was), len(rows))
    copies = {one.name for one in plan if one.source is HelpSource.EXISTING}
    gone = {was} & copies - {row.name}  # under its old name the copy would come back
    rows[place : place + 1] = [row]
    return tuple(rows), tuple(dict.fromkeys((*(name for name in removed if name != row.name), *gone)))


@dataclass(frozen=True, slots=True)
class NewUse:
    """How much, as a form says it: a number per so often in so many weeks, or only about how often."""

    quantity: float | None = None
    frequency: Frequency | None = None
    weeks: float | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """A price that somebody writes with one row: what it is called, how many euros for what, and where that was found."""

    name: str
    value: float | None
    unit: Unit | None
    source: str


@dataclass(frozen=True, slots=True)
class NewHours:
    """Unpaid hours as a form says them: who, whose they are, and how many, or that nobody knows."""

    who: str
    kind: HoursKind | None
    use: NewUse
    is_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAmount:
    """What a row takes, as a form says it: a price of the list, an own one, or none; how much, who pays, whose hours."""

    name: str
    price_id: int | None = None
    own: OwnPrice | None = None
    use: NewUse = NewUse()
    bearer: str = ""
    beneficiary: str = ""
    hours: tuple[NewHours, ...] = ()
    runs_on: bool = False


def amount_from(
    new: NewAmount,
    *,
    situation: Situation,
    price: PriceItem | None,
    norms: Sequence[BandNorm],
    price_year: str,
) -> Amount:
    """The row that somebody means; `price` is the one of the list that they chose. Errors: Refused, with the field."""
    if not new.name:
        raise Refused(_("Schrijf op wat er loopt."), field="name")
    priced = _own(new.own, bearer=new.bearer, price_year=price_year) if new.own is not None else price
    bearer = new.bearer if priced is not None and new.bearer != priced.bearer else ""
    _check_parties(new, price=priced)
    return Amount(
        situation=situation,
        name=new.name,
        price=priced,
        use=None if priced is None else use_from(new.use, price=priced, norms=norms),
        bearer=bearer,
        beneficiary=new.beneficiary if priced is not None else "",
        hours=tuple(_hours_from(one, number=number) for number, one in enumerate(new.hours, start=1)),
        runs_on=new.runs_on,
    )


def _own(own: OwnPrice, *, bearer: str, price_year: str) -> PriceItem:
    if not own.name:
        raise Refused(_("Schrijf op waarvoor dit bedrag is."), field="own_name")
    if own.value is None or own.unit is None:
        raise Refused(_("Schrijf een bedrag in euro's, en waarvoor."), field="own_value")
    if not 0 <= own.value <= LARGEST_AMOUNT:
        raise Refused(_("Schrijf een bedrag van 0 euro of meer."), field="own_value")
    if not own.source:
        raise Refused(_("Schrijf op waar dit bedrag vandaan komt. Dat kan ook een aanname zijn."), field="own_source")
    if not bearer:
        raise Refused(_("Kies wie dit betaalt."), field="bearer")
    return own_price(
        name=own.name, value=own.value, unit=own.unit, bearer=bearer, source=own.source, price_year=price_year
    )


def _check_parties(new: NewAmount, *, price: PriceItem | None) -> None:
    for field, slug in (("bearer", new.bearer), ("beneficiary", new.beneficiary)):
        if slug and slug not in bearers():
            raise Refused(_("De betaler '{bearer}' is niet bekend.").format(bearer=slug), field=field)
    if price is not None and new.beneficiary and new.beneficiary == (new.bearer or price.bearer):
        raise Refused(_("Wie betaalt en wie het geld krijgt, zijn dezelfde. Kies een ander."), field="beneficiary")


def use_from(new: NewUse, *, price: PriceItem, norms: Sequence[BandNorm]) -> Use:
    """How much of a price somebody means: the number, else what the norm says. Errors: Refused, with the field."""
    if new.band is not None and new.quantity is not None:
        raise Refused(_("Schrijf een aantal, of kies ongeveer hoe vaak. Niet allebei."), field="band")
    if new.band is None:
        return _counted(new, fields=("quantity", "per", "weeks"))
    try:
        found = _use_of(new.band, price=price, norms=norms, periods=new.weeks)
    except WaardeError as error:
        raise _weeks_refused(error, field="weeks") from error
    if found is None:
        raise Refused(_("Hoeveel dat is, staat voor deze prijs niet vast. Schrijf zelf een aantal."), field="band")
    return found


def _counted(new: NewUse, *, fields: tuple[str, str, str]) -> Use:
    """A number per so often, with the names of the three fields. Errors: Refused."""
    quantity, per, weeks = fields
    if new.quantity is None:
        raise Refused(_("Schrijf een getal boven 0."), field=quantity)
    if new.frequency is None:
        raise Refused(_("Kies per wat: per week, in totaal, of iets anders."), field=per)
    if new.weeks is not None and new.frequency is not Frequency.WEEK:
        raise Refused(_("Weken tellen alleen bij 'per week'. Laat dit leeg."), field=weeks)
    try:
        return Use(new.quantity, new.frequency, new.weeks)
    except WaardeError as error:
        if error.key.startswith("periods"):
            raise _weeks_refused(error, field=weeks) from error
        raise Refused(_too_much(error), field=quantity) from error


def _weeks_refused(error: WaardeError, *, field: str) -> Refused:
    if error.key == "periods-without-repetition":
        return Refused(_("Weken tellen alleen bij 'per week'. Laat dit leeg."), field=field)
    return Refused(_("Een jaar heeft 52 weken. Schrijf een getal van 1 tot en met 52."), field=field)


def _too_much(error: WaardeError) -> str:
    return _("Dit getal is te groot.") if error.key == "number-too-large" else _("Schrijf een getal boven 0.")


def _hours_from(new: NewHours, *, number: int) -> Hours:
    if not new.who:
        raise Refused(_("Schrijf op wie deze uren geeft."), field=f"who_{number}")
    if new.kind is None:
        raise Refused(_("Kies wat voor uren dit zijn."), field=f"kind_{number}")
    if new.is_unknown:
        return Hours(new.who, new.kind)
    fields = (f"hours_{number}", f"hours_per_{number}", f"hours_weeks_{number}")
    return Hours(new.who, new.kind, _counted(new.use, fields=fields))
