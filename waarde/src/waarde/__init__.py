"""waarde: what a plan for a household costs and brings, per party, in euros, hours and marks."""

from waarde.attribution import attribute
from waarde.discounting import discount_factor, present_values
from waarde.errors import WaardeError
from waarde.indexation import (
    IndexPoint,
    IndexSeries,
    factor_between,
    index_edition,
    index_price,
    tariff_index,
    weighted_change,
)
from waarde.prices import Edition, Indexing, PriceItem, Source
from waarde.rounding import apportion, cents
from waarde.terms import (
    Band,
    Frequency,
    HelpSource,
    HoursKind,
    SeriesKind,
    Setting,
    Situation,
    Unit,
)

__version__ = "0.1.0"

__all__ = [
    "Band",
    "Edition",
    "Frequency",
    "HelpSource",
    "HoursKind",
    "IndexPoint",
    "IndexSeries",
    "Indexing",
    "PriceItem",
    "SeriesKind",
    "Setting",
    "Situation",
    "Source",
    "Unit",
    "WaardeError",
    "apportion",
    "attribute",
    "cents",
    "discount_factor",
    "factor_between",
    "index_edition",
    "index_price",
    "present_values",
    "tariff_index",
    "weighted_change",
]
