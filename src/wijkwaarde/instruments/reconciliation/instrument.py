"""What the reconciliation adds to the product: an entry in the menu of who keeps or reads the budget."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from wijkwaarde.kernel.instrument import Instrument, MenuEntry

INSTRUMENT = Instrument(
    menu=tuple(
        MenuEntry(gettext_noop("Aansluiting"), "reconciliation", role, under="area_budget")
        for role in ("controller", "manager", "board")
    ),
)
