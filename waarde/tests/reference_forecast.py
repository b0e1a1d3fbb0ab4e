"""The mean of a forecast worked out slowly: one plan, one day and one month at a time, in plain Python, no arrays.

It reads the same book and the learned rate, season and parts declared from the explanation, and knows no intervals.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from waarde import BudgetBook, Explained

MONTHS = 12


def agreed_in(book: BudgetBook, product: str, year: int, month: int) -> float:
    """What is agreed of a month: plan by plan, day by day."""
    days = monthrange(year, month)[1]
    total = 0.0
    for one in book.commitments:
        if one.product == product:
            for number in range(days):
                if one.period.begin <= date(year, month, 1) + timedelta(days=number) < one.period.until:
                    total += one.per_month / days
    return total


def declared_in(book: BudgetBook, product: str, year: int) -> float:
    """What is declared of a year's deliveries, credits included."""
    return sum(one.amount for one in book.declarations if one.product == product and one.delivered.year == year)


def began(book: BudgetBook, product: str) -> date:
    """The first month of which anything of a product is declared; before it there is no month of nothing."""
    sums: dict[tuple[date, date], float] = {}
    for one in book.declarations:
        if one.product == product:
            key = one.delivered.replace(day=1), one.declared.replace(day=1)
            sums[key] = sums.get(key, 0.0) + one.amount
    return min((month for (month, _said), amount in sums.items() if amount), default=date.min)


def parts(book: BudgetBook, node: Explained, *, year: int, month: int) -> dict[str, float]:
    """Declared, late and running of one product at the end of a month, from the rate and season in its explanation."""
    product, rate, season = node.text, node.inputs["rate"], node.inputs["season"]
    done = next(part for part in node.parts if part.kind == "late").inputs["part_declared"]

    first = began(book, product)

    def expected(number: int) -> float:
        level = 1.0 if date(year, number, 1) >= first else 0.0
        agreed = agreed_in(book, product, year, number) if node.inputs["rate_of"] == "what is agreed" else level
        return rate * season[number - 1] * agreed

    return {
        "declared": declared_in(book, product, year),
        "late": sum(expected(number) * (1 - done[number - 1]) for number in range(1, month + 1)),
        "running": sum(expected(number) for number in range(month + 1, MONTHS + 1)),
    }
