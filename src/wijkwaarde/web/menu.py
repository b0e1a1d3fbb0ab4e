"""The entries of the menu; where they lead is decided by urls.py, and for whom each is by the entry itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.instrument import MenuEntry
from wijkwaarde.web.instruments import instruments

EVERYBODY = "everybody"
RESIDENT = "resident"
PROFESSIONAL = "professional"
# They help nobody themselves, so what is there for every member is not there for them.
BOARD = "board"

# The page of the budget, beneath which the others about money stand.
BUDGET = "area_budget"

# Who answers what residents ask about their data, whatever their role.
PRIVACY = "privacy"

# In the order of the screen. A label is a text of the catalogue (gettext_noop), so that everybody reads their own language.
MENU: list[MenuEntry] = [
    MenuEntry(gettext_noop("Mijn plan"), "my_plan", RESIDENT),
    MenuEntry(gettext_noop("Wie keek er?"), "looks", RESIDENT),
    MenuEntry(gettext_noop("Mijn gegevens"), "my_data", RESIDENT),
    MenuEntry(gettext_noop("Vandaag"), "today", PROFESSIONAL),
    MenuEntry(gettext_noop("Mijn mensen"), "my_people", PROFESSIONAL),
    MenuEntry(gettext_noop("Kleine beurs"), "small_purse", PROFESSIONAL),
    MenuEntry(gettext_noop("Gegeven uren"), "given_hours", PROFESSIONAL),
    MenuEntry(gettext_noop("Regels in de weg"), "barriers", "manager"),
    MenuEntry(gettext_noop("Vandaag"), "today", BOARD),
    MenuEntry(gettext_noop("Regels in de weg"), "barriers", BOARD),
    MenuEntry(gettext_noop("Noodtoegang"), "emergencies", BOARD),
    MenuEntry(gettext_noop("Privacyverzoeken"), "privacy_requests", PRIVACY),
    MenuEntry(gettext_noop("Noodtoegang"), "emergencies", PRIVACY),
    MenuEntry(gettext_noop("Bewaren"), "retention", "manager"),
    MenuEntry(gettext_noop("Bewaren"), "retention", BOARD),
    *(
        MenuEntry(label, url_name, role, under=BUDGET)
        for label, url_name in (
            (gettext_noop("Leveringen"), "deliveries"),
            (gettext_noop("Bezetting"), "staffing"),
            (gettext_noop("De boeken"), "books"),
            (gettext_noop("Instellen"), "budget_setup"),
        )
        for role in ("controller", "manager", BOARD)
    ),
    MenuEntry(gettext_noop("Gegeven uren"), "given_hours", BOARD, under=BUDGET),
    *(MenuEntry(gettext_noop("Vaste prijzen"), "shortlist", role, under=BUDGET) for role in ("manager", "controller")),
]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry as this person sees it: `current` on its own page, `around` on a page of its room."""

    label: str
    url: str
    current: bool
    around: bool = False


def kinds(actor: Actor | None) -> set[str]:
    """The words in `for_whom` that mean this person; everybody includes who is not logged in."""
    if actor is not None and actor.role == BOARD:
        return {EVERYBODY, BOARD}
    if actor is not None and actor.membership_id:
        return {EVERYBODY, PROFESSIONAL, actor.role} | ({PRIVACY} if actor.is_privacy_contact else set())
    return {EVERYBODY, RESIDENT} if actor is not None and actor.person_id else {EVERYBODY}


def entries() -> list[MenuEntry]:
    """The entries of the site, and after them those of the installed instruments."""
    return [*MENU, *(entry for instrument in instruments() for entry in instrument.menu)]


def items(*, addresses: dict[str, str], actor: Actor | None, here: str, path: str = "") -> tuple[MenuItem, ...]:
    """The menu of this person; an entry whose address does not exist is left out."""
    mine = _mine(addresses, actor=actor)
    room = _room(mine, addresses=addresses, path=path)
    return tuple(
        MenuItem(_(one.label), addresses[one.url_name], one.url_name == here, around=one.url_name == room)
        for one in mine
        if not one.under
    )


def beneath(*, addresses: dict[str, str], actor: Actor | None, here: str, path: str) -> tuple[MenuItem, ...]:
    """The other pages of the room that this page is in, for this person; none where a room is one page."""
    mine = _mine(addresses, actor=actor)
    room = _room(mine, addresses=addresses, path=path)
    return tuple(
        MenuItem(_(one.label), addresses[one.url_name], one.url_name == here)
        for one in mine
        if room and one.under == room
    )


def _mine(addresses: dict[str, str], *, actor: Actor | None) -> list[MenuEntry]:
    return [entry for entry in entries() if entry.for_whom in kinds(actor) and addresses.get(entry.url_name)]


def _room(mine: list[MenuEntry], *, addresses: dict[str, str], path: str) -> str:
    """The entry in whose room an address is; empty for none."""
    for one in mine:
        address = addresses[one.url_name]
        if (path == address or path.startswith(f"{address}/")) and (
            one.under or any(other.under == one.url_name for other in mine)
        ):
            return one.under or one.url_name
    return ""
