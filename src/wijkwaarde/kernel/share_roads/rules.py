"""Decides what may be said about the road of a share; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from wijkwaarde.kernel.agreements.terms import Road
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRoad:
    """What somebody says about a share: how much of it, without a sign, and the determination or the agreement apart.

    Without an amount it is all that was left of the share.
    """

    cents: int | None
    subsidy_id: int | None = None
    name: str = ""
    on: date | None = None
    document: str = ""
    request_key: UUID


def signed(cents: int | None, *, left: int, share: int) -> int:
    """The amount with the sign of the share, all that is left where none was said. Errors: Refused above what is left."""
    sign = -1 if share < 0 else 1
    room = max(sign * left, 0)
    amount = room if cents is None else cents
    if amount == 0:
        raise Refused(_("Van dit deel is alles al geregeld."), field="amount")
    if amount > room:
        raise Refused(_("Dit is meer dan er van dit deel nog te regelen is."), field="amount")
    return sign * amount


def check_road(road: Road, *, is_definitive: bool) -> None:
    """Refuse a share that goes to the fund, which is booked at once, and one that was shared provisionally."""
    if not is_definitive:
        raise Refused(_("Dit jaar is nog voorlopig verdeeld. Verdeel het eerst definitief."))
    if road is Road.FUND:
        raise Refused(_("Dit deel staat al in het fonds van de bewoners."))


def check_apart(new: NewRoad, *, today: date) -> None:
    """Refuse an agreement without its name, its day or its document, and a number of a person in them."""
    if not new.name:
        raise Refused(_("Schrijf hoe de afspraak heet."), field="name")
    if new.on is None or new.on > today:
        raise Refused(_("Kies de dag waarop de afspraak getekend is. Die is voorbij."), field="on")
    if not new.document:
        raise Refused(_("Schrijf op welk stuk het staat."), field="document")
    if has_citizen_number(f"{new.name} {new.document}"):
        raise Refused(_("Hier staat een nummer dat op een BSN lijkt. Haal het weg."), field="document")
