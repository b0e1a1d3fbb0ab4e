"""The shortlist in words: its prices in order, what was taken off, what is found in the edition, and the norms beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from waarde import BandNorm, PriceItem
from wijkwaarde.kernel.shortlist.queries import ListedPrice, Shortlist
from wijkwaarde.kernel.shortlist.rules import ShortPrice
from wijkwaarde.kernel.words import word
from wijkwaarde.web.amounts.wording import bearer_name, counted_words, price_words, unit_words
from wijkwaarde.web.format import day, trimmed
from wijkwaarde.web.tables import Table, table

MANY = 2


@dataclass(frozen=True, slots=True)
class ShortRow:
    """A price of the shortlist; the addresses are empty for who only reads, `up` also for the first."""

    name: str
    words: str
    known_by: str
    position: int
    change: str
    up: str
    off: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A price that may be put on the shortlist."""

    name: str
    words: str
    url: str


def short_rows(shortlist: Shortlist, *, may_keep: bool) -> tuple[ShortRow, ...]:
    """The prices of the shortlist in their order."""
    return tuple(_short(one, number=number, may_keep=may_keep) for number, one in enumerate(shortlist.items, start=1))


def _short(one: ShortPrice, *, number: int, may_keep: bool) -> ShortRow:
    def address(name: str) -> str:
        return reverse(name, args=[one.price_id]) if may_keep else ""

    return ShortRow(
        name=one.price.name,
        words=price_line(one.price),
        known_by=", ".join(one.words),
        position=one.position or 0,
        change=address("shortlist_price"),
        up=address("shortlist_up") if number > 1 else "",
        off=address("shortlist_off"),
    )


def price_line(price: PriceItem) -> str:
    """What one unit costs, and who pays."""
    return f"{price_words(price)}, {bearer_name(price.bearer)}"


def off_rows(shortlist: Shortlist) -> tuple[FoundRow, ...]:
    """What was taken off, and where it is put back."""
    return tuple(_found(one.price, price_id=one.price_id) for one in shortlist.taken_off)


def found_rows(found: Sequence[ListedPrice], *, shortlist: Shortlist) -> tuple[FoundRow, ...]:
    """What was found and is not on the shortlist."""
    standing = {one.price_id for one in shortlist.items}
    return tuple(_found(one.price, price_id=one.price_id) for one in found if one.price_id not in standing)


def _found(price: PriceItem, *, price_id: int) -> FoundRow:
    return FoundRow(price.name, price_line(price), reverse("shortlist_price", args=[price_id]))


def norm_table(norms: Sequence[BandNorm], *, prices: Sequence[PriceItem]) -> Table | None:
    """What each band stands for; None where nobody said it."""
    if not norms:
        return None
    names = {price.key: price for price in prices}
    return table(
        caption=_("Wat 'elke week' en 'af en toe' betekenen"),
        first=_("Hoe vaak"),
        words=(_("Bij"), _("Dat is"), _("Bron")),
        numeric=(),
        rows=tuple((word(norm.band), _cells(norm, price=names.get(norm.price or ""))) for norm in norms),
    )


def _cells(norm: BandNorm, *, price: PriceItem | None) -> tuple[str, str, str]:
    unit = norm.unit if price is None else price.unit
    many = trimmed(norm.quantity) if unit is None else counted_words(norm.quantity, unit=unit)
    what = price.name if price is not None else norm.price or (unit_words(MANY)[unit] if unit is not None else "")
    since = "" if norm.since is None else _(", sinds {day}").format(day=day(norm.since))
    return what, f"{many} {word(norm.frequency)}", f"{norm.source}{since}"
