"""What the budget in plain words adds to the product: pages with counts, for everybody and for the steungroep; no data about people."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from wijkwaarde.kernel.instrument import Instrument, MenuEntry

INSTRUMENT = Instrument(
    menu=(
        *(
            MenuEntry(gettext_noop("Mensen en geld"), "budget_counts", role, under="area_budget")
            for role in ("controller", "manager", "board")
        ),
    ),
)
