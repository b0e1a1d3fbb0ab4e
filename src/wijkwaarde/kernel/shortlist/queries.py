"""Reads the shortlist, the norms and the other prices of its edition; there is nothing about people in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from waarde import Band, BandNorm, Frequency, PriceItem, Unit, norms_in_force
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.prices.models import StoredEdition, StoredPrice
from wijkwaarde.kernel.prices.queries import price_of
from wijkwaarde.kernel.sheets.table import tidy
from wijkwaarde.kernel.shortlist.models import ShortlistPrice, StoredNorm
from wijkwaarde.kernel.shortlist.rules import ShortPrice, words_in

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The shortlist in its order, what was taken off it, and the newest edition that its prices belong to."""

    edition: StoredEdition | None
    items: tuple[ShortPrice, ...]
    taken_off: tuple[ShortPrice, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedPrice:
    """A price of an edition with the id of its row."""

    price_id: int
    price: PriceItem


def shortlist_of(*, by: Actor) -> Shortlist:
    """The shortlist of the partnership that the actor acts in. Errors: NotFound for who acts in none."""
    rows = ShortlistPrice.objects.filter(partnership_id=by.inside).select_related("price__edition")
    found = list(rows.order_by("position", "pk"))
    standing = [one for one in found if one.position is not None] or found
    edition = max((one.price.edition for one in standing), key=lambda one: (one.stored_on, one.pk), default=None)
    return Shortlist(
        edition=edition,
        items=tuple(_short(one) for one in found if one.position is not None),
        taken_off=tuple(_short(one) for one in found if one.position is None),
    )


def _short(row: ShortlistPrice) -> ShortPrice:
    return ShortPrice(row.pk, row.price_id, price_of(row.price), words_in(row.words), row.position, row.version)


def edition_to_search(shortlist: Shortlist, *, by: Actor) -> StoredEdition | None:
    """The edition of the shortlist; before there is one, the newest that the partnership keeps."""
    if shortlist.edition is not None:
        return shortlist.edition
    return StoredEdition.objects.filter(partnership_id=by.inside).order_by("-stored_on", "-pk").first()


def prices_in(edition: StoredEdition | None) -> list[ListedPrice]:
    """The prices of an edition, by name; none without an edition."""
    if edition is None:
        return []
    return [
        ListedPrice(row.pk, price_of(row)) for row in StoredPrice.objects.filter(edition=edition).order_by("name", "pk")
    ]


def listed(price: PriceItem, *, by: Actor) -> list[ListedPrice]:
    """The newest row that holds this price, for one of an edition that is no longer in use; none for an own price."""
    rows = StoredPrice.objects.filter(partnership_id=by.inside, key=price.key).order_by("-pk")
    return [ListedPrice(row.pk, price) for row in rows if price_of(row) == price][:1]


def search_in(prices: Sequence[ListedPrice], *, words: str) -> tuple[list[ListedPrice], bool]:
    """The first of these prices of which key or name hold every word, and whether there are more."""
    wanted = tidy(words).split()
    found = [one for one in prices if all(word in tidy(f"{one.price.key} {one.price.name}") for word in wanted)]
    return found[:MOST_FOUND], len(found) > MOST_FOUND


def stored_price(price_id: int, *, by: Actor) -> StoredPrice:
    """A price that the actor's partnership keeps. Errors: NotFound."""
    found = StoredPrice.objects.filter(pk=price_id, partnership_id=by.inside).select_related("edition").first()
    if found is None:
        raise NotFound("stored_price", object_id=price_id)
    return found


def norms_of(*, by: Actor, today: date) -> list[BandNorm]:
    """What the bands stand for today, the newest norm first."""
    rows = StoredNorm.objects.filter(partnership_id=by.inside).order_by("pk")
    return norms_in_force([_norm(row) for row in rows], on=today)


def _norm(row: StoredNorm) -> BandNorm:
    return BandNorm(
        band=Band(row.band),
        quantity=row.quantity,
        frequency=Frequency(row.frequency),
        source=row.source,
        price=row.price_key or None,
        unit=Unit(row.unit) if row.unit else None,
        since=row.since,
    )
