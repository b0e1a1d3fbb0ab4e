"""waarde: what a plan for a household costs and brings, per party, in euros, hours and marks."""

from waarde.agreed_results import AgreedResult, Reached
from waarde.analysis import Analysis, analyse
from waarde.analysis_json import to_json
from waarde.attribution import attribute
from waarde.budget_book import BudgetBook, Commitment, Declaration, declared_over
from waarde.completion import Completion, completion_factors
from waarde.differences import Difference
from waarde.discounting import discount_factor, present_values
from waarde.dividing import divide
from waarde.errors import WORDINGS, WaardeError
from waarde.expected_parts import ProductShare, by_months, by_shares
from waarde.explain import Explained, shown
from waarde.forecasting import BackTest, Expected, Forecast, Tried, back_test, final_total, forecast
from waarde.indexation import (
    IndexPoint,
    IndexSeries,
    factor_between,
    index_edition,
    index_price,
    tariff_index,
    weighted_change,
)
from waarde.invented import InventedProduct, invented_years
from waarde.lines import FirstYear, Hours, Line, Use, counted
from waarde.norms import BandNorm, Level, RiskNorm, norms_in_force, use_of_band
from waarde.periods import Period, share_of_days, spread_by_days, year_of
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
from waarde.settlement import Comparison, Settlement, compare_rules, settle, still_to_pay
from waarde.settlement_rules import SettlementRule, SharedBy, rule_in_force
from waarde.settlement_years import BudgetYear, SharingParty, years_together
from waarde.shapley_value import MOST_PARTIES, shapley
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
from waarde.variation import Variation, usual_variation
from waarde.years_budget import (
    BudgetLine,
    VolumeFrom,
    YearIndex,
    YearsBudget,
    budget_index,
    budget_moved,
    budget_of_years,
    volume_in,
    volume_of_people,
    weighted_index,
)

__version__ = "0.1.0"

__all__ = [
    "EURO",
    "FIRST_PRICE_YEAR",
    "LAST_PRICE_YEAR",
    "MOST_PARTIES",
    "WORDINGS",
    "YEAR_DIGITS",
    "AgreedResult",
    "Analysis",
    "BackTest",
    "Band",
    "BandNorm",
    "BudgetBook",
    "BudgetLine",
    "BudgetYear",
    "Case",
    "Cashable",
    "Commitment",
    "Comparison",
    "Completion",
    "Declaration",
    "Difference",
    "Edition",
    "Expected",
    "Explained",
    "FirstYear",
    "Forecast",
    "Frequency",
    "HelpSource",
    "Hours",
    "HoursKind",
    "IndexPoint",
    "IndexSeries",
    "Indexing",
    "InventedProduct",
    "Level",
    "Line",
    "Mark",
    "NoSwitch",
    "Nothing",
    "Period",
    "PriceItem",
    "PriceListUsed",
    "ProductShare",
    "Reached",
    "Remark",
    "Risk",
    "RiskNorm",
    "SeriesKind",
    "Setting",
    "Settlement",
    "SettlementRule",
    "SharedBy",
    "SharingParty",
    "Situation",
    "Source",
    "Tried",
    "Unit",
    "Use",
    "Variation",
    "VolumeFrom",
    "WaardeError",
    "YearIndex",
    "YearsBudget",
    "analyse",
    "apportion",
    "attribute",
    "back_test",
    "budget_index",
    "budget_moved",
    "budget_of_years",
    "by_months",
    "by_shares",
    "cents",
    "compare_rules",
    "completion_factors",
    "counted",
    "declared_over",
    "discount_factor",
    "divide",
    "factor_between",
    "final_total",
    "forecast",
    "from_record",
    "index_edition",
    "index_price",
    "invented_years",
    "items_by_name",
    "norms_in_force",
    "present_values",
    "rule_in_force",
    "settle",
    "shapley",
    "share_of_days",
    "shown",
    "spread_by_days",
    "still_to_pay",
    "tariff_index",
    "to_json",
    "to_record",
    "use_of_band",
    "usual_variation",
    "volume_in",
    "volume_of_people",
    "weighted_change",
    "weighted_index",
    "year_of",
    "years_together",
]
