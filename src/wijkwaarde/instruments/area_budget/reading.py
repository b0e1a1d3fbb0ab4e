"""A year of a budget as it stands on a day, by product, party, law and month; derived from what was read, it reads nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from waarde import BackTest, BudgetBook, Declaration, back_test, forecast
from wijkwaarde.instruments.area_budget.calculation import (
    HUNDREDTHS,
    MONTHS,
    Agreed,
    Floats,
    cents,
    divided,
    over_since,
    summed,
)
from wijkwaarde.instruments.area_budget.rules import Change, Known, Row, Shown, change_since, warned
from wijkwaarde.instruments.area_budget.terms import DRAWS, OTHER, Figure, Warned
from wijkwaarde.kernel.budgets.calculation import YearBudget
from wijkwaarde.kernel.deliveries.calculation import Delivered


@dataclass(frozen=True)
class Year:
    """What there is in a year, what agreed plans promise, what was delivered in all years, and what was shown before.

    `products` are short names by number, `names` what they are called, `parties` what organisations are called.
    """

    budget_id: int
    year: int
    years: tuple[int, ...]
    today: date
    made: YearBudget
    agreed: Agreed
    all_delivered: Sequence[Delivered]
    products: Mapping[int, str]
    names: Mapping[str, str]
    parties: Mapping[int, str]
    shown: Shown | None = None
    before: Shown | None = None

    @cached_property
    def by_product(self) -> tuple[Row, ...]:
        """A row per product, in the order of the budget; what belongs to no product at the end."""
        spent = self._spent(lambda one: self.products[one.product_id])
        keys = [one.product for one in self.agreed.flows]
        return self._rows(self.made.by_product, keys=keys, spent=spent, order=[*self.names, OTHER])

    @cached_property
    def by_party(self) -> tuple[Row, ...]:
        """A row per party; what somebody promised who works for none stands under 0."""
        spent = self._spent(lambda one: one.organisation_id)
        doers = [one.organisation_id or 0 for one in self.agreed.flows]
        return self._rows(self.made.by_organisation, keys=doers, spent=spent, order=[*self.parties, 0])

    @cached_property
    def by_law(self) -> tuple[Row, ...]:
        """A row per law; what was spent is laid on the laws as the budget of that party and product is."""
        shares: dict[tuple[int, str], dict[str, int]] = {}
        for line in self.made.lines:
            those = shares.setdefault((line.cost.organisation_id, line.cost.product), {})
            those[line.cost.bearer] = those.get(line.cost.bearer, 0) + line.cents
        spent = divided(self._spent(lambda one: (one.organisation_id, self.products[one.product_id])), shares=shares)
        payers = [one.bearer for one in self.agreed.flows]
        order = list(dict.fromkeys((*self.made.by_bearer, *payers)))
        return self._rows(self.made.by_bearer, keys=payers, spent=spent, order=order)

    @cached_property
    def total(self) -> Row:
        """All of it."""
        committed, to_come = cents(float(self._amounts.sum())), cents(float(self._to_come.sum()))
        return Row("", self.made.cents, committed, sum(one.cents for one in self._delivered), to_come)

    @cached_property
    def committed_by_month(self) -> tuple[int, ...]:
        """January up to December, in cents."""
        return tuple(cents(float(one)) for one in self._monthly.sum(axis=0))

    @cached_property
    def spent_by_month(self) -> tuple[int, ...]:
        """By month of delivery, in cents."""
        found = [0] * MONTHS
        for one in self._delivered:
            found[one.delivered.month - 1] += one.cents
        return tuple(found)

    @cached_property
    def over_since(self) -> date | None:
        """Since which day more is spent and promised than there is; None while it fits."""
        spent = [(max(one.declared, date(self.year, 1, 1)), one.cents) for one in self._delivered]
        known = [one.known for one in self.agreed.flows]
        return over_since(self.made.cents, to_come=self._to_come, known=known, spent=spent)

    @property
    def ended_months(self) -> int:
        """How many months of the year lie behind, as a forecast counts: above 12 after the year."""
        return max((self.today.year - self.year) * MONTHS + self.today.month - 1, 0)

    @cached_property
    def forecast(self) -> dict[str, Known]:
        """What is expected, per product and as a whole (under an empty name), made at the end of the last month.

        That of a day is made once: what was shown in the morning is the same in the evening.
        """
        if self.shown is not None:
            return dict(self.shown.forecast)
        found = forecast(self.book, year=self.year, month=self.ended_months, draws=DRAWS)
        every = {"": found.expected, **found.by_product}
        return {name: Known(cents(one.total), cents(one.low), cents(one.high)) for name, one in every.items()}

    @property
    def warned(self) -> Warned:
        """How the end of the year looks."""
        return warned(self.forecast[""], budget=self.made.cents)

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
        return change_since(self.before, figures=self.figures, forecast=self.forecast)

    @cached_property
    def book(self) -> BudgetBook:
        """Everything that a forecast is made from."""
        rows = tuple(
            Declaration(self.products[one.product_id], one.delivered, one.declared, one.cents / HUNDREDTHS)
            for one in self.all_delivered
        )
        return BudgetBook(rows, self.agreed.commitments())

    def looked_back(self) -> BackTest | None:
        """How the forecast would have done in the year before this one; None where nothing was delivered then."""
        before = self.year - 1
        if not any(one.delivered.year == before for one in self.all_delivered) or before >= self.today.year:
            return None
        return back_test(self.book, years=[before], draws=DRAWS)

    @cached_property
    def _delivered(self) -> tuple[Delivered, ...]:
        return tuple(one for one in self.all_delivered if one.delivered.year == self.year)

    def _spent[Key: Hashable](self, by: Callable[[Delivered], Key]) -> dict[Key, int]:
        found: dict[Key, int] = {}
        for one in self._delivered:
            key = by(one)
            found[key] = found.get(key, 0) + one.cents
        return found

    def _rows[Key: str | int](
        self, budget: Mapping[Key, int], *, keys: Sequence[Key], spent: Mapping[Key, int], order: Sequence[Key]
    ) -> tuple[Row, ...]:
        committed, to_come = summed(self._amounts, by=keys), summed(self._to_come, by=keys)
        rows = (
            Row(key, budget.get(key, 0), committed.get(key, 0), spent.get(key, 0), to_come.get(key, 0)) for key in order
        )
        return tuple(row for row in rows if row.budget or row.committed or row.spent)

    @cached_property
    def _monthly(self) -> Floats:
        return self.agreed.by_month(self.year)

    @cached_property
    def _amounts(self) -> Floats:
        return np.asarray(self._monthly.sum(axis=1))

    @cached_property
    def _to_come(self) -> Floats:
        return np.asarray(self.agreed.by_month(self.year, since=self.today.replace(day=1)).sum(axis=1))
