"""What a flow is before it is kept, and what may stand in an estimate; it asks no database and counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waarde import PriceItem, Situation, Use
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.flows.terms import EstimateKind
from wijkwaarde.kernel.prices.bearers import bearers


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
