"""Decides who signs a base year, what was signed, and what changed since; it asks no database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import NotFound, Refused

SIGNERS = frozenset({Role.MANAGER.value, Role.BOARD.value})


@dataclass(frozen=True, slots=True)
class SaidCost:
    """A cost of the base year as it was signed: its keys, and what they were called."""

    source: str
    organisation_id: int
    product: str
    cents: int
    people: int | None
    found_in: str
    source_name: str = ""
    organisation: str = ""
    product_name: str = ""

    @property
    def key(self) -> tuple[str, int, str]:
        """Which cost it is."""
        return (self.source, self.organisation_id, self.product)


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that a party signs, and who is asked to."""

    base_year: int
    who_belongs: str
    costs: tuple[SaidCost, ...]
    parties: tuple[int, ...]

    @property
    def cents(self) -> int:
        """All costs together."""
        return sum(one.cents for one in self.costs)

    @property
    def fingerprint(self) -> str:
        """The same for the same costs and rule, and for no other; what things are called does not matter."""
        told = {
            "base_year": self.base_year,
            "who_belongs": self.who_belongs,
            "costs": sorted([*one.key, one.cents, one.people, one.found_in] for one in self.costs),
            "parties": sorted(self.parties),
        }
        return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "base_year": self.base_year,
            "who_belongs": self.who_belongs,
            "costs": [{name: getattr(one, name) for name in SaidCost.__slots__} for one in self.costs],
            "parties": list(self.parties),
        }


def said_in(data: Mapping[str, Any]) -> Said:
    """What was kept as plain data.

    >>> said = Said(2024, "Wie hier woont.", (SaidCost("wmo", 1, "begeleiding", 500, None, "jaarrekening"),), (1,))
    >>> said_in(said.as_data()) == said
    True
    """
    costs = tuple(SaidCost(**one) for one in data["costs"])
    return Said(data["base_year"], data["who_belongs"], costs, tuple(data["parties"]))


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one cost: None where it was or is not there."""

    name: str
    before: int | None
    after: int | None


def changes(before: Said, *, after: Said) -> tuple[Change, ...]:
    """The costs of which the amount changed, that came and that went, in the order of the new ones.

    >>> one, other = SaidCost("wmo", 1, "a", 500, None, ""), SaidCost("wmo", 1, "a", 700, None, "")
    >>> changes(Said(2024, "", (one,), ()), after=Said(2024, "", (other,), ()))
    (Change(name=', , ', before=500, after=700),)
    """
    old, new = {one.key: one for one in before.costs}, {one.key: one for one in after.costs}
    came = [_change(one, before=old.get(key), after=one) for key, one in new.items()]
    gone = [_change(one, before=one, after=None) for key, one in old.items() if key not in new]
    return tuple(one for one in (*came, *gone) if one.before != one.after)


def _change(named: SaidCost, *, before: SaidCost | None, after: SaidCost | None) -> Change:
    name = f"{named.organisation}, {named.product_name}, {named.source_name}"
    return Change(name, before.cents if before else None, after.cents if after else None)


def may_sign(role: str, *, own: int | None, organisation_id: int) -> bool:
    """Whether somebody signs for a party: its manager or board."""
    return role in SIGNERS and own is not None and own == organisation_id


def check_may_sign(organisation_id: int, *, role: str, own: int | None, keeps: bool, is_absent: bool) -> None:
    """Errors: NotFound for who neither signs for a party nor notes what one without anybody here signed on paper."""
    if not may_sign(role, own=own, organisation_id=organisation_id) and not (keeps and is_absent):
        raise NotFound("base_year", object_id=organisation_id)


def check_document(document: str, *, on_paper: bool) -> None:
    """Refuse a signature on paper without the paper, and a number of a person in what it is called."""
    if on_paper and not document:
        raise Refused(_("Schrijf op welk stuk de handtekening staat."), field="document")
    if has_citizen_number(document):
        raise Refused(_("Hier staat een nummer dat op een BSN lijkt. Haal het weg."), field="document")


def check_is_there(costs: Sequence[SaidCost]) -> None:
    """Refuse to put a base year to the parties that has no costs."""
    if not costs:
        raise Refused(_("Er staan nog geen kosten van het basisjaar."))
