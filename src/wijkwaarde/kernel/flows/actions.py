"""Writes estimates: whole, once; a better one is a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from waarde import EURO, PriceItem, Situation
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.flows import rules
from wijkwaarde.kernel.flows.models import Estimate, Flow
from wijkwaarde.kernel.flows.rules import NewFlow
from wijkwaarde.kernel.flows.terms import EstimateKind
from wijkwaarde.kernel.prices.models import StoredEdition, StoredPrice
from wijkwaarde.kernel.prices.queries import price_of, prices_by_key


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
