"""What a priced line and a small purse are called where no product is, and how many years are drawn; no Django."""

from __future__ import annotations

LONGEST_STAMP = 64
# What a priced line is called of which no product of the budget has the price.
OTHER = "anders"
# What small things that were paid at once are called: they are spent on the budget, and no product of it.
PURSE = "kleine-beurs"
# What stands between a product and a party where results are forecast, and how a promise of a result is told from one of a plan.
RESULT_OF = ":"
BY_RESULT = "result"
# So that a forecast of the same facts is the same forecast.
DRAWS = 4_000
# Under what the whole stands with what came in since, beside what is kept by party, law and month.
NOW = "now"
