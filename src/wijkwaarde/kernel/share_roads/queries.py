"""Reads by which road shares travelled: what is in which determination, and how much of a share is still to be arranged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.queries import Share, settled_shares, span_of, standing
from wijkwaarde.kernel.agreements.rules import Span
from wijkwaarde.kernel.agreements.terms import Road
from wijkwaarde.kernel.budgets.models import Subsidy
from wijkwaarde.kernel.budgets.queries import Step, is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.share_roads.models import ShareRoad

# A row as pages get it: they read it, and import no model.
type Travelled = ShareRoad
# Whose share of which years: the same before and after a correction of them.
type Whose = tuple[Span, int | None, bool]


@dataclass(frozen=True, slots=True)
class InDetermination:
    """What of whose share is in a determination, in cents; no name is the residents."""

    organisation: str
    span: Span
    cents: int


def whose(share: Share) -> Whose:
    """Whose share of which years it is."""
    return span_of(share.settled), share.party.organisation_id, share.party.is_residents


def travelled(*, by: Actor, span: Span | None = None) -> dict[Whose, list[ShareRoad]]:
    """What was said about the road of shares, of some years or of all, the oldest first (one query). Errors: NotFound.

    What was undone does not count, and neither what was in a determination that was undone.
    """
    check_reads(by.role, is_command=is_command(by))
    rows = ShareRoad.objects.filter(partnership_id=by.inside, undone_on__isnull=True, subsidy__undone_on__isnull=True)
    if span is not None:
        rows = rows.filter(share__settled__first_year=span.first, share__settled__year=span.last)
    found: dict[Whose, list[ShareRoad]] = {}
    for one in rows.select_related("share__settled", "share__party", "subsidy__source").order_by("pk"):
        found.setdefault(whose(one.share), []).append(one)
    return found


def left_of(share: Share, *, found: Mapping[Whose, Iterable[ShareRoad]]) -> int:
    """What of a share has still to travel, in cents; nothing of one that goes to the residents' fund.

    With the other sign: more travelled than the share is after a correction.
    """
    if share.road == Road.FUND.value:
        return 0
    return share.cents - sum(one.cents for one in found.get(whose(share), ()))


def determinations(span: Span, *, by: Actor) -> list[Step]:
    """The determinations of the subsidies of some years, the newest first (one query). Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = Subsidy.objects.filter(
        partnership_id=by.inside,
        step=SubsidyStep.DETERMINATION.value,
        year__range=(span.first, span.last),
        undone_on__isnull=True,
    )
    return list(rows.select_related("source", "applicant", "receiver").order_by("-year", "source__name", "pk"))


def in_determinations(budget_id: int, *, year: int, by: Actor) -> dict[int, list[InDetermination]]:
    """Which shares are in the determinations of a budget's year, by the key of the determination (one query). Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = ShareRoad.objects.filter(
        partnership_id=by.inside, undone_on__isnull=True, subsidy__source__budget=budget_id, subsidy__year=year
    )
    found: dict[int, list[InDetermination]] = {}
    for one in rows.select_related("share__settled", "share__party__organisation").order_by("pk"):
        party = one.share.party
        name = party.organisation.name if party.organisation and not party.is_residents else ""
        told = InDetermination(name, span_of(one.share.settled), one.cents)
        found.setdefault(one.subsidy_id or 0, []).append(told)
    return found


def road_for(road_id: int, *, by: Actor) -> ShareRoad:
    """What was said about a share, undone or not. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = ShareRoad.objects.filter(partnership_id=by.inside, pk=road_id).select_related("share").first()
    if found is None:
        raise NotFound("share_road", object_id=road_id)
    return found


def share_now(found: ShareRoad, *, by: Actor) -> Share:
    """The share that the same party has of the same years now, after corrections too; the one it was said of where none holds."""
    mine = whose(found.share)
    shares = [share for _settled, told in standing(settled_shares(by=by, span=mine[0])) for share in told]
    return next((one for one in shares if whose(one) == mine), found.share)
