"""How a budget is used, whose purse it is, the steps of a subsidy, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_SLUG = 30
LONGEST_NAME = 100
LONGEST_WORDS = 500
LONGEST_TEXT = 4000
# A rate to thousandths of a percent.
RATE_DIGITS, RATE_PLACES = 7, 5
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MOST_YEARS = 10
# What each row that can be taken away is called in the trail.
TRAIL = {
    "AreaBudget": "area_budget",
    "MoneySource": "money_source",
    "Product": "product",
    "BaseCost": "base_cost",
    "VolumeCorrection": "volume_correction",
}
# A working neighbourhood delivers some tens of products; beyond it the list is a price list.
MOST_PRODUCTS = 60
# What files call one product: a name per party at most.
MOST_NAMES = 20


class BudgetUse(StrEnum):
    """How the budget is used: by task (a subsidy, a plan line is an estimate), by hours declared, or by result."""

    TASK = "task"
    HOURS = "hours"
    RESULT = "result"


class Purse(StrEnum):
    """Whose money it is: every party keeps its own and reports (virtual), or there is one purse (real)."""

    VIRTUAL = "virtual"
    REAL = "real"


class SubsidyStep(StrEnum):
    """Where a subsidy is: asked, awarded, paid in part, accounted for, determined; and what was kept in reserve."""

    APPLICATION = "application"
    AWARD = "award"
    ADVANCE = "advance"
    ACCOUNT = "account"
    DETERMINATION = "determination"
    RESERVE = "reserve"


# What money can go back by: an advance that was too high, a reserve that is used.
MAY_GO_BACK = (SubsidyStep.ADVANCE, SubsidyStep.RESERVE)
# What may come out at nothing: costs that were not made, a subsidy that is taken back whole.
MAY_BE_NOTHING = (SubsidyStep.ACCOUNT, SubsidyStep.DETERMINATION)
# What is decided or told once; every other step may come again.
ONCE = (SubsidyStep.ACCOUNT, SubsidyStep.DETERMINATION)
# What has to be there before a step.
BEFORE = {
    SubsidyStep.AWARD: SubsidyStep.APPLICATION,
    SubsidyStep.ADVANCE: SubsidyStep.AWARD,
    SubsidyStep.ACCOUNT: SubsidyStep.AWARD,
    SubsidyStep.DETERMINATION: SubsidyStep.ACCOUNT,
    SubsidyStep.RESERVE: SubsidyStep.DETERMINATION,
}
# More people than one neighbourhood can have: a slip of the keyboard.
MOST_PEOPLE = 1_000_000
# What an import takes at once: some hundred parties and products at most.
MOST_ROWS = 2000
# So many costs change in one statement.
COSTS_A_PIECE = 500
