"""What the micro-analysis adds to the product: a card on the page of a case, and its table with data about people."""

from __future__ import annotations

from wijkwaarde.instruments.micro_analysis.panels import card_of
from wijkwaarde.kernel.instrument import CasePanel, Instrument, PersonalData

INSTRUMENT = Instrument(
    case_panel=CasePanel("micro_analysis/card.html", card_of),
    personal_data=(
        PersonalData(
            "micro_analysis.MicroAnalysis",
            holds="one analysis of a case: its lines, prices and risks with a chance, and what people said",
            retention="as long as the case; chances are reduced to group level after the year, and are in no export",
        ),
    ),
)
