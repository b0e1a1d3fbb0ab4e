"""Writes the shortlist and the norms: puts a price on it, takes it off, moves it, and keeps what a band stands for."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from waarde import BandNorm
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.shortlist import rules
from wijkwaarde.kernel.shortlist.models import ShortlistPrice, StoredNorm
from wijkwaarde.kernel.shortlist.queries import edition_to_search, shortlist_of, stored_price

KIND = "shortlist_price"
NOT_THERE = 0


def put_on(*, by: Actor, price_id: int, words: str, version: int = NOT_THERE) -> ShortlistPrice:
    """Put a price on the shortlist, or give one that is on it other words; `version` is what the writer saw of it.

    The same again writes nothing. Errors: Refused, NotFound, Stale.
    """
    _check(by)
    kept = rules.check_words(words)
    try:
        with transaction.atomic():
            return _put(by=by, price_id=price_id, words=kept, version=version)
    except IntegrityError as error:  # somebody put one on the same place, a moment earlier
        raise Refused(_("Iemand anders heeft de lijst net veranderd. Kijk hoe hij er nu uitziet.")) from error


def _check(by: Actor) -> None:
    rules.check_may_keep(role=by.role, is_command=by.user_id is None)


def _held(by: Actor) -> list[ShortlistPrice]:
    """Every price that is or was on the shortlist, while nobody else can change their places."""
    return list(ShortlistPrice.objects.select_for_update().filter(partnership_id=by.inside).order_by("pk"))


def _put(*, by: Actor, price_id: int, words: str, version: int) -> ShortlistPrice:
    price = stored_price(price_id, by=by)
    row = next((one for one in _held(by) if one.price_id == price.pk), None)
    if row is not None and row.position is not None:
        return _reworded(row, by=by, words=words, version=version)
    standing = shortlist_of(by=by)
    rules.check_room(len(standing.items))
    edition = edition_to_search(standing, by=by) if standing.items else price.edition
    if edition != price.edition:
        raise Refused(_("Deze prijs is van een andere prijslijst dan de rest. Kies hem uit dezelfde lijst."))
    row = row or ShortlistPrice(partnership_id=by.inside, price=price, version=NOT_THERE)
    row.position, row.words, row.version = len(standing.items) + 1, words, row.version + 1
    row.save()
    by.record(Act.WRITE, KIND, object_id=row.pk, subjects=[])
    return row


def _reworded(row: ShortlistPrice, *, by: Actor, words: str, version: int) -> ShortlistPrice:
    if row.words == words:
        return row
    if row.version != version:
        text = _("Iemand anders heeft deze woorden net veranderd. Hieronder staan beide. Kies wat moet blijven.")
        raise Stale(text, saved={"words": row.words}, version=row.version)
    row.words, row.version = words, row.version + 1
    row.save(update_fields=["words", "version"])
    by.record(Act.WRITE, KIND, object_id=row.pk, subjects=[])
    return row


@transaction.atomic
def take_off(*, by: Actor, price_id: int) -> None:
    """Take a price off the shortlist; its words stay for who puts it back. Taken off twice counts once. Errors: Refused."""
    _check(by)
    row = next((one for one in _held(by) if one.price_id == price_id), None)
    if row is None or row.position is None:
        return
    below, row.position = row.position, None
    row.save(update_fields=["position"])
    lower = ShortlistPrice.objects.filter(partnership_id=by.inside, position__gt=below)
    lower.update(position=F("position") - 1)
    by.record(Act.WRITE, KIND, object_id=row.pk, subjects=[])


@transaction.atomic
def move_up(*, by: Actor, price_id: int, was: int) -> None:
    """Let a price change places with the one above it; `was` is the place it had on the page, so that twice counts once.

    Errors: Refused, NotFound.
    """
    _check(by)
    every = _held(by)
    row = next((one for one in every if one.price_id == price_id), None)
    if row is None:
        raise NotFound(KIND)
    above = next((one for one in every if one.position == was - 1), None)
    if row.position != was or above is None:
        return
    row.position, above.position = was - 1, was
    for one in (row, above):
        one.save(update_fields=["position"])
    by.record(Act.WRITE, KIND, object_id=row.pk, subjects=[])


def keep_norm(norm: BandNorm, *, by: Actor) -> StoredNorm:
    """Keep what a band stands for; the same norm again gives the one that is there. Errors: Refused."""
    _check(by)
    told = {
        "band": norm.band.value,
        "price_key": norm.price or "",
        "unit": "" if norm.price or norm.unit is None else norm.unit.value,
        "since": norm.since,
    }
    said = {"quantity": norm.quantity, "frequency": norm.frequency.value, "source": norm.source}
    kept, is_new = StoredNorm.objects.get_or_create(partnership_id=by.inside, **told, defaults=said)
    if not is_new and any(getattr(kept, name) != value for name, value in said.items()):
        raise Refused(_("Voor deze dag staat er al een ander aantal. Geef het nieuwe aantal een latere dag."))
    if is_new:
        by.record(Act.WRITE, "band_norm", object_id=kept.pk, subjects=[])
    return kept
