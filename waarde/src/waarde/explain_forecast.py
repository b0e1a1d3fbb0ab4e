"""Where a forecast comes from: per product what is declared, still to come, running, new or agreed as a result; it expects nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from waarde.expected_results import ResultYear
from waarde.expected_year import ProductYear
from waarde.explain import DIGITS, Explained
from waarde.prices import EURO


def explain_forecast(products: Sequence[ProductYear | ResultYear], *, year: int, month: int) -> Explained:
    """The tree of a forecast: 'forecast', with a part per product."""
    total = sum(one.expected for one in products)
    inputs = {"year": year, "month": month}
    parts = tuple(_results(one) if isinstance(one, ResultYear) else _product(one) for one in products)
    return Explained(
        "forecast", "forecast", f"expected total of {year}", total, EURO, "sum of the products", inputs, parts
    )


def _product(one: ProductYear) -> Explained:
    key = f"forecast.{one.product}"
    learned = one.learned
    inputs = {
        "rate": round(one.rate, DIGITS),
        "rate_of_earlier_years": round(learned.rate, DIGITS),
        "rate_of": "what is agreed" if one.planned else "a month",
        "earlier_years": learned.years,
        "season": [round(float(part), DIGITS) for part in learned.season],
        "spread_of_years": round(learned.years_spread, DIGITS),
        "spread_of_months": round(learned.months_spread, DIGITS),
    }
    parts = (
        Explained(f"{key}.declared", "declared", "declared so far", float(np.sum(one.declared)), EURO),
        _late(one, key=key),
        Explained(
            f"{key}.running", "running", "agreed, of the months to come", one.running, EURO, "agreed x rate x season",
            {"agreed": [round(float(amount), 2) for amount in one.agreed[one.moment.seen :]]},
        ),
        _new(one, key=key),
    )  # fmt: skip
    formula = "declared + still to be declared + running + new"
    return Explained(key, "product", one.product, one.expected, EURO, formula, inputs, parts)


def _results(one: ResultYear) -> Explained:
    key, learned = f"forecast.{one.product}", one.learned
    inputs = {"agreed_before": learned.agreed, "reached_before": learned.reached, "part": round(learned.part, DIGITS)}
    parts = (
        Explained(f"{key}.declared", "declared", "reached so far", float(np.sum(one.declared)), EURO),
        Explained(
            f"{key}.results",
            "results",
            "agreed, still to be reached",
            one.still,
            EURO,
            "left x euros each x part x run to come / (1 - part x run behind)",
            {"left": [int(left) for left in one.left], "each": [round(float(each), 2) for each in one.each]},
        ),
    )
    return Explained(key, "results", one.product, one.expected, EURO, "declared + results", inputs, parts)


def _late(one: ProductYear, *, key: str) -> Explained:
    done = [round(float(part), DIGITS) for part in one.done[: one.moment.seen]]
    return Explained(
        f"{key}.late",
        "late",
        "delivered, still to be declared",
        one.still_to_be_declared,
        EURO,
        "agreed x rate x season x part not declared yet",
        {"part_declared": done},
    )


def _new(one: ProductYear, *, key: str) -> Explained:
    plans = one.plans
    inputs = {
        "per_week": round(plans.per_week, DIGITS),
        "counted": plans.count,
        "weeks_to_come": round(float(one.weeks.sum()), 1),
        "per_month": round(plans.per_month, 2),
        "months": round(float(np.mean(plans.months)), 1) if plans.months else None,
    }
    return Explained(
        f"{key}.new",
        "new",
        "plans still to be agreed",
        one.new,
        EURO,
        "plans per week x weeks x cost until the end of the year",
        inputs,
    )
