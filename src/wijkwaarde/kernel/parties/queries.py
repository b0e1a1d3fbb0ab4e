"""Reads partnerships, organisations and people."""

from __future__ import annotations

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Partnership, Person


def partnership_with(slug: str) -> Partnership:
    """The partnership with this short name. Errors: NotFound."""
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound("partnership")
    return found


def partnerships() -> list[Partnership]:
    """All partnerships of this site, for work that is done for each of them."""
    return list(Partnership.objects.order_by("pk"))


def own_partnership(*, by: Actor) -> Partnership:
    """The partnership that the actor acts in. Errors: NotFound."""
    found = Partnership.objects.filter(pk=by.inside).first()
    if found is None:
        raise NotFound("partnership")
    return found


def names_of(ids: set[int], *, by: Actor) -> dict[int, str]:
    """What these people are called; it asks nothing where there are none."""
    rows = Person.objects.filter(pk__in=ids, partnership_id=by.inside) if ids else Person.objects.none()
    return dict(rows.values_list("pk", "name"))


def own_person(*, by: Actor) -> Person:
    """The resident that the actor is. Errors: NotFound."""
    found = Person.objects.filter(pk=by.person_id or 0, partnership_id=by.inside).first()
    if found is None:
        raise NotFound("person", object_id=by.person_id)
    return found
