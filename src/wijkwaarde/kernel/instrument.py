"""What an instrument may add to the product: six fields and no seventh; it holds no instrument itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wijkwaarde.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line in the menu: the words, the name of its address, and for whom it is (a role, "resident" or "everybody").

    `under` names the address of the entry that it stands beneath: it is shown on the pages of that room alone.
    """

    label: str
    url_name: str
    for_whom: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class CasePanel:
    """A card on the page of a case: the template, and what it needs, asked for one case by who looks (None: no card)."""

    template: str
    context: Callable[[Actor, Any], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One table with personal data: what it holds, and what is exported, kept and erased (`model` is app.Model)."""

    model: str
    holds: str
    retention: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """What one instrument adds to the product."""

    menu: tuple[MenuEntry, ...] = ()
    case_panel: CasePanel | None = None
    tiles: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
