"""waarde: what a plan for a household costs and brings, per party, in euros, hours and marks."""

from waarde.analysis import Analysis, analyse
from waarde.analysis_json import to_json
from waarde.attribution import attribute
from waarde.differences import Difference
from waarde.discounting import discount_factor, present_values
from waarde.errors import WORDINGS, WaardeError
from waarde.explain import Explained, shown
from waarde.indexation import (
    IndexPoint,
    IndexSeries,
    factor_between,
    index_edition,
    index_price,
    tariff_index,
    weighted_change,
)
from waarde.lines import FirstYear, Hours, Line, Use, counted
from waarde.norms import BandNorm, Level, RiskNorm, norms_in_force, use_of_band
from waarde.prices import (
    EURO,
    FIRST_PRICE_YEAR,
    LAST_PRICE_YEAR,
    YEAR_DIGITS,
    Edition,
    Indexing,
    PriceItem,
    Source,
    items_by_name,
)
from waarde.record import from_record, to_record
from waarde.remarks import Remark
from waarde.rounding import apportion, cents
from waarde.situations import Case, Cashable, Mark, Nothing, PriceListUsed, Risk
from waarde.switching import NoSwitch
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
    "EURO",
    "FIRST_PRICE_YEAR",
    "LAST_PRICE_YEAR",
    "WORDINGS",
    "YEAR_DIGITS",
    "Analysis",
    "Band",
    "BandNorm",
    "Case",
    "Cashable",
    "Difference",
    "Edition",
    "Explained",
    "FirstYear",
    "Frequency",
    "HelpSource",
    "Hours",
    "HoursKind",
    "IndexPoint",
    "IndexSeries",
    "Indexing",
    "Level",
    "Line",
    "Mark",
    "NoSwitch",
    "Nothing",
    "PriceItem",
    "PriceListUsed",
    "Remark",
    "Risk",
    "RiskNorm",
    "SeriesKind",
    "Setting",
    "Situation",
    "Source",
    "Unit",
    "Use",
    "WaardeError",
    "analyse",
    "apportion",
    "attribute",
    "cents",
    "counted",
    "discount_factor",
    "factor_between",
    "from_record",
    "index_edition",
    "index_price",
    "items_by_name",
    "norms_in_force",
    "present_values",
    "shown",
    "tariff_index",
    "to_json",
    "to_record",
    "use_of_band",
    "weighted_change",
]
