"""Says by which road shares travelled and what is still to be arranged; it asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.instruments.shared_savings.panels import ToTell, WithShares, share_name
from wijkwaarde.instruments.shared_savings.sentences import cents
from wijkwaarde.kernel.agreements.queries import Share, span_of, standing
from wijkwaarde.kernel.agreements.terms import Road
from wijkwaarde.kernel.share_roads.queries import Travelled, Whose, left_of, whose
from wijkwaarde.web.format import day

type Roads = Mapping[Whose, Iterable[Travelled]]


@dataclass(frozen=True, slots=True)
class RoadLine:
    """What was said about a part of a share; `undo` is its address for who may."""

    name: str
    words: str
    undo: str


def road_lines(share: Share, *, found: Roads, keeps: bool) -> list[RoadLine]:
    """What was said about a share."""
    return [_line(one, keeps=keeps) for one in found.get(whose(share), ())]


def _line(one: Travelled, *, keeps: bool) -> RoadLine:
    undo = reverse("undo_share_road", kwargs={"road_id": one.pk}) if keeps else ""
    if one.subsidy is not None:
        words = _("{amount}, in de vaststelling van {year}. Die staat in: {document}.")
        told = words.format(amount=cents(one.cents), year=one.subsidy.year, document=one.subsidy.document)
        return RoadLine(one.subsidy.source.name, told, undo)
    words = _("{amount}. Getekend op {day}, en te vinden in: {document}.")
    signed = day(one.on) if one.on else ""
    return RoadLine(one.name, words.format(amount=cents(one.cents), day=signed, document=one.document), undo)


def left_words(share: Share, *, found: Roads) -> str:
    """What of a share has still to be arranged, in a few words."""
    left = left_of(share, found=found)
    if share.road == Road.FUND.value:
        return _("staat in het fonds")
    if not left:
        return _("geregeld")
    if share.cents and (left > 0) == (share.cents > 0):
        return _("nog te regelen: {amount}").format(amount=cents(left))
    return _("te veel geregeld: {amount}").format(amount=cents(-left))


def share_points(shares: Iterable[Share], *, found: Roads) -> list[ToTell]:
    """Each share with how far its road is."""
    return [_point(one, text=share_name(one), found=found) for one in shares if one.cents or found.get(whose(one))]


def to_arrange(settled: Iterable[WithShares], *, found: Roads) -> list[ToTell]:
    """The shares of definitive settlements that did not travel as a whole."""
    return [
        _point(one, text=f"{share_name(one)}, {span_of(held)}", found=found)
        for held, shares in standing(settled)
        for one in shares
        if held.is_definitive and left_of(one, found=found)
    ]


def _point(one: Share, *, text: str, found: Roads) -> ToTell:
    url = reverse("share_road", kwargs={"share_id": one.pk})
    return ToTell(text, url, left_words(one, found=found))
