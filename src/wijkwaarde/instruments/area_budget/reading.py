"""A year of a budget as it stands on a day, by product, party, law and month; derived from what was read, it reads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from waarde import BackTest, back_test
from wijkwaarde.instruments.area_budget.calculation import Floats, over_since
from wijkwaarde.instruments.area_budget.rules import Change, Row, Shown, change_since, warned
from wijkwaarde.instruments.area_budget.terms import Figure, Warned
from wijkwaarde.kernel.budgets.calculation import YearBudget
from wijkwaarde.kernel.outlook.calculation import Agreed, Kinds, Spent, cents
from wijkwaarde.kernel.outlook.rules import Divided, Ends, Outcome
from wijkwaarde.kernel.outlook.terms import DRAWS, OTHER, PURSE

if TYPE_CHECKING:
    from wijkwaarde.kernel.budgets.queries import Budget
    from wijkwaarde.kernel.outlook.queries import Outlook


@dataclass(frozen=True)
class Year:
    """What there is in a year, how it stands and what is expected of it, and what was shown before.

    `names` are what products are called by their short names, `parties` what organisations are called.
    """

    budget: Budget
    year: int
    years: tuple[int, ...]
    today: date
    made: YearBudget
    names: Mapping[str, str]
    parties: Mapping[int, str]
    outlook: Outlook
    before: Shown | None = None
    is_shown: bool = False

    @cached_property
    def by_product(self) -> tuple[Row, ...]:
        """A row per product, in the order of the budget; small purses and what belongs to no product at the end."""
        spent = self.outlook.so_far.by_product
        order = [*self.names, PURSE, OTHER]
        return self._rows(
            self.made.by_product, kinds=self.agreed.product, spent=spent, order=order, expected=self.forecast
        )

    @cached_property
    def by_party(self) -> tuple[Row, ...]:
        """A row per party; what somebody promised who works for none stands under 0."""
        spent = self.outlook.so_far.by_party
        order = [*self.parties, 0]
        return self._rows(
            self.made.by_organisation,
            kinds=self.agreed.party,
            spent=spent,
            order=order,
            expected=self.divided.by_party,
        )

    @cached_property
    def by_law(self) -> tuple[Row, ...]:
        """A row per law; what was spent is laid on the laws as the budget of that party and product is."""
        spent = self.outlook.so_far.by_law
        expected = self.divided.by_law
        order = list(dict.fromkeys((*self.made.by_bearer, *self.agreed.bearer.keys, *spent, *expected)))
        return self._rows(self.made.by_bearer, kinds=self.agreed.bearer, spent=spent, order=order, expected=expected)

    @cached_property
    def total(self) -> Row:
        """All of it."""
        committed, to_come = cents(float(self._amounts.sum())), cents(float(self._to_come.sum()))
        return Row("", self.made.cents, committed, sum(one.cents for one in self.spent), to_come)

    @cached_property
    def committed_by_month(self) -> tuple[int, ...]:
        """January up to December, in cents."""
        return tuple(cents(float(one)) for one in self.monthly.sum(axis=0))

    @cached_property
    def spent_by_month(self) -> tuple[int, ...]:
        """By month of delivery, in cents."""
        return tuple(self.outlook.so_far.by_month)

    @cached_property
    def over_since(self) -> date | None:
        """Since which day more is spent and promised than there is; None while it fits."""
        spent = [(max(one.declared, date(self.year, 1, 1)), one.cents) for one in self.spent]
        return over_since(self.made.cents, to_come=self._to_come, known=self.agreed.known, spent=spent)

    @property
    def ended_months(self) -> int:
        """How many months of the year lie behind: above 12 after the year."""
        return self.outlook.month

    @property
    def forecast(self) -> Mapping[str, Outcome]:
        """What is expected, per product and as a whole (under an empty name), made at the end of the last month, and never less than is spent."""
        return self.outlook.outcomes_now

    @property
    def is_known(self) -> bool:
        """Whether the year is over and nothing is to come any more."""
        whole = self.forecast[""]
        return self.today.year > self.year and whole.low == whole.high

    @property
    def divided(self) -> Divided:
        """The same by party, law and month, from the same simulated years."""
        return self.outlook.divided_now

    @property
    def warned(self) -> Warned:
        """How the end of the year looks."""
        return warned(self.forecast[""], budget=self.made.cents)

    @property
    def over_budget(self) -> list[tuple[Row, int]]:
        """The products of the budget that probably cost more than it has for them, with what they cost, the worst first."""
        every = ((row, self.forecast.get(str(row.key))) for row in self.by_product if row.budget)
        found = [(row, known.total) for row, known in every if known and known.total > row.budget]
        return sorted(found, key=lambda one: one[0].budget - one[1])

    @property
    def figures(self) -> dict[str, dict[str, int]]:
        """What is shown today per product, to tell later what changed."""
        return {
            str(row.key): {Figure.BUDGET: row.budget, Figure.COMMITTED: row.committed, Figure.SPENT: row.spent}
            for row in self.by_product
        }

    @property
    def change(self) -> Change | None:
        """The figure that moved most since the last day on which somebody looked."""
        expected = {name: one.total for name, one in self.forecast.items()}
        return change_since(self.before, figures=self.figures, forecast=expected)

    def looked_back(self) -> BackTest | None:
        """How the forecast would have done in the year before this one; None where nothing was delivered then."""
        before = self.year - 1
        if not any(one.delivered.year == before for one in self.outlook.learned_from) or before >= self.today.year:
            return None
        return back_test(self.outlook.book, years=[before], draws=DRAWS)

    @property
    def agreed(self) -> Agreed:
        """What agreed plans and results promise."""
        return self.outlook.promises.every

    @property
    def spent(self) -> tuple[Spent, ...]:
        """What was spent in this year."""
        return self.outlook.spent

    def _rows[Key: str | int](
        self,
        budget: Mapping[Key, int],
        *,
        kinds: Kinds[Key],
        spent: Mapping[Key, int],
        order: Sequence[Key],
        expected: Mapping[Key, Ends] | Mapping[Key, Outcome],
    ) -> tuple[Row, ...]:
        committed, to_come = kinds.sums(self._amounts), kinds.sums(self._to_come)
        rows = (
            Row(key, budget.get(key, 0), committed.get(key, 0), spent.get(key, 0), to_come.get(key, 0)) for key in order
        )
        return tuple(
            row
            for row, key in zip(rows, order, strict=True)
            if row.budget or row.committed or row.spent or (key in expected and expected[key].total)
        )

    @cached_property
    def monthly(self) -> Floats:
        """What each promise comes to in each month of the year, in euros, shape (promises, 12)."""
        return self.outlook.promises.by_month(self.year)

    @cached_property
    def _amounts(self) -> Floats:
        return np.asarray(self.monthly.sum(axis=1))

    @cached_property
    def _to_come(self) -> Floats:
        to_come = self.outlook.promises.to_come(self.year, today=self.today, spent=self.spent)
        return np.asarray(to_come.sum(axis=1))
