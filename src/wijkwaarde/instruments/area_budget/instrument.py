"""What the controller's page adds to the product: a line in the menu of who keeps and reads the budget."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from wijkwaarde.kernel.instrument import Instrument, MenuEntry

INSTRUMENT = Instrument(
    menu=tuple(
        MenuEntry(gettext_noop("Wijkbudget"), "area_budget", role) for role in ("controller", "manager", "board")
    )
)
