"""What the micro-analysis adds to the product: a card on the page of a case, and its table with data about people."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from wijkwaarde.instruments.micro_analysis.panels import card_of
from wijkwaarde.kernel.instrument import CasePanel, Instrument, MenuEntry, PersonalData

INSTRUMENT = Instrument(
    menu=tuple(MenuEntry(gettext_noop("Risicolijst"), "risks", role) for role in ("manager", "controller")),
    case_panel=CasePanel("micro_analysis/card.html", card_of),
    personal_data=(
        PersonalData(
            "micro_analysis.MicroAnalysis",
            holds="one analysis of a case: its lines, prices and risks with a chance, and what people said",
            retention="as long as the case; chances are reduced to group level after the year, and are in no export",
        ),
    ),
)
